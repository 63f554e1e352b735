import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { calendar } from './calendar.ts';
import { clockStatus, computeClocks, localDate } from './engine.ts';
import type { CaseClock, ClockEvent } from './engine.ts';
import type { ClockEventType, CountedUnit, Pack, Place, Rule } from './pack.ts';

const brussels: Place = { zone: 'Europe/Brussels', calendar: 'target' };
const london: Place = { zone: 'Europe/London', calendar: 'gb-england-and-wales' };
const shanghai: Place = { zone: 'Asia/Shanghai', calendar: 'cn' };
const newYork: Place = { zone: 'America/New_York', calendar: 'us-federal' };

function packOf(place: Place, rule: Partial<Rule>): Pack {
  const text = { en: 'test', 'zh-CN': '测试' };
  return {
    id: 'test',
    version: '2026-11-22',
    title: text,
    notice: text,
    binding: 'law',
    ...place,
    rules: [
      {
        id: 'T-1',
        clause: 'art. 1',
        title: text,
        bearer: 'provider',
        startedBy: ['received'],
        countFrom: 'day_after',
        limit: { unit: 'month', count: 2 },
        stoppedBy: ['answered'],
        mustContain: [],
        confidence: 'H',
        ...rule,
      },
    ],
  };
}

function at(type: ClockEventType, instant: string, until?: string): ClockEvent {
  return { type, at: new Date(instant), ...(until === undefined ? {} : { until }) };
}

function onlyClock(pack: Pack, ...events: ClockEvent[]): CaseClock {
  const [clock, ...others] = computeClocks(pack, events);
  assert.ok(clock !== undefined && others.length === 0, 'one clock expected');
  return clock;
}

function dueDate(
  place: Place,
  unit: CountedUnit,
  count: number,
  start: string,
  countFrom: Rule['countFrom'] = 'day_after',
): string {
  return onlyClock(packOf(place, { limit: { unit, count }, countFrom }), at('received', start)).dueDate;
}

describe('a limit is counted', () => {
  const table: [string, Place, CountedUnit, number, string, string][] = [
    ['two months from the first of a month', brussels, 'month', 2, '2026-04-01T10:00:00Z', '2026-06-01'],
    [
      'two months from a local day that UTC calls the day before',
      brussels,
      'month',
      2,
      '2026-03-31T22:30:00Z',
      '2026-06-01',
    ],
    [
      'two months from 23:30 local time, which is the day itself',
      brussels,
      'month',
      2,
      '2026-03-31T21:30:00Z',
      '2026-05-31',
    ],
    [
      'two months from 31 December end on the last day of February',
      brussels,
      'month',
      2,
      '2026-12-31T10:00:00Z',
      '2027-02-28',
    ],
    [
      'two months from 31 December end on 29 February of a leap year',
      brussels,
      'month',
      2,
      '2027-12-31T10:00:00Z',
      '2028-02-29',
    ],
    [
      'two months from 30 December end on the last day of February too',
      brussels,
      'month',
      2,
      '2026-12-30T10:00:00Z',
      '2027-02-28',
    ],
    ['one month from 29 February', brussels, 'month', 1, '2028-02-29T10:00:00Z', '2028-03-29'],
    ['eight weeks over the start of summer time', london, 'week', 8, '2026-02-27T23:59:59Z', '2026-04-24'],
    ['eight weeks over the end of summer time', london, 'week', 8, '2026-09-14T23:30:00Z', '2026-11-10'],
    ['three business days over Easter', london, 'business_day', 3, '2026-04-02T09:00:00Z', '2026-04-09'],
    ['fifteen business days with two bank holidays', london, 'business_day', 15, '2026-04-01T09:00:00Z', '2026-04-24'],
    [
      'a complaint of Saturday counts Monday as day one',
      london,
      'business_day',
      3,
      '2026-06-06T09:00:00Z',
      '2026-06-10',
    ],
    ['one business day onto a make-up Saturday', shanghai, 'business_day', 1, '2026-02-13T02:00:00Z', '2026-02-14'],
    ['two business days over the Spring Festival', shanghai, 'business_day', 2, '2026-02-13T02:00:00Z', '2026-02-24'],
    [
      'seven working days over the National Day week of 2025',
      shanghai,
      'business_day',
      7,
      '2025-09-26T02:00:00Z',
      '2025-10-13',
    ],
    ['ten business days over Thanksgiving', newYork, 'business_day', 10, '2026-11-17T04:30:00Z', '2026-12-01'],
    [
      'forty-five calendar days over the end of summer time',
      newYork,
      'calendar_day',
      45,
      '2026-10-01T03:59:59Z',
      '2026-11-14',
    ],
  ];
  for (const [name, place, unit, count, start, due] of table) {
    test(`${name}: ${count} ${unit} from ${start} end on ${due}`, () =>
      assert.equal(dueDate(place, unit, count, start), due));
  }

  test('where the clause counts the day itself, it is day one', () => {
    assert.equal(dueDate(london, 'business_day', 3, '2026-06-01T09:00:00Z', 'event_day'), '2026-06-03');
    assert.equal(dueDate(london, 'business_day', 3, '2026-06-01T09:00:00Z', 'day_after'), '2026-06-04');
  });
});

