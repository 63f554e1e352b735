/**
 * Writes holidays.json: every weekday off and every weekend day worked, for each calendar that the
 * packs may name. Run `node src/complaints/clocks/build-holidays.ts` after an upgrade of the two
 * holiday libraries and review the difference: a due date must never move because a package did.
 * The libraries hold every country and cost 40 MB of memory, so the program reads the table alone.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import chineseDays from 'chinese-days';
import Holidays from 'date-holidays';
import { Temporal } from 'temporal-polyfill';
import { Type } from 'typebox';
import { assert } from '../../platform/assert.ts';
import { parse } from '../../platform/validate.ts';
import { holidayCorrections } from './holiday-corrections.ts';
import { holidayNamesChinese } from './holiday-names.ts';

const yearFrom = 2012;
const yearTo = 2040;

/** Country and region in date-holidays, and the kinds of its days on which business stops. */
const libraryCalendars: Readonly<
  Record<string, { readonly country: string; readonly region?: string; readonly kinds: readonly string[] }>
> = {
  ...Object.fromEntries(
    'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK HK SG AU'
      .split(' ')
      .map((country) => [country.toLowerCase(), { country, kinds: ['public'] }]),
  ),
  'us-federal': { country: 'US', kinds: ['public', 'bank'] },
  'gb-england-and-wales': { country: 'GB', region: 'ENG', kinds: ['public'] },
  'gb-scotland': { country: 'GB', region: 'SCT', kinds: ['public'] },
  'gb-northern-ireland': { country: 'GB', region: 'NIR', kinds: ['public'] },
};

type DatesByName = Map<string, Set<string>>;
interface Draft {
  readonly off: DatesByName;
  readonly worked: DatesByName;
  announcedTo: number;
  readonly source: string;
}

function main(): void {
  const drafts = new Map<string, Draft>([
    ['target', targetCalendar()],
    ['cn', chinaCalendar()],
  ]);
  for (const id of Object.keys(libraryCalendars)) drafts.set(id, libraryCalendar(id));
  for (const [id, draft] of drafts) applyCorrections(id, draft);
  const calendars = Object.fromEntries(
    [...drafts].sort(([a], [b]) => a.localeCompare(b)).map(([id, draft]) => [id, printed(draft)]),
  );
  const used = new Set([...drafts.values()].flatMap((draft) => [...draft.off.keys(), ...draft.worked.keys()]));
  const names = Object.fromEntries([...used].sort().map((name) => [name, chineseName(name)]));
  const path = new URL('holidays.json', import.meta.url);
  writeFileSync(path, `${JSON.stringify({ from: yearFrom, to: yearTo, names, calendars }, null, 1)}\n`);
}

function chineseName(name: string): string {
  const plain = name.replace(/ \(substitute day\)$/, '');
  const chinese = holidayNamesChinese[plain];
  assert(chinese !== undefined, `holiday-names.ts has no Chinese for "${plain}"`);
  return plain === name ? chinese : `${chinese}(补假)`;
}

function printed(draft: Draft): object {
  const dates = (days: DatesByName) =>
    Object.fromEntries(
      [...days].filter(([, set]) => set.size > 0).map(([name, set]) => [name, [...set].sort().join(' ')]),
    );
  return { source: draft.source, announcedTo: draft.announcedTo, off: dates(draft.off), worked: dates(draft.worked) };
}

function add(days: DatesByName, name: string, date: string): void {
  const set = days.get(name) ?? new Set();
  days.set(name, set.add(date));
}

function years(): number[] {
  return Array.from({ length: yearTo - yearFrom + 1 }, (_, i) => yearFrom + i);
}

function isWeekend(date: string): boolean {
  return Temporal.PlainDate.from(date).dayOfWeek >= 6;
}

function libraryVersion(name: string): string {
  const file = new URL(`../../../node_modules/${name}/package.json`, import.meta.url);
  const { version } = parse(Type.Object({ version: Type.String() }), JSON.parse(readFileSync(file, 'utf8')));
  return `${name} ${version}`;
}

function libraryCalendar(id: string): Draft {
  const calendar = libraryCalendars[id];
  assert(calendar !== undefined, `no library calendar ${id}`);
  const library =
    calendar.region === undefined ? new Holidays(calendar.country) : new Holidays(calendar.country, calendar.region);
  const draft: Draft = {
    off: new Map(),
    worked: new Map(),
    announcedTo: yearTo,
    source: libraryVersion('date-holidays'),
  };
  for (const holiday of years().flatMap((year) => library.getHolidays(year, 'en'))) {
    if (!calendar.kinds.includes(holiday.type)) continue;
    const [date = '', time] = holiday.date.split(' ');
    const wholeDay = time === '00:00:00' || time === '-0600';
    if (wholeDay && !isWeekend(date)) add(draft.off, holiday.name, date);
  }
  return draft;
}

