import { randomInt } from 'node:crypto';

/** Without I, L, O and U, which are read as others (Crockford's base 32). */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const digitsCount = 8;

/** A new case number such as `R-7K3M-29QF-X`: 40 random bits, so that neither order nor neighbours can be guessed, and a check character. */
export function newCaseNumber(): string {
  const digits = Array.from({ length: digitsCount }, () => randomInt(alphabet.length));
  return write([...digits, checkOf(digits)]);
}

/** A case number as a person typed it (any case, with or without hyphens, O for 0, I or L for 1) in its one form; undefined if it is none. */
export function parseCaseNumber(typed: string): string | undefined {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  if (plain.length !== digitsCount + 2 || !plain.startsWith('R')) return undefined;
  const digits = Array.from(plain.slice(1), (character) => alphabet.indexOf(character));
  const check = digits.pop();
  return digits.includes(-1) || check !== checkOf(digits) ? undefined : write([...digits, checkOf(digits)]);
}

function write(digits: readonly number[]): string {
  const text = digits.map((digit) => alphabet[digit]).join('');
  return `R-${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
}

/**
 * The sum of digit × αⁿ in the field of 32 elements (x⁵ + x² + 1, α = x), a digit's place being n. Each place has
 * another factor, so every single wrong character and every swap of two, neighbours or not, is found.
 */
function checkOf(digits: readonly number[]): number {
  return digits.reduce((sum, digit) => timesAlpha(sum ^ digit), 0);
}

function timesAlpha(element: number): number {
  const doubled = element << 1;
  return doubled & 32 ? doubled ^ 0b100101 : doubled;
}
