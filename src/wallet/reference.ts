import { randomInt } from 'node:crypto';
import { assert } from '../platform/assert.ts';

/**
 * Letters and digits that nobody mistakes for another, spoken, typed or printed: of 0 O Q, 1 I L, 2 Z, 5 S, 8 B, U V
 * none or one is left. Their number is prime, so that the check character finds every single wrong character and every
 * two that changed places.
 */
const alphabet = 'ACDEFGHJKMNPRTVWXY34679';
const base = BigInt(alphabet.length);

const length = 12;
const bodyLength = length - 2;

/** What a reference names, told by its first letter. */
const kinds = { deposit: 'D', transaction: 'T' } as const;
type Kind = keyof typeof kinds;

/** The character that makes the sum over (place × value) divisible by the alphabet's size. */
function checkCharacter(text: string): string {
  const sum = [...text].reduce((total, character, index) => total + (index + 1) * alphabet.indexOf(character), 0);
  const place = text.length + 1;
  const found = [...alphabet].find((_character, value) => (sum + place * value) % alphabet.length === 0);
  assert(found !== undefined, 'a prime base has a check character for every text');
  return found;
}

function complete(kind: Kind, body: string): string {
  const text = kinds[kind] + body;
  return text + checkCharacter(text);
}

function isReference(kind: Kind, text: string): boolean {
  return (
    text.length === length &&
    text.startsWith(kinds[kind]) &&
    [...text].every((character) => alphabet.includes(character)) &&
    complete(kind, text.slice(1, -1)) === text
  );
}

/** Letters and digits alone, upper case: what is left of a reference however it was typed. */
function condense(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** What references are made of, for finding those that were mistyped. */
export const referenceAlphabet: string = alphabet;
export const referenceLength: number = length;

/** Whether a text is a deposit reference in its one form. */
export function isDepositReference(text: string): boolean {
  return isReference('deposit', text);
}

/** In groups of four, as it is printed and read out. */
export function formatReference(reference: string): string {
  return reference.replace(/(.{4})(?=.)/g, '$1-');
}

/** A new random deposit reference; 45 bits, so that nobody meets another person's by trying. */
export function newDepositReference(): string {
  const body = Array.from({ length: bodyLength }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return complete('deposit', body);
}

/** Every deposit reference that a text contains, whatever its spaces, case, width and punctuation. */
export function findDepositReferences(text: string): string[] {
  const plain = condense(text);
  const found = new Set<string>();
  for (let start = plain.indexOf(kinds.deposit); start >= 0; start = plain.indexOf(kinds.deposit, start + 1)) {
    const candidate = plain.slice(start, start + length);
    if (isReference('deposit', candidate)) found.add(candidate);
  }
  return [...found];
}

/** Hexadecimal digits of a transaction's id that its reference carries. */
const idDigits = 11;

/** What a person calls a transaction: the first 44 bits of its id, which are random. */
export function transactionReference(transactionId: string): string {
  let rest = BigInt(`0x${transactionId.replaceAll('-', '').slice(0, idDigits)}`);
  let body = '';
  while (body.length < bodyLength) {
    body = alphabet.charAt(Number(rest % base)) + body;
    rest /= base;
  }
  return complete('transaction', body);
}

/** The lowest and the highest id that a typed transaction reference stands for; `undefined` where it is none. */
export function idsOfReference(typed: string): { readonly lowest: string; readonly highest: string } | undefined {
  const text = condense(typed);
  if (!isReference('transaction', text)) return undefined;
  const value = Array.from(text.slice(1, -1)).reduce(
    (total, character) => total * base + BigInt(alphabet.indexOf(character)),
    0n,
  );
  const digits = value.toString(16).padStart(idDigits, '0');
  if (digits.length > idDigits) return undefined;
  const asId = (filler: string): string =>
    digits.padEnd(32, filler).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { lowest: asId('0'), highest: asId('f') };
}
