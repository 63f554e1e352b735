import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { amountMax } from '../../platform/money.ts';
import { basisPointsMax, computeFee, isFree } from './fee.ts';
import type { FeeRule } from './fee.ts';

const anyAmount = fc.bigInt({ min: 1n, max: amountMax });
const small = fc.bigInt({ min: 0n, max: 10n ** 20n });
const anyRule: fc.Arbitrary<FeeRule> = fc
  .record({
    flat: small,
    basisPoints: fc.integer({ min: 0, max: basisPointsMax }),
    minimum: small,
    above: fc.option(small),
  })
  .map(({ above, ...rule }) => ({
    ...rule,
    kind: 'payment',
    asset: 'USD',
    maximum: above === null ? null : rule.minimum + above,
  }));

const rule = { kind: 'payment', asset: 'USD', flat: 30n, basisPoints: 150, minimum: 0n, maximum: null } as const;

test('a fee is its flat part and its share', () => {
  assert.deepEqual(
    [1n, 66n, 67n, 10_000n, 1_000_000n].map((amount) => computeFee(rule, amount)),
    [30n, 30n, 31n, 180n, 15_030n],
  );
});

test('a fee is raised to its minimum and held to its maximum', () => {
  const bounded = { ...rule, minimum: 50n, maximum: 500n };
  assert.deepEqual(
    [1n, 2000n, 1_000_000n].map((amount) => computeFee(bounded, amount)),
    [50n, 60n, 500n],
  );
});

test('any fee lies between its minimum and its maximum', () => {
  fc.assert(
    fc.property(anyRule, anyAmount, (any, amount) => {
      const fee = computeFee(any, amount);
      assert.ok(fee >= 0n && fee >= any.minimum && (any.maximum === null || fee <= any.maximum));
    }),
  );
});

test('a larger amount never costs less', () => {
  fc.assert(
    fc.property(anyRule, anyAmount, anyAmount, (any, one, other) => {
      const [less, more] = one < other ? [one, other] : [other, one];
      assert.ok(computeFee(any, less) <= computeFee(any, more));
    }),
  );
});

test('rounding takes less than one smallest unit, and always from us', () => {
  fc.assert(
    fc.property(anyRule, anyAmount, (any, amount) => {
      const scale = BigInt(basisPointsMax);
      const exact = any.flat * scale + amount * BigInt(any.basisPoints);
      const rounded = computeFee({ ...any, minimum: 0n, maximum: null }, amount) * scale;
      assert.ok(rounded <= exact && exact - rounded < scale);
    }),
  );
});

test('a rule is free if and only if nothing is ever charged by it', () => {
  fc.assert(
    fc.property(anyRule, anyAmount, (any, amount) => {
      if (isFree(any)) assert.equal(computeFee(any, amount), 0n);
      else assert.ok(computeFee(any, 10n ** 37n) > 0n);
    }),
  );
});
