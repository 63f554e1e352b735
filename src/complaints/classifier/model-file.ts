import { issueIds } from '../taxonomy.ts';
import { textKinds } from './labels.ts';
import type { Model, Vocabulary } from './model.ts';

/** The model as it is committed: words and numbers. */
export interface ModelFile {
  readonly english: { readonly words: string; readonly idf: string; readonly kinds: string; readonly issues: string };
  readonly chinese: { readonly words: string; readonly idf: string; readonly issues: string };
}

const idfStep = 0.01;
const weightStep = 0.05;
/** Weights nearer to zero are left out. */
const weightMin = 0.075;

const letterCapital = 65;
const letterSmall = 97;
const digitZero = 48;
const space = 32;

/** Words separated by spaces; each feature's weights as a letter for its class, capital if negative, and a number of steps. */
export function encodeModel({ english, chinese }: Model): ModelFile {
  return {
    english: {
      ...encodeVocabulary(english.vocabulary),
      kinds: encodeWeights(english.kinds, textKinds.length),
      issues: encodeWeights(english.issues, issueIds.length),
    },
    chinese: { ...encodeVocabulary(chinese.vocabulary), issues: encodeWeights(chinese.issues, issueIds.length) },
  };
}

/** The model of a file that `encodeModel` made. */
export function decodeModel({ english, chinese }: ModelFile): Model {
  return {
    english: {
      vocabulary: decodeVocabulary(english),
      kinds: decodeWeights(english.kinds, textKinds.length),
      issues: decodeWeights(english.issues, issueIds.length),
    },
    chinese: { vocabulary: decodeVocabulary(chinese), issues: decodeWeights(chinese.issues, issueIds.length) },
  };
}

function encodeVocabulary({ index, idf }: Vocabulary): { words: string; idf: string } {
  return { words: [...index.keys()].join(' '), idf: Array.from(idf, (value) => Math.round(value / idfStep)).join(' ') };
}

function decodeVocabulary({ words, idf }: { readonly words: string; readonly idf: string }): Vocabulary {
  return {
    index: new Map(words.split(' ').map((word, i) => [word, i])),
    idf: Float32Array.from(idf.split(' '), (steps) => Number(steps) * idfStep),
  };
}

function encodeWeights(weights: Float32Array, classes: number): string {
  const rows: string[] = [];
  for (let start = 0; start < weights.length; start += classes) {
    rows.push(Array.from(weights.subarray(start, start + classes), encodeWeight).join(''));
  }
  return rows.join(' ');
}

function encodeWeight(weight: number, place: number): string {
  if (Math.abs(weight) < weightMin) return '';
  const letter = String.fromCharCode((weight < 0 ? letterCapital : letterSmall) + place);
  return `${letter}${Math.round(Math.abs(weight) / weightStep)}`;
}

/** Reads character by character: there are a million weights, and a server waits for this once. */
function decodeWeights(text: string, classes: number): Float32Array {
  let rows = 1;
  for (let at = text.indexOf(' '); at !== -1; at = text.indexOf(' ', at + 1)) rows += 1;
  const weights = new Float32Array(rows * classes);
  let row = 0;
  let place = 0;
  let step = weightStep;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === space) {
      row += classes;
    } else if (code < letterCapital) {
      weights[place] = (weights[place] ?? 0) * 10 + step * (code - digitZero);
    } else {
      const isNegative = code < letterSmall;
      place = row + code - (isNegative ? letterCapital : letterSmall);
      step = isNegative ? -weightStep : weightStep;
    }
  }
  return weights;
}
