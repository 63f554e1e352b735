import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { afterAct, recallActs, recallObstacle, recallStates, recallUntil } from './recall-state.ts';
import type { RecallState } from './recall-state.ts';

test('a recall is settled once, whatever is tried afterwards', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...recallActs), { maxLength: 8 }), (acts) => {
      let state: RecallState = 'asked';
      let changes = 0;
      for (const act of acts) {
        const next: RecallState | undefined = afterAct(state, act);
        if (next === undefined) continue;
        assert.equal(state, 'asked');
        state = next;
        changes += 1;
      }
      assert.equal(changes, acts.length === 0 ? 0 : 1);
    }),
  );
});

test('only what is asked takes an act, each act leads to a state of its own, and a void one came from no act', () => {
  for (const state of recallStates)
    for (const act of recallActs) assert.equal(afterAct(state, act) !== undefined, state === 'asked');
  const reached = recallActs.map((act) => afterAct('asked', act));
  assert.deepEqual(new Set(reached).size, recallActs.length);
  assert.ok(!reached.includes('voided') && !reached.includes('asked'));
});

const amount = fc.bigInt({ min: 1n, max: 10n ** 20n });
const payment = fc.record({
  kind: fc.constantFrom('payment', 'payment', 'deposit', 'return', 'checkout'),
  status: fc.constantFrom('posted' as const, 'held' as const, 'voided' as const, 'expired' as const),
  at: fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
  givenBack: fc.bigInt({ min: 0n, max: 10n ** 20n }),
  amount,
  recalled: fc.boolean(),
});

test('a payment can be asked back once, in time, while something of it is left', () => {
  fc.assert(
    fc.property(payment, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 90 }), (given, days, passed) => {
      const now = new Date(given.at.getTime() + passed * 86_400_000);
      const possible = recallObstacle(given, days, now) === undefined;
      const expected =
        given.kind === 'payment' &&
        (given.status === 'posted' || given.status === 'held') &&
        !given.recalled &&
        now < recallUntil(given.at, days) &&
        given.givenBack < given.amount;
      assert.equal(possible, expected);
    }),
  );
});
