/** How often each feature occurs in a text. */
export type Counts = ReadonlyMap<string, number>;

/** Longer texts say what they are about in their first pages. */
export const textLengthMax = 12_000;

/** Stems of an English text and pairs of neighbouring stems, joined by `_`. */
export function englishFeatures(text: string): Counts {
  const words = englishWords(text).map(stem);
  return count([...words, ...words.slice(1).map((word, i) => `${words[i] ?? ''}_${word}`)]);
}

/** Words of a text in lower case, without numbers, amounts and the Bureau's `XXXX` marks. */
export function englishWords(text: string): string[] {
  const plain = text
    .toLowerCase()
    .replace(/['’`´]/g, '')
    .replace(/x{2,}/g, ' ');
  return plain.match(/[a-z]{2,24}/g) ?? [];
}

/** Drops the commonest endings, so that `charged`, `charges` and `charging` are one word. */
export function stem(word: string): string {
  if (word.length < 4) return word;
  if (word.length === 4) return /[^suai]s$/.test(word) ? word.slice(0, -1) : word;
  if (word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  const bare = word.replace(/(?:(?<=[aeiouy].*)ing|(?<=[aeiouy].*)ed|(?<!s|u|i)s|ly)$/, '');
  const single = /([bdgkmnprt])\1$/.test(bare) ? bare.slice(0, -1) : bare;
  return single.length > 4 && single.endsWith('e') ? single.slice(0, -1) : single;
}

/** Characters of a normalised Chinese text, pairs of neighbours, and its Latin words. */
export function chineseFeatures(normalized: string): Counts {
  const runs = normalized.match(/\p{Script=Han}+|[a-z]+/gu) ?? [];
  return count(
    runs.flatMap((run) => {
      if (/^[a-z]/.test(run)) return [run];
      const characters = [...run];
      return [...characters, ...characters.slice(1).map((next, i) => `${characters[i] ?? ''}${next}`)];
    }),
  );
}

function count(features: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  return counts;
}