describe('a clock explains itself', () => {
  test('it is due with the last millisecond of the local day', () => {
    const clock = onlyClock(packOf(brussels, {}), at('received', '2026-03-31T22:30:00Z'));
    assert.equal(clock.due.toISOString(), '2026-06-01T21:59:59.999Z');
    assert.deepEqual(clock.start, { type: 'received', at: new Date('2026-03-31T22:30:00Z'), date: '2026-04-01' });
  });

  test('it names each day it passed over and who says that it is off', () => {
    const clock = onlyClock(
      packOf(brussels, { limit: { unit: 'business_day', count: 2 } }),
      at('received', '2026-04-01T10:00:00Z'),
    );
    assert.deepEqual(
      clock.skipped.map((day) => [day.date, day.why.en, day.why['zh-CN']]),
      [
        ['2026-04-03', 'Good Friday', '耶稣受难日'],
        ['2026-04-04', 'Saturday', '星期六'],
        ['2026-04-05', 'Sunday', '星期日'],
        ['2026-04-06', 'Easter Monday', '复活节星期一'],
      ],
    );
    assert.equal(clock.calendar?.source, 'ECB, TARGET closing days');
    assert.match(clock.explanation.en, /nor are 3 April 2026 \(Good Friday\) and 6 April 2026 \(Easter Monday\)/);
    assert.match(clock.explanation['zh-CN'], /2026年4月7日当天结束/);
  });

  test('it names the weekend days it counted because they are made up', () => {
    const clock = onlyClock(
      packOf(shanghai, { limit: { unit: 'business_day', count: 1 } }),
      at('received', '2026-02-13T02:00:00Z'),
    );
    assert.deepEqual(clock.madeUp, [
      { date: '2026-02-14', why: { en: 'working day made up for Spring Festival', 'zh-CN': '春节调休上班' } },
    ]);
    assert.match(clock.explanation['zh-CN'], /周末调休上班，计入：2026年2月14日/);
  });

  test('it says that a date is uncertain where holidays are not announced yet', () => {
    const clock = onlyClock(
      packOf(shanghai, { limit: { unit: 'business_day', count: 5 } }),
      at('received', '2030-09-27T02:00:00Z'),
    );
    assert.equal(clock.confidence, 'L');
    assert.match(clock.explanation.en, /not all of the holidays in this time are announced yet/i);
  });

  test('"promptly" is counted to the published ceiling and says so', () => {
    const limit = { unit: 'prompt', ceiling: { unit: 'business_day', count: 5 } } as const;
    const clock = onlyClock(packOf(london, { limit }), at('received', '2026-06-01T09:00:00Z'));
    assert.equal(clock.unit, 'prompt');
    assert.equal(clock.dueDate, '2026-06-08');
    assert.match(clock.explanation.en, /without undue delay; we allow ourselves 5 business days at most/);
  });
});

