import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reasonTexts } from './reasons.ts';
import { judgeRisk, riskReasons } from './risk.ts';
import type { RiskFacts, RiskReason } from './risk.ts';

const now = new Date('2026-11-25T12:00:00Z');
const hoursAgo = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);

/** Nothing speaks against it. */
const calm: RiskFacts = {
  now,
  amount: 10_000n,
  reviewFrom: 200_000n,
  lastDay: { count: 0, sum: 0n },
  destinationAddedAt: hoursAgo(24 * 30),
  newDeviceAt: null,
  securityChangedAt: null,
  unfrozenAt: null,
};

const table: readonly (readonly [string, Partial<RiskFacts>, readonly RiskReason[]])[] = [
  ['an ordinary one', {}, []],
  ['one just below the asset’s limit', { amount: 199_999n }, []],
  ['one at the limit', { amount: 200_000n }, ['large-amount']],
  ['one of an asset without a limit', { amount: 1n, reviewFrom: null }, ['large-amount']],
  ['the fourth of a day', { lastDay: { count: 3, sum: 30_000n } }, []],
  ['the fifth of a day', { lastDay: { count: 4, sum: 40_000n } }, ['many-in-a-day']],
  ['one that reaches the limit with those before it', { lastDay: { count: 1, sum: 190_000n } }, ['much-in-a-day']],
  ['one a cent below that', { lastDay: { count: 1, sum: 189_999n } }, []],
  [
    'a large one after others: its own amount is reason enough',
    { amount: 300_000n, lastDay: { count: 1, sum: 190_000n } },
    ['large-amount'],
  ],
  ['one from a new device to an old destination', { newDeviceAt: hoursAgo(1) }, []],
  ['one from an old device to a new destination', { destinationAddedAt: hoursAgo(30) }, []],
  [
    'one from a new device to a new destination',
    { newDeviceAt: hoursAgo(23), destinationAddedAt: hoursAgo(160) },
    ['new-device'],
  ],
  ['one from a device of yesterday', { newDeviceAt: hoursAgo(24), destinationAddedAt: hoursAgo(30) }, []],
  ['one an hour after the password changed', { securityChangedAt: hoursAgo(1) }, ['security-changed']],
  ['one a day after the password changed', { securityChangedAt: hoursAgo(24) }, []],
  ['one two days after a freeze was lifted', { unfrozenAt: hoursAgo(48) }, ['recently-unfrozen']],
  ['one three days after a freeze was lifted', { unfrozenAt: hoursAgo(72) }, []],
  [
    'one with everything against it, in the order in which reasons are told',
    {
      amount: 200_000n,
      lastDay: { count: 9, sum: 1n },
      newDeviceAt: now,
      destinationAddedAt: now,
      securityChangedAt: now,
      unfrozenAt: now,
    },
    ['large-amount', 'many-in-a-day', 'new-device', 'security-changed', 'recently-unfrozen'],
  ],
];

for (const [title, facts, reasons] of table)
  test(`a withdrawal (${title}) is ${reasons.length === 0 ? 'let through' : `looked at for ${reasons.join(', ')}`}`, () => {
    assert.deepEqual(judgeRisk({ ...calm, ...facts }), reasons);
  });

test('a higher amount never has fewer reasons, beside the sum that gives way to the amount itself', () => {
  const amount = fc.bigInt({ min: 1n, max: 1_000_000n });
  const facts = fc.record({ count: fc.nat(10), sum: amount });
  fc.assert(
    fc.property(amount, amount, facts, (a, b, lastDay) => {
      const [less, more] = a < b ? [a, b] : [b, a];
      const [few, many] = [less, more].map((of) => judgeRisk({ ...calm, amount: of, lastDay }));
      assert.ok((many?.length ?? 0) >= (few?.length ?? 0));
    }),
  );
});

test('every reason has its sentence in both languages', () => {
  for (const reason of riskReasons)
    for (const locale of ['en', 'zh-CN'] as const) assert.match(reasonTexts[reason][locale], /[.。]$/);
});
