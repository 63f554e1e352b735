import { toLatin } from '../../rails/rails.ts';

/**
 * How a payer’s name stands to a customer’s. `same`: nobody would doubt it; `similar`: an initial, a name left out, a
 * slip of the pen; `unknown`: the bank gave no name, or one that we cannot compare.
 */
export const nameMatches = ['same', 'similar', 'different', 'unknown'] as const;
export type NameMatch = (typeof nameMatches)[number];

const titles = new Set(
  'mr mrs ms miss mx dr prof sir dame herr frau mme mlle monsieur madame sr sra dott ing dipl jr sen ii iii'.split(' '),
);

/** The words of a name in plain Latin letters, lower case, without titles; undefined where they cannot be read. */
function wordsOf(name: string): string[] | undefined {
  const plain = name.replace(/(先生|女士|小姐|太太)$/u, '');
  const latin = toLatin(plain)
    ?.toLowerCase()
    .replace(/v(?=[aeiou]?\b)/g, 'u');
  const words = latin
    ?.replace(/['’.]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '' && !titles.has(word));
  return words === undefined || words.length === 0 ? undefined : words;
}

/** Letters to change, add, leave out or exchange with their neighbour to make one word of another, up to `most`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? most + 1;
}

type WordMatch = 'equal' | 'near' | 'no';

/** An initial stands for its word, and one slip in a word of some length is forgiven. */
function matchWords(a: string, b: string): WordMatch {
  if (a === b) return 'equal';
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length === 1) return long.startsWith(short) ? 'near' : 'no';
  return short.length >= 4 && editDistance(a, b, 1) === 1 ? 'near' : 'no';
}

/** Each word of the shorter name finds one of the longer, in whatever order. */
function matchAll(few: readonly string[], many: readonly string[]): WordMatch {
  const left = [...many];
  let result: WordMatch = 'equal';
  const byLength = few.toSorted((a, b) => b.length - a.length);
  for (const word of byLength) {
    const found = (['equal', 'near'] as const)
      .map((wanted) => ({ wanted, index: left.findIndex((other) => matchWords(word, other) === wanted) }))
      .find(({ index }) => index >= 0);
    if (found === undefined) return 'no';
    if (found.wanted === 'near') result = 'near';
    left.splice(found.index, 1);
  }
  return result;
}

/** Compares two names, whatever their order, marks, titles, initials and script. */
export function compareNames(payer: string | null, customer: string): NameMatch {
  const [a, b] = [payer === null ? undefined : wordsOf(payer), wordsOf(customer)];
  if (a === undefined || b === undefined) return 'unknown';
  // Chinese given names are written together or apart: 李小明 is Li Xiaoming, Li Xiao Ming or Xiaoming Li.
  const joined = (words: readonly string[]): string => words.toSorted().join('');
  if (joined(a) === joined(b) || isRejoined(a, b)) return 'same';
  // A joint account names another person too, and a long name is cut short: all words of the one are in the other.
  const [few, many] = a.length <= b.length ? [a, b] : [b, a];
  const match = matchAll(few, many);
  if (match === 'no') return 'different';
  if (few.length < 2 && many.length > 1) return few[0] !== undefined && few[0].length > 1 ? 'similar' : 'different';
  return match === 'equal' && few.length === many.length ? 'same' : 'similar';
}

const wordsMax = 5;

/** Whether one name is the other with its words in another order and some of them written together. */
function isRejoined(a: readonly string[], b: readonly string[]): boolean {
  if (a.length > wordsMax || b.length > wordsMax) return false;
  const whole = a.join('');
  return whole.length === b.join('').length && orders(b).some((words) => words.join('') === whole);
}

function orders(words: readonly string[]): string[][] {
  if (words.length <= 1) return [[...words]];
  return words.flatMap((word, index) => orders(words.toSpliced(index, 1)).map((rest) => [word, ...rest]));
}
