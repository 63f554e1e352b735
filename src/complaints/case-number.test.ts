import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newCaseNumber, parseCaseNumber } from './case-number.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const places = [2, 3, 4, 5, 7, 8, 9, 10, 12];

test('a case number is read however it is typed', () => {
  const number = newCaseNumber();
  assert.match(number, /^R-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]$/);
  for (const typed of [
    number,
    number.toLowerCase(),
    number.replaceAll('-', ' '),
    number.replaceAll('-', ''),
    number.replaceAll('-', '–'),
    ` ${number} `,
  ]) {
    assert.equal(parseCaseNumber(typed), number, typed);
  }
});

test('O is read as 0, and I and L as 1', () => {
  const numbers = Array.from({ length: 200 }, newCaseNumber);
  for (const number of numbers) {
    assert.equal(parseCaseNumber(`R${number.slice(1).replaceAll('0', 'o').replaceAll('1', 'l')}`), number);
    assert.equal(parseCaseNumber(`R${number.slice(1).replaceAll('0', 'O').replaceAll('1', 'I')}`), number);
  }
});

test('every single wrong character and every swap of two is found', () => {
  const place = fc.constantFrom(...places);
  fc.assert(
    fc.property(
      fc.noShrink(fc.constant(null).map(newCaseNumber)),
      place,
      place,
      fc.constantFrom(...alphabet),
      (number, one, other, character) => {
        const changed = [...number];
        changed[one] = character;
        assert.equal(parseCaseNumber(changed.join('')), changed.join('') === number ? number : undefined);
        const swapped = [...number];
        [swapped[one], swapped[other]] = [number.charAt(other), number.charAt(one)];
        assert.equal(parseCaseNumber(swapped.join('')), swapped.join('') === number ? number : undefined);
      },
    ),
    { numRuns: 5000 },
  );
});

test('what is no case number is none', () => {
  for (const text of ['', 'R', 'R-0000-0000', 'X-0000-0000-0', 'R-0000-0000-0-0', 'R-UUUU-0000-0', '投诉'])
    assert.equal(parseCaseNumber(text), undefined, text);
});
