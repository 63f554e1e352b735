import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { calendar, calendarIds } from './calendar.ts';

function said(id: string, date: string): string {
  const { business, why } = calendar(id).day(Temporal.PlainDate.from(date));
  return `${business ? 'working' : 'off'}${why === null ? '' : `: ${why['zh-CN']}`}`;
}

test('a calendar says which days are off or worked, and why', () => {
  assert.equal(said('target', '2026-04-02'), 'working');
  assert.equal(said('target', '2026-04-03'), 'off: 耶稣受难日');
  assert.equal(said('target', '2026-04-04'), 'off: 星期六');
  assert.equal(said('cn', '2026-02-14'), 'working: 春节调休上班');
  assert.equal(said('cn', '2026-02-16'), 'off: 春节');
  assert.equal(said('us-federal', '2026-07-03'), 'off: 独立日(补假)');
  assert.equal(said('gb-scotland', '2026-06-15'), 'off: 世界杯银行假日');
  assert.equal(said('gb-england-and-wales', '2026-06-15'), 'working');
  assert.equal(said('lu', '2026-06-23'), 'off: 国庆日');
});

test('only China announces its days year by year', () => {
  const announced = calendarIds.filter((id) => calendar(id).yearTo < 2040);
  assert.deepEqual(announced, ['cn']);
});

test('every calendar has more than two hundred and thirty business days a year, and fewer than two hundred and sixty', () => {
  for (const id of calendarIds) {
    for (const year of [2015, 2020, 2026, 2040]) {
      const first = Temporal.PlainDate.from({ year, month: 1, day: 1 });
      const days = Array.from({ length: first.daysInYear }, (_, i) => calendar(id).day(first.add({ days: i })));
      const worked = days.filter((day) => day.business).length;
      assert.ok(worked > 230 && worked < 260, `${id} ${year}: ${worked}`);
    }
  }
});

test('an unknown calendar is our bug', () => {
  assert.throws(() => calendar('atlantis'), /there is no calendar "atlantis"/);
});
