import { issueIds } from '../taxonomy.ts';
import { chineseFeatures, englishFeatures, textLengthMax } from './features.ts';
import type { Counts } from './features.ts';
import { textKinds } from './labels.ts';
import { englishRules } from './rules-en.ts';
import { matchingRules, scoreRules } from './rules.ts';
import { chineseRules, normalizeChinese } from './rules-zh.ts';

/** Features with how telling each is (inverse document frequency). */
export interface Vocabulary {
  readonly index: ReadonlyMap<string, number>;
  readonly idf: Float32Array;
}

/** A text as numbers: places in the weights and their values. */
export interface Vector {
  readonly indices: Int32Array;
  readonly values: Float32Array;
}

/** Weights, feature-major: `weights[feature * classes + class]`. */
export interface Model {
  readonly english: {
    readonly vocabulary: Vocabulary;
    /** Which kind of text it is; features, then rules, then length. */
    readonly kinds: Float32Array;
    /** Which issue it is about: one block of features, rules and bias for all kinds, then one that each kind adds. */
    readonly issues: Float32Array;
  };
  readonly chinese: { readonly vocabulary: Vocabulary; readonly issues: Float32Array };
}

const vectorLength = 3;
const englishRuleValue = 2;
const chineseRuleValue = 0.5;
const englishPriorWeight = 0.7;
const chinesePriorWeight = 0.7;
const biasValue = 0.5;
const lengthValue = 2;
const lengthSteps = [120, 300, 800] as const;

/** What is known beforehand of the kind of a text here: a wallet's customers write, few about loans. */
const kindOdds = { message: 1, wallet: 6, account: 1, loan: 0.3, report: 0.3 } as const;

export function englishBlockSize(vocabulary: Vocabulary): number {
  return vocabulary.idf.length + englishRules.length + 1;
}

export function kindFeatureCount(vocabulary: Vocabulary): number {
  return vocabulary.idf.length + englishRules.length + lengthSteps.length + 1;
}

export function chineseFeatureCount(vocabulary: Vocabulary): number {
  return vocabulary.idf.length + chineseRules.length;
}

/** An English text as the model sees it, read once for all its uses. */
export interface EnglishReading {
  /** For issues, in the block that all kinds share. */
  readonly issues: Vector;
  readonly kinds: Vector;
  /** What the rules alone say of the issues, in log-odds: less in a long text, where every word may occur. */
  readonly prior: readonly number[];
}

/** Reads an English text with the vocabulary of a model. */
export function readEnglish(vocabulary: Vocabulary, text: string): EnglishReading {
  const hits = matchingRules(englishRules, text.toLowerCase());
  const seen = join(
    vectorOf(vocabulary, englishFeatures(text)),
    ruleVector(hits, vocabulary.idf.length, englishRuleValue),
  );
  const biasPlace = englishBlockSize(vocabulary) - 1;
  const lengthPlace = biasPlace + lengthSteps.filter((length) => text.length >= length).length;
  const priorWeight = englishPriorWeight * Math.min(1, lengthSteps[1] / text.length);
  return {
    issues: join(seen, single(biasPlace, biasValue)),
    kinds: join(seen, single(lengthPlace, lengthValue)),
    prior: scoreRules(englishRules, hits).map((score) => score * priorWeight),
  };
}

/** The same vector in the block of a kind of text: 0 for what all share, 1 for the first kind, … */
export function inBlock(vector: Vector, block: number, blockSize: number): Vector {
  return { indices: vector.indices.map((i) => i + block * blockSize), values: vector.values };
}

export interface ChineseReading {
  readonly issues: Vector;
  readonly prior: readonly number[];
}

/** Reads a Chinese text, written in whatever width or characters, with the vocabulary of a model. */
export function readChinese(vocabulary: Vocabulary, text: string): ChineseReading {
  const normalized = normalizeChinese(text);
  const hits = matchingRules(chineseRules, normalized);
  return {
    issues: join(
      vectorOf(vocabulary, chineseFeatures(normalized)),
      ruleVector(hits, vocabulary.idf.length, chineseRuleValue),
    ),
    prior: scoreRules(chineseRules, hits).map((score) => score * chinesePriorWeight),
  };
}

/** Probability of each issue, in the order of the taxonomy. */
export function issueProbabilities(model: Model, whole: string): number[] {
  const text = whole.slice(0, textLengthMax);
  return isChinese(text) ? chineseProbabilities(model.chinese, text) : englishProbabilities(model.english, text);
}

/** Whether more is said in Chinese characters than in Latin words. */
export function isChinese(text: string): boolean {
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  return han > (text.match(/[a-z]+/gi)?.length ?? 0);
}

function chineseProbabilities({ vocabulary, issues }: Model['chinese'], text: string): number[] {
  const reading = readChinese(vocabulary, text);
  return softmax(plus(reading.prior, scores(issues, reading.issues, issueIds.length)));
}

/** Each kind of text has its own view of the issues; they count by how likely the text is of that kind. */
function englishProbabilities({ vocabulary, kinds, issues }: Model['english'], text: string): number[] {
  const reading = readEnglish(vocabulary, text);
  const odds = textKinds.map((kind) => Math.log(kindOdds[kind]));
  const ofKind = softmax(plus(odds, scores(kinds, reading.kinds, textKinds.length)));
  const shared = plus(reading.prior, scores(issues, reading.issues, issueIds.length));
  const blockSize = englishBlockSize(vocabulary);
  const views = textKinds.map((_, k) =>
    softmax(plus(shared, scores(issues, inBlock(reading.issues, k + 1, blockSize), issueIds.length))),
  );
  return issueIds.map((_, issue) => views.reduce((sum, view, k) => sum + (view[issue] ?? 0) * (ofKind[k] ?? 0), 0));
}

function vectorOf({ index, idf }: Vocabulary, counts: Counts): Vector {
  const known = [...counts].flatMap(([feature, n]) => {
    const i = index.get(feature);
    return i === undefined ? [] : [{ i, value: (1 + Math.log(n)) * (idf[i] ?? 0) }];
  });
  const length = Math.hypot(...known.map(({ value }) => value)) || 1;
  return {
    indices: Int32Array.from(known, ({ i }) => i),
    values: Float32Array.from(known, ({ value }) => (value / length) * vectorLength),
  };
}

function ruleVector(hits: readonly number[], offset: number, value: number): Vector {
  return {
    indices: Int32Array.from(hits, (hit) => offset + hit),
    values: new Float32Array(hits.length).fill(value),
  };
}

function single(place: number, value: number): Vector {
  return { indices: Int32Array.of(place), values: Float32Array.of(value) };
}

/** Several vectors as one. */
export function join(...vectors: readonly Vector[]): Vector {
  return {
    indices: Int32Array.from(vectors.flatMap(({ indices }) => [...indices])),
    values: Float32Array.from(vectors.flatMap(({ values }) => [...values])),
  };
}

/** Log-odds that the weights give a vector. */
export function scores(weights: Float32Array, { indices, values }: Vector, classes: number): number[] {
  const sums = Array.from({ length: classes }, () => 0);
  indices.forEach((index, k) => {
    const value = values[k] ?? 0;
    for (let c = 0; c < classes; c += 1) sums[c] = (sums[c] ?? 0) + (weights[index * classes + c] ?? 0) * value;
  });
  return sums;
}

/** Probabilities of log-odds. */
export function softmax(logOdds: readonly number[]): number[] {
  const top = Math.max(...logOdds);
  const powers = logOdds.map((score) => Math.exp(score - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

function plus(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, i) => value + (b[i] ?? 0));
}
