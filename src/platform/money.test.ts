import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { amountMax, formatAmount, parseAmount, toDecimal } from './money.ts';

test('an amount written as a decimal is read back exactly, for every number of decimals', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 1n, max: amountMax }), fc.integer({ min: 0, max: 18 }), (amount, decimals) => {
      assert.equal(parseAmount(toDecimal(amount, decimals), decimals), amount);
    }),
  );
});

test('what a person types is read, or refused with the reason', () => {
  const cases: [string, number, ReturnType<typeof parseAmount>][] = [
    ['12', 2, 1200n],
    ['12.3', 2, 1230n],
    ['１２．３４', 2, 1234n],
    [' 1,234.50 ', 2, 123450n],
    ['.5', 2, 50n],
    ['0.000000000000000001', 18, 1n],
    ['1.500', 1, 15n],
    ['1.05', 1, 'too-many-decimals'],
    ['0', 2, 'not-positive'],
    ['0.00', 2, 'not-positive'],
    ['-5', 2, 'not-a-number'],
    ['1e3', 2, 'not-a-number'],
    ['1,23', 2, 'not-a-number'],
    ['', 2, 'not-a-number'],
    ['.', 2, 'not-a-number'],
    ['NaN', 2, 'not-a-number'],
    ['99999999999999999999999999999999999999', 0, 99999999999999999999999999999999999999n],
    ['999999999999999999999999999999999999999', 0, 'too-large'],
  ];
  for (const [text, decimals, expected] of cases)
    assert.equal(parseAmount(text, decimals), expected, JSON.stringify(text));
});

test('an amount is shown grouped, with the decimals that matter', () => {
  assert.equal(formatAmount(123456789n, { code: 'USD', decimals: 2 }), '1,234,567.89 USD');
  assert.equal(formatAmount(1500000000000000000n, { code: 'ETH', decimals: 18 }), '1.50 ETH');
  assert.equal(formatAmount(-5n, { code: 'USDC', decimals: 6 }), '-0.000005 USDC');
  assert.equal(formatAmount(1000n, { code: 'JPY', decimals: 0 }), '1,000 JPY');
});
