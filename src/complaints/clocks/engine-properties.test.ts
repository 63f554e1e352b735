import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { brussels, london, newYork, onlyClock, packOf, shanghai } from '../../../test/clocks.ts';
import { calendar } from './calendar.ts';
import { computeClocks, localDate } from './engine.ts';
import type { ClockEventType, Place, Rule } from './pack.ts';

const places = [
  brussels,
  london,
  shanghai,
  newYork,
  { zone: 'America/Sao_Paulo', calendar: 'pt' },
  { zone: 'Pacific/Apia', calendar: 'sg' },
];
const instants = fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2039, 0, 1) });
const limits = fc.oneof(
  fc.record({ unit: fc.constant('business_day' as const), count: fc.integer({ min: 1, max: 90 }) }),
  fc.record({
    unit: fc.constantFrom('calendar_day' as const, 'week' as const, 'month' as const),
    count: fc.integer({ min: 1, max: 24 }),
  }),
);
const rules = fc.record({ limit: limits, countFrom: fc.constantFrom('day_after' as const, 'event_day' as const) });
const clockAt = (place: Place, rule: Partial<Rule>, start: number) =>
  onlyClock(packOf(place, rule), { type: 'received', at: new Date(start) });

describe('whatever the start and the rule', () => {
  test('a later start is never due earlier', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        rules,
        instants,
        fc.integer({ min: 0, max: 400 * 86_400_000 }),
        (place, rule, start, later) => {
          assert.ok(clockAt(place, rule, start).due <= clockAt(place, rule, start + later).due);
        },
      ),
    );
  });

  test('the due instant is the last of its local day, whatever the clocks do that night', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), rules, instants, (place, rule, start) => {
        const { due, dueDate: date } = clockAt(place, rule, start);
        assert.equal(localDate(due, place.zone).toString(), date);
        assert.equal(
          localDate(new Date(due.getTime() + 1), place.zone).toString(),
          Temporal.PlainDate.from(date).add({ days: 1 }).toString(),
        );
      }),
    );
  });

  test('business days end on a business day, and count and skipped days fill the time exactly', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), instants, fc.integer({ min: 1, max: 90 }), (place, start, count) => {
        const clock = clockAt(place, { limit: { unit: 'business_day', count } }, start);
        const last = Temporal.PlainDate.from(clock.dueDate);
        assert.ok(calendar(place.calendar).day(last).business);
        assert.ok(
          clock.skipped.every((day) => !calendar(place.calendar).day(Temporal.PlainDate.from(day.date)).business),
        );
        assert.equal(localDate(new Date(start), place.zone).until(last).days, count + clock.skipped.length);
      }),
    );
  });

  test('a month ends on the same day of the month, or on the last of a shorter one', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), instants, fc.integer({ min: 1, max: 24 }), (place, start, count) => {
        const from = localDate(new Date(start), place.zone);
        const due = Temporal.PlainDate.from(clockAt(place, { limit: { unit: 'month', count } }, start).dueDate);
        assert.ok(due.day === from.day || (due.day === due.daysInMonth && due.day < from.day));
        assert.equal((due.year - from.year) * 12 + due.month - from.month, count);
      }),
    );
  });

  test('replaying the same events in any order of arrival gives the same clocks', () => {
    const types = fc.constantFrom<ClockEventType>(
      'received',
      'acknowledged',
      'answered',
      'reopened',
      'holding_reply_sent',
      'withdrawn',
    );
    const events = fc.uniqueArray(fc.record({ type: types, at: instants.map((ms) => new Date(ms)) }), {
      maxLength: 12,
      selector: (event) => event.at.getTime(),
    });
    const rule: Partial<Rule> = {
      startedBy: ['received', 'reopened'],
      extension: { by: 'holding_reply_sent', limits: [{ unit: 'month', count: 4 }], mustContain: [] },
    };
    fc.assert(
      fc.property(events, (history) => {
        const pack = packOf(brussels, rule);
        assert.deepEqual(computeClocks(pack, history.toReversed()), computeClocks(pack, history));
      }),
    );
  });
});
