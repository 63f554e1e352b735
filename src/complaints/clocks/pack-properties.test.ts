import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { packOf, shanghai } from '../../../test/clocks.ts';
import { calendar } from './calendar.ts';
import { computeClocks, localDate, placeOf } from './engine.ts';
import type { CaseClock, ClockEvent } from './engine.ts';
import { eventWords } from './explanation.ts';
import type { ClockEventType, Facts, Pack, Rule } from './pack.ts';
import { packs } from './packs.ts';

const day = 86_400_000;
const instants = fc.integer({ min: Date.UTC(2014, 0, 1), max: Date.UTC(2038, 0, 1) }).map((ms) => new Date(ms));
// oxlint-disable-next-line typescript/consistent-type-assertions -- a table's keys are those of its type
const types = Object.keys(eventWords) as ClockEventType[];
const untils = fc
  .integer({ min: Date.UTC(2014, 0, 1), max: Date.UTC(2038, 0, 1) })
  .map((ms) => new Date(ms).toISOString().slice(0, 10));
const histories = fc.uniqueArray(
  fc.record({ type: fc.constantFrom(...types), at: instants, until: untils }, { requiredKeys: ['type', 'at'] }),
  { maxLength: 14, selector: ({ at }) => at.getTime() },
);
const known: fc.Arbitrary<Facts> = fc.record(
  {
    paymentService: fc.boolean(),
    otherService: fc.boolean(),
    newAccount: fc.boolean(),
    pointOfSale: fc.boolean(),
    foreignInitiated: fc.boolean(),
    residence: fc.constantFrom('DE', 'IE', 'CN', 'GB', 'US', 'ZZ'),
  },
  { requiredKeys: [] },
);
const anyPack = fc.constantFrom(...packs.values());

/** The clock of one rule of a pack, started at an instant, whatever the rule asks to know. */
function startedAt(pack: Pack, rule: Rule, at: Date): CaseClock | undefined {
  const [type] = rule.startedBy;
  assert.ok(type);
  const only: Pack = { ...pack, rules: [rule] };
  return computeClocks(only, [{ type, at }], { ...rule.when })[0];
}

describe('whatever the pack and the history', () => {
  test('the order in which events arrive changes nothing', () => {
    fc.assert(
      fc.property(anyPack, histories, known, (pack, history, facts) => {
        assert.deepEqual(computeClocks(pack, history.toReversed(), facts), computeClocks(pack, history, facts));
      }),
      { numRuns: 60 },
    );
  });

  test('a clock starts with an event that may start it, and stops with one that may stop it, in order', () => {
    fc.assert(
      fc.property(anyPack, histories, known, (pack, history, facts) => {
        for (const clock of computeClocks(pack, history, facts)) {
          const rules = pack.rules.filter(({ id }) => id === clock.rule);
          assert.ok(rules.some(({ startedBy }) => startedBy.includes(clock.start.type)));
          if (clock.stop === null) continue;
          const { type, at } = clock.stop;
          assert.ok(at >= clock.start.at);
          assert.ok(type === 'withdrawn' || rules.some(({ stoppedBy }) => stoppedBy.includes(type)));
        }
      }),
      { numRuns: 100 },
    );
  });

  test('what happens later never changes a clock that has stopped', () => {
    fc.assert(
      fc.property(anyPack, histories, known, (pack, history, facts) => {
        const ordered = history.toSorted((a, b) => a.at.getTime() - b.at.getTime());
        const before = computeClocks(pack, ordered.slice(0, -1), facts).filter(({ stop }) => stop !== null);
        const after = computeClocks(pack, ordered, facts);
        for (const clock of before)
          assert.deepEqual(
            after.find((one) => sameRun(one, clock)),
            clock,
          );
      }),
      { numRuns: 60 },
    );
  });
});

const sameRun = (a: CaseClock, b: CaseClock): boolean => a.key === b.key && a.round === b.round;

for (const pack of packs.values()) {
  describe(`every rule of ${pack.id}`, () => {
    test('is due the later, the later it starts, and never before it starts', () => {
      fc.assert(
        fc.property(instants, fc.integer({ min: 0, max: 40 * day }), (at, later) => {
          for (const rule of pack.rules) {
            const first = startedAt(pack, rule, at);
            const second = startedAt(pack, rule, new Date(at.getTime() + later));
            if (first === undefined || second === undefined) continue;
            assert.ok(first.due <= second.due && first.due > at, rule.id);
          }
        }),
        { numRuns: 40 },
      );
    });

    test('that counts business days ends on one', () => {
      fc.assert(
        fc.property(instants, (at) => {
          for (const rule of pack.rules) {
            const clock = startedAt(pack, rule, at);
            if (clock === undefined || clock.limit.unit !== 'business_day') continue;
            const named = calendar(placeOf(pack, {}).calendar);
            assert.ok(named.day(Temporal.PlainDate.from(clock.dueDate)).business, `${rule.id} ${clock.dueDate}`);
          }
        }),
        { numRuns: 40 },
      );
    });

    test('that a notice of delay moves never becomes earlier, nor later than the law lets it', () => {
      fc.assert(
        fc.property(instants, fc.nat(30 * day), untils, (at, wait, until) => {
          for (const rule of pack.rules.filter(({ extension }) => extension !== undefined)) {
            const before = startedAt(pack, rule, at);
            if (before === undefined) continue;
            const notice: ClockEvent = { type: 'holding_reply_sent', at: new Date(at.getTime() + wait), until };
            const [after] = computeClocks({ ...pack, rules: [rule] }, [{ type: before.start.type, at }, notice], {
              ...rule.when,
            });
            assert.ok(after !== undefined && after.due >= before.due, rule.id);
            const latest = before.extendable?.latest ?? null;
            assert.ok(latest === null || after.dueDate <= latest || after.dueDate === before.dueDate, rule.id);
            assert.ok(after.dueDate === before.dueDate || notice.at <= before.due, 'a late notice moves nothing');
          }
        }),
        { numRuns: 40 },
      );
    });
  });
}

test('a pause moves the last day by the working days in it, and by no other', () => {
  const why = { en: 'testing', 'zh-CN': '检测' };
  const pack = packOf(shanghai, {
    limit: { unit: 'business_day', count: 45 },
    pause: { from: 'testing_started', to: 'testing_ended', why },
  });
  fc.assert(
    fc.property(instants, fc.nat(20), fc.nat(20), (at, after, length) => {
      const from = new Date(at.getTime() + after * day);
      const to = new Date(from.getTime() + length * day);
      const [plain] = computeClocks(pack, [{ type: 'received', at }]);
      const [paused] = computeClocks(pack, [
        { type: 'received', at },
        { type: 'testing_started', at: from },
        { type: 'testing_ended', at: to },
      ]);
      assert.ok(plain !== undefined && paused !== undefined);
      const worked = (start: Temporal.PlainDate, end: string) => {
        let count = 0;
        for (let date = start; date.toString() <= end; date = date.add({ days: 1 }))
          if (calendar('cn').day(date).business) count += 1;
        return count;
      };
      const inPause = worked(
        localDate(after === 0 ? new Date(from.getTime() + day) : from, shanghai.zone),
        localDate(to, shanghai.zone).toString(),
      );
      const moved = worked(Temporal.PlainDate.from(plain.dueDate).add({ days: 1 }), paused.dueDate);
      assert.equal(moved, inPause);
    }),
    { numRuns: 100 },
  );
});
