import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { newId } from '../platform/id.ts';
import {
  findDepositReferences,
  formatReference,
  idsOfReference,
  newDepositReference,
  transactionReference,
} from './reference.ts';

const reference = fc.nat().map(() => newDepositReference());
const alphabet = 'ACDEFGHJKMNPRTVWXY34679';

describe('a deposit reference', () => {
  test('is found however it is typed', () => {
    const given = newDepositReference();
    const [a, b, c] = [given.slice(0, 4), given.slice(4, 8), given.slice(8)];
    const typed = [
      `${a}-${b}-${c}`,
      `${a} ${b} ${c}`.toLowerCase(),
      `Top-up ${a}${b}${c}, thanks`,
      `充值${a}–${b}–${c}元`,
      `ref:${a}.${b}/${c}.`,
      `INVOICE${given}`,
      [...given].join(' '),
      given.replace(/[A-Z0-9]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
    ];
    for (const text of typed) assert.ok(findDepositReferences(text).includes(given), text);
  });

  test('is not found with one wrong character', () => {
    fc.assert(
      fc.property(reference, fc.nat(10), fc.constantFrom(...alphabet), (given, at, character) => {
        fc.pre(given[at + 1] !== character);
        const wrong = given.slice(0, at + 1) + character + given.slice(at + 2);
        assert.deepEqual(findDepositReferences(wrong), []);
      }),
    );
  });

  test('is not found with two characters that changed places', () => {
    fc.assert(
      fc.property(reference, fc.nat(10), fc.nat(10), (given, one, other) => {
        const letters = [...given];
        const [a = '', b = ''] = [letters[one + 1], letters[other + 1]];
        fc.pre(a !== b);
        letters[one + 1] = b;
        letters[other + 1] = a;
        assert.deepEqual(findDepositReferences(letters.join('')), []);
      }),
    );
  });

  test('is hardly ever found in text that has none', () => {
    assert.deepEqual(
      findDepositReferences('DEAR MADAM, PLEASE CREDIT MY FRIEND ANDY FOR THE FARM HAND, DECEMBER 2026, RECHNUNG 4437'),
      [],
    );
    assert.deepEqual(findDepositReferences(''), []);
  });

  test('is printed in groups of four', () => {
    assert.equal(formatReference('DAAACCCCEEEE'), 'DAAA-CCCC-EEEE');
  });
});

describe('a transaction reference', () => {
  test('leads back to the range that holds its id', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        const range = idsOfReference(formatReference(transactionReference(id)).toLowerCase());
        assert.ok(range && range.lowest <= id && id <= range.highest);
        assert.equal(range.lowest.slice(0, 12), id.slice(0, 12));
      }),
    );
  });

  test('is none with a typing error, and never a deposit reference', () => {
    const given = transactionReference(newId(0));
    assert.equal(idsOfReference(given.slice(0, -1) + (given.endsWith('A') ? 'C' : 'A')), undefined);
    assert.equal(idsOfReference(newDepositReference()), undefined);
    assert.deepEqual(findDepositReferences(given), []);
  });
});