describe('events run a clock', () => {
  const received = at('received', '2026-04-01T10:00:00Z');
  const pack = packOf(brussels, {});

  test('no start event, no clock', () => {
    assert.deepEqual(computeClocks(pack, [at('answered', '2026-04-01T10:00:00Z')]), []);
  });

  test('it runs, and is missed one millisecond after its due instant', () => {
    const clock = onlyClock(pack, received);
    assert.equal(clockStatus(clock, clock.due), 'running');
    assert.equal(clockStatus(clock, new Date(clock.due.getTime() + 1)), 'missed');
  });

  test('it is met, met late, or ended by withdrawal', () => {
    const now = new Date('2027-01-01T00:00:00Z');
    assert.equal(clockStatus(onlyClock(pack, received, at('answered', '2026-06-01T21:59:59Z')), now), 'met');
    assert.equal(clockStatus(onlyClock(pack, received, at('answered', '2026-06-01T22:00:00Z')), now), 'late');
    assert.equal(clockStatus(onlyClock(pack, received, at('withdrawn', '2026-05-01T10:00:00Z')), now), 'ended');
  });

  test('a message from the customer or a second receipt changes nothing', () => {
    const again = onlyClock(
      pack,
      received,
      at('received', '2026-05-01T10:00:00Z'),
      at('progress_reported', '2026-05-02T10:00:00Z'),
    );
    assert.deepEqual(again, onlyClock(pack, received));
  });

  test('after it was stopped, a start event starts the next round', () => {
    const reopening = packOf(brussels, { startedBy: ['received', 'reopened'] });
    const clocks = computeClocks(reopening, [
      received,
      at('answered', '2026-04-20T10:00:00Z'),
      at('reopened', '2026-05-04T10:00:00Z'),
    ]);
    assert.deepEqual(
      clocks.map(({ round, dueDate: due, stop }) => [round, due, stop?.type ?? null]),
      [
        [1, '2026-06-01', 'answered'],
        [2, '2026-07-04', null],
      ],
    );
  });

  test('an extension in time moves the date to the one it names, and no further than the rule allows', () => {
    const rule: Partial<Rule> = {
      limit: { unit: 'business_day', count: 15 },
      extension: { by: 'holding_reply_sent', limit: { unit: 'business_day', count: 35 }, mustContain: [] },
    };
    const extended = (until?: string) =>
      onlyClock(packOf(london, rule), received, at('holding_reply_sent', '2026-04-20T10:00:00Z', until));
    assert.equal(onlyClock(packOf(london, rule), received).dueDate, '2026-04-24');
    assert.equal(extended('2026-05-11').dueDate, '2026-05-11');
    assert.equal(extended().dueDate, '2026-05-26');
    assert.equal(extended('2026-12-01').dueDate, '2026-05-26');
    assert.equal(extended('2026-04-22').dueDate, '2026-04-24', 'an extension never shortens');
    assert.deepEqual(extended('2026-05-11').extension, {
      at: new Date('2026-04-20T10:00:00Z'),
      date: '2026-04-20',
      previousDueDate: '2026-04-24',
    });
    assert.ok(extended('2026-05-11').skipped.every((day) => day.date <= '2026-05-11'));
  });

  test('an extension sent after the due date comes too late', () => {
    const rule: Partial<Rule> = { extension: { by: 'holding_reply_sent', mustContain: [] } };
    assert.equal(
      onlyClock(packOf(brussels, rule), received, at('holding_reply_sent', '2026-06-02T10:00:00Z', '2026-07-01'))
        .dueDate,
      '2026-06-01',
    );
  });

  test('a beat is met only by a report after the beat before it', () => {
    const rule: Partial<Rule> = {
      limit: { unit: 'calendar_day', count: 10 },
      stoppedBy: ['progress_reported', 'answered'],
      stopsAfter: { act: 'progress_reported', limit: { unit: 'calendar_day', count: 3 } },
    };
    const run = (...events: ClockEvent[]) =>
      onlyClock(packOf(brussels, rule), received, ...events).stop?.at.toISOString() ?? null;
    assert.equal(run(at('progress_reported', '2026-04-03T10:00:00Z')), null);
    assert.equal(run(at('progress_reported', '2026-04-05T10:00:00Z')), '2026-04-05T10:00:00.000Z');
    assert.equal(run(at('answered', '2026-04-02T10:00:00Z')), '2026-04-02T10:00:00.000Z');
  });

  test('a rule with facts applies where they hold; an absent fact is false', () => {
    const rule: Partial<Rule> = { when: { newAccount: true } };
    assert.equal(computeClocks(packOf(newYork, rule), [received]).length, 0);
    assert.equal(computeClocks(packOf(newYork, rule), [received], { newAccount: true }).length, 1);
    assert.equal(computeClocks(packOf(newYork, { when: { newAccount: false } }), [received]).length, 1);
  });

  test('the residence of the customer moves zone and calendar', () => {
    const placed: Pack = { ...packOf(brussels, {}), byResidence: { IE: { zone: 'Europe/Dublin', calendar: 'ie' } } };
    const due = (residence: string) =>
      computeClocks(placed, [at('received', '2026-03-31T22:30:00Z')], { residence })[0]?.dueDate;
    assert.equal(due('IE'), '2026-05-31');
    assert.equal(due('ie'), '2026-05-31');
    assert.equal(due('ZZ'), '2026-06-01');
  });
});

describe('whatever the start and the rule', () => {
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
      extension: { by: 'holding_reply_sent', limit: { unit: 'month', count: 4 }, mustContain: [] },
    };
    fc.assert(
      fc.property(events, (history) => {
        const pack = packOf(brussels, rule);
        assert.deepEqual(computeClocks(pack, history.toReversed()), computeClocks(pack, history));
      }),
    );
  });
});
