import { issueIds } from '../taxonomy.ts';
import { chineseFeatures, englishFeatures, englishWords, stem } from './features.ts';
import { textKinds } from './labels.ts';
import type { LabelledText } from './labelled-texts.ts';
import {
  chineseFeatureCount,
  englishBlockSize,
  inBlock,
  join,
  kindFeatureCount,
  readChinese,
  readEnglish,
} from './model.ts';
import type { Model, Vocabulary } from './model.ts';
import { normalizeChinese } from './rules-zh.ts';
import { train } from './train.ts';
import type { Example } from './train.ts';

/** How much a text of a kind counts when issues are learnt: wallets are what we sell, and few complain of them. */
const issueWeights = { message: 1, wallet: 4, account: 1, loan: 0.3, report: 0.1 } as const;
const kindWeights = { message: 1, wallet: 2, account: 1, loan: 0.5, report: 0.3 } as const;
const ownMessageWeight = 8;

const englishSettings = { epochs: 8, rate: 0.05, decay: 0.02 } as const;
const chineseSettings = { epochs: 20, rate: 0.1, decay: 0.01 } as const;

const englishTextsMin = 10;
const chineseTextsMin = 2;
/** A word mostly written with a capital, in fewer texts than this, may be a name. */
const capitalTextsMin = 30;

/** Learns the model from texts. */
export function learnModel(texts: readonly LabelledText[]): Model {
  return {
    english: learnEnglish(texts.filter(({ source }) => source !== 'own-zh')),
    chinese: learnChinese(texts.filter(({ source }) => source === 'own-zh')),
  };
}

function learnEnglish(texts: readonly LabelledText[]): Model['english'] {
  const names = likelyNames(texts);
  const vocabulary = makeVocabulary(
    texts.map(({ text }) => englishFeatures(text).keys()),
    englishTextsMin,
    (feature) => !feature.split('_').some((word) => names.has(word)),
  );
  const blockSize = englishBlockSize(vocabulary);
  const read = texts.map((text) => ({ ...text, reading: readEnglish(vocabulary, text.text) }));
  const issues = train(
    read.map(({ reading, kind, source, accepted }): Example => ({
      ...join(reading.issues, inBlock(reading.issues, textKinds.indexOf(kind) + 1, blockSize)),
      classes: accepted.map((issue) => issueIds.indexOf(issue)),
      weight: source === 'own-en' ? ownMessageWeight : issueWeights[kind],
      prior: reading.prior,
    })),
    { ...englishSettings, features: blockSize * (textKinds.length + 1), classes: issueIds.length },
  );
  const kinds = train(
    read.map(({ reading, kind }): Example => ({
      ...reading.kinds,
      classes: [textKinds.indexOf(kind)],
      weight: kindWeights[kind],
      prior: [],
    })),
    { ...englishSettings, features: kindFeatureCount(vocabulary), classes: textKinds.length },
  );
  return { vocabulary, issues, kinds };
}

function learnChinese(texts: readonly LabelledText[]): Model['chinese'] {
  const features = texts.map(({ text }) => chineseFeatures(normalizeChinese(text)).keys());
  const vocabulary = makeVocabulary(features, chineseTextsMin, () => true);
  const issues = train(
    texts.map(({ text, accepted }): Example => {
      const reading = readChinese(vocabulary, text);
      const classes = accepted.map((issue) => issueIds.indexOf(issue));
      return { ...reading.issues, classes, weight: 1, prior: reading.prior };
    }),
    { ...chineseSettings, features: chineseFeatureCount(vocabulary), classes: issueIds.length },
  );
  return { vocabulary, issues };
}

function makeVocabulary(
  texts: readonly Iterable<string>[],
  textsMin: number,
  isWanted: (feature: string) => boolean,
): Vocabulary {
  const textsWith = new Map<string, number>();
  for (const features of texts)
    for (const feature of features) textsWith.set(feature, (textsWith.get(feature) ?? 0) + 1);
  const kept = [...textsWith]
    .filter(([feature, n]) => n >= textsMin && isWanted(feature))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    index: new Map(kept.map(([feature], i) => [feature, i])),
    idf: Float32Array.from(kept, ([, n]) => Math.log(texts.length / n)),
  };
}

/** Stems of rare words that are mostly written with a capital: persons, streets, small companies. */
function likelyNames(texts: readonly LabelledText[]): ReadonlySet<string> {
  const seen = new Map<string, { texts: number; capital: number; small: number }>();
  for (const { text } of texts) {
    const cased = text.match(/[A-Za-z]{2,24}/g) ?? [];
    const inText = new Set(englishWords(text).map(stem));
    for (const word of cased) {
      const key = stem(word.toLowerCase());
      const tally = seen.get(key) ?? { texts: 0, capital: 0, small: 0 };
      if (/^[A-Z]/.test(word)) tally.capital += 1;
      else tally.small += 1;
      if (inText.delete(key)) tally.texts += 1;
      seen.set(key, tally);
    }
  }
  return new Set(
    [...seen].filter(([, tally]) => tally.texts < capitalTextsMin && tally.capital > tally.small).map(([word]) => word),
  );
}
