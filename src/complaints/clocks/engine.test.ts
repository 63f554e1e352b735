import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { at, brussels, dueDate, london, newYork, onlyClock, packOf, shanghai } from '../../../test/clocks.ts';
import { clockStatus, computeClocks } from './engine.ts';
import type { ClockEvent } from './engine.ts';
import type { CountedUnit, Pack, Place, Rule } from './pack.ts';

const places: Readonly<Record<string, Place>> = {
  Brussels: brussels,
  London: london,
  Shanghai: shanghai,
  New_York: newYork,
};

function isCountedUnit(text: string): text is CountedUnit {
  return ['calendar_day', 'business_day', 'week', 'month'].includes(text);
}

/** Where, how much, from when (the day itself not counted), and the last day. */
const countings = `
  Brussels    2 month         2026-04-01T10:00Z     2026-06-01   from the first of a month
  Brussels    2 month         2026-03-31T22:30Z     2026-06-01   from a local day that UTC calls the day before
  Brussels    2 month         2026-03-31T21:30Z     2026-05-31   from half past eleven at night, which is the day itself
  Brussels    2 month         2026-12-31T10:00Z     2027-02-28   to the last day of February
  Brussels    2 month         2027-12-31T10:00Z     2028-02-29   to the last day of February in a leap year
  Brussels    2 month         2026-12-30T10:00Z     2027-02-28   from 30 December to the same last day
  Brussels    1 month         2028-02-29T10:00Z     2028-03-29   from the leap day
  London      8 week          2026-02-27T23:59Z     2026-04-24   over the start of summer time
  London      8 week          2026-09-14T23:30Z     2026-11-10   over the end of summer time
  London      3 business_day  2026-04-02T09:00Z     2026-04-09   over Easter
  London     15 business_day  2026-04-01T09:00Z     2026-04-24   with two bank holidays
  London      3 business_day  2026-06-06T09:00Z     2026-06-10   from a Saturday, Monday being day one
  Shanghai    1 business_day  2026-02-13T02:00Z     2026-02-14   onto a make-up Saturday
  Shanghai    2 business_day  2026-02-13T02:00Z     2026-02-24   over the Spring Festival
  Shanghai    7 business_day  2025-09-26T02:00Z     2025-10-13   over the National Day week and two make-up days
  New_York   10 business_day  2026-11-17T04:30Z     2026-12-01   over Thanksgiving
  New_York   45 calendar_day  2026-10-01T03:59Z     2026-11-14   over the end of summer time
`;

describe('a limit is counted', () => {
  for (const line of countings.trim().split('\n')) {
    const [where = '', count, unit = '', start = '', due, ...why] = line.trim().split(/ +/);
    test(`${count} ${unit} in ${where} ${why.join(' ')}`, () => {
      const place = places[where];
      assert.ok(place && isCountedUnit(unit), line);
      assert.equal(dueDate(place, unit, Number(count), start), due);
    });
  }

  test('from the day itself where the clause counts it', () => {
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
});

describe('an extension', () => {
  const received = at('received', '2026-04-01T10:00:00Z');

  test('in time moves the date to the one it names, and no further than the rule allows', () => {
    const rule: Partial<Rule> = {
      limit: { unit: 'business_day', count: 15 },
      extension: { by: 'holding_reply_sent', limits: [{ unit: 'business_day', count: 35 }], mustContain: [] },
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
      times: 1,
    });
    assert.ok(extended('2026-05-11').skipped.every((day) => day.date <= '2026-05-11'));
  });

  test('sent after the due date comes too late', () => {
    const rule: Partial<Rule> = { extension: { by: 'holding_reply_sent', limits: [], mustContain: [] } };
    assert.equal(
      onlyClock(packOf(brussels, rule), received, at('holding_reply_sent', '2026-06-02T10:00:00Z', '2026-07-01'))
        .dueDate,
      '2026-06-01',
    );
  });
});

describe('the facts of a case', () => {
  const received = at('received', '2026-04-01T10:00:00Z');

  test('decide which rules apply; an absent fact is false', () => {
    const rule: Partial<Rule> = { when: { newAccount: true } };
    assert.equal(computeClocks(packOf(newYork, rule), [received]).length, 0);
    assert.equal(computeClocks(packOf(newYork, rule), [received], { newAccount: true }).length, 1);
    assert.equal(computeClocks(packOf(newYork, { when: { newAccount: false } }), [received]).length, 1);
  });

  test('move zone and calendar by the residence of the customer', () => {
    const placed: Pack = { ...packOf(brussels, {}), byResidence: { IE: { zone: 'Europe/Dublin', calendar: 'ie' } } };
    const due = (residence: string) =>
      computeClocks(placed, [at('received', '2026-03-31T22:30:00Z')], { residence })[0]?.dueDate;
    assert.equal(due('IE'), '2026-05-31');
    assert.equal(due('ie'), '2026-05-31');
    assert.equal(due('ZZ'), '2026-06-01');
  });
});
