const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Stars at the most for one word, so that a long name does not show by its length. */
const starsMax = 3;

function maskWord(word: string): string {
  const [first = '', ...rest] = [...graphemes.segment(word)].map(({ segment }) => segment);
  return first + '*'.repeat(Math.min(starsMax, Math.max(1, rest.length)));
}

/** Enough of a name to recognise somebody known, too little to learn a stranger's: `Anna Lee` → `A*** L**`, `李明` → `李*`. */
export function maskName(name: string): string {
  const words = name
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== '');
  return words.length === 0 ? '***' : words.map(maskWord).join(' ');
}
