import { isDepositReference, referenceAlphabet, referenceLength } from '../reference.ts';

/** Letters and digits of a text alone, upper case. */
function condense(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Characters of a text that are looked through at the most; a bank gives 140. */
const textMax = 300;

/** Everything one slip away from a text: a character changed, lost, added, or exchanged with its neighbour. */
function* oneSlipAway(text: string): Generator<string> {
  for (let place = 0; place <= text.length; place += 1) {
    const [before, at, after] = [text.slice(0, place), text.charAt(place), text.slice(place + 1)];
    for (const character of referenceAlphabet) {
      if (text.length === referenceLength - 1) yield before + character + text.slice(place);
      if (at !== '' && text.length === referenceLength) yield before + character + after;
    }
    if (text.length === referenceLength + 1 && at !== '') yield before + after;
    if (text.length === referenceLength && place + 1 < text.length)
      yield before + after.charAt(0) + at + after.slice(1);
  }
}

/**
 * References that a payer may have meant: each is one slip away from something in the text. The check character leaves
 * one of twenty-three such guesses, so that few are wrong.
 */
export function nearReferences(texts: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const text of texts) {
    const plain = condense(text).slice(0, textMax);
    for (const length of [referenceLength - 1, referenceLength, referenceLength + 1]) {
      for (let start = 0; start + length <= plain.length; start += 1) {
        const window = plain.slice(start, start + length);
        // Where most of it is no word of our alphabet, it was never one of our references.
        if (Array.from(window).filter((character) => referenceAlphabet.includes(character)).length < length - 2)
          continue;
        for (const guess of oneSlipAway(window)) if (isDepositReference(guess)) found.add(guess);
      }
    }
  }
  return found;
}