/** The ECB's long-term calendar of closing days of TARGET (press release of 14 December 2000, still in force for T2). */
function targetCalendar(): Draft {
  const draft: Draft = { off: new Map(), worked: new Map(), announcedTo: yearTo, source: 'ECB, TARGET closing days' };
  const library = new Holidays('DE');
  const wanted = ["New Year's Day", 'Good Friday', 'Easter Monday', 'Labour Day', 'Christmas Day', 'Boxing Day'];
  for (const holiday of years().flatMap((year) => library.getHolidays(year, 'en'))) {
    const date = holiday.date.slice(0, 10);
    if (holiday.type === 'public' && wanted.includes(holiday.name) && !isWeekend(date))
      add(draft.off, holiday.name, date);
  }
  return draft;
}

/** The State Council's yearly notices as far as they are out; after them the statutory days of 国务院令第795号, whose 调休 nobody knows yet. */
function chinaCalendar(): Draft {
  const draft: Draft = {
    off: new Map(),
    worked: new Map(),
    announcedTo: yearFrom,
    source: `${libraryVersion('chinese-days')}, State Council notices`,
  };
  for (const year of years()) {
    const days = announcedChineseDays(year);
    for (const { date, name, work } of days) add(work ? draft.worked : draft.off, name, date);
    if (days.length > 0) draft.announcedTo = year;
    else for (const [name, date] of compensated(statutoryChineseDays(year))) add(draft.off, name, date);
  }
  return draft;
}

function announcedChineseDays(year: number): { date: string; name: string; work: boolean }[] {
  const found: { date: string; name: string; work: boolean }[] = [];
  const end = Temporal.PlainDate.from({ year, month: 12, day: 31 });
  for (
    let day = end.with({ month: 1, day: 1 });
    Temporal.PlainDate.compare(day, end) <= 0;
    day = day.add({ days: 1 })
  ) {
    const date = day.toString();
    const { name, work } = chineseDays.getDayDetail(date);
    const [english = '', chinese] = name.split(',');
    if (chinese !== undefined && work === isWeekend(date)) found.push({ date, name: english, work });
  }
  return found;
}

function statutoryChineseDays(year: number): [string, string][] {
  const lunar = (month: number, day: number) =>
    Temporal.PlainDate.from(chineseDays.getSolarDateFromLunar(`${year}-${month}-${day}`).date);
  const newYear = lunar(1, 1);
  const ching = Temporal.PlainDate.from(chineseDays.getSolarTermDate(year, 4, 'pure_brightness'));
  return [
    ["New Year's Day", `${year}-01-01`],
    ...[-1, 0, 1, 2].map((days): [string, string] => ['Spring Festival', newYear.add({ days }).toString()]),
    ['Tomb-sweeping Day', ching.toString()],
    ...['05-01', '05-02'].map((day): [string, string] => ['Labour Day', `${year}-${day}`]),
    ['Dragon Boat Festival', lunar(5, 5).toString()],
    ['Mid-autumn Festival', lunar(8, 15).toString()],
    ...['10-01', '10-02', '10-03'].map((day): [string, string] => ['National Day', `${year}-${day}`]),
  ];
}

/** 国务院令第795号 art. 6: a day that falls on a weekend is given on a working day; the next free one is the likeliest. */
function compensated(days: readonly [string, string][]): [string, string][] {
  const taken = new Set(days.map(([, date]) => date));
  return days.map(([name, day]) => {
    let date = Temporal.PlainDate.from(day);
    if (!isWeekend(day)) return [name, day];
    while (isWeekend(date.toString()) || taken.has(date.toString())) date = date.add({ days: 1 });
    taken.add(date.toString());
    return [name, date.toString()];
  });
}

function applyCorrections(id: string, draft: Draft): void {
  for (const correction of holidayCorrections.filter((c) => c.calendar === id)) {
    const had = [...draft.off.values()].some((dates) => dates.delete(correction.date));
    assert(
      had === (correction.name === null),
      `${id} ${correction.date}: the library now agrees; remove the correction`,
    );
    if (correction.name !== null) add(draft.off, correction.name, correction.date);
  }
}

main();
