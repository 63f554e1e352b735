import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { calendar } from '../../src/complaints/clocks/calendar.ts';
import { Tally, type Corpus, type CorpusReport } from './corpus.ts';

interface HolidayFile {
  readonly year: number;
  readonly division?: string;
  readonly days?: readonly { readonly date: string; readonly name: string; readonly isOffDay: boolean }[];
  readonly events?: readonly { readonly date: string; readonly title: string }[];
  readonly holidays?: Readonly<Record<string, string>>;
}

type Kind = 'exact' | 'superset' | 'exchange';

/**
 * How a folder states its days. `exact`: every other weekday is worked. `superset`: it also lists
 * optional and half days, so it can only show that a day we call off is not one. `exchange`: like
 * `exact`, but blind to weekends, on which no exchange works.
 */
const folders: Readonly<Record<string, { readonly calendarOf: (file: HolidayFile) => string; readonly kind: Kind }>> = {
  cn: { calendarOf: () => 'cn', kind: 'exact' },
  'cn-exchange': { calendarOf: () => 'cn', kind: 'exchange' },
  gb: { calendarOf: (file) => `gb-${file.division ?? ''}`, kind: 'exact' },
  target: { calendarOf: () => 'target', kind: 'exact' },
  'us-federal': { calendarOf: () => 'us-federal', kind: 'exact' },
  ...Object.fromEntries(
    ['de', 'fr', 'hk', 'ie', 'lt', 'lu'].map((id) => [`superset-${id}`, { calendarOf: () => id, kind: 'superset' }]),
  ),
};

export default { set: 'holidays', run } satisfies Corpus;

function run(path: string): Promise<CorpusReport> {
  const tally = new Tally();
  for (const [folder, { calendarOf, kind }] of Object.entries(folders)) {
    const names = readdirSync(join(path, folder)).toSorted();
    const files = names.map((name) => readYear(join(path, folder, name)));
    for (const file of files) {
      const beside = files.filter((other) => other.division === file.division);
      compareYear(tally, folder, calendarOf(file), kind, file, beside);
    }
  }
  const short = tally.rows.filter((row) => row.field === 'announced' && row.right < row.total);
  return Promise.resolve({
    rows: tally.rows,
    failures: short.map((row) => `${row.source}: ${row.total - row.right} days differ from the calendar`),
    misses: tally.misses,
    notes: tally.misses.map((miss) => `differs: ${miss}`),
  });
}

function readYear(file: string): HolidayFile {
  const year: HolidayFile = JSON.parse(readFileSync(file, 'utf8'));
  return year;
}

/** Each weekday, and each weekend day that either side calls worked, counts once. */
function compareYear(
  tally: Tally,
  folder: string,
  id: string,
  kind: Kind,
  file: HolidayFile,
  beside: readonly HolidayFile[],
): void {
  const ours = calendar(id);
  const stated = statedDays(beside);
  const field = file.year <= ours.yearTo ? 'announced' : 'expected';
  // A Chinese notice of one year moves the last days of the year before it.
  const end =
    id === 'cn' && !beside.some((other) => other.year === file.year + 1) ? `${file.year}-12-27` : `${file.year}-12-31`;
  for (let date = Temporal.PlainDate.from(`${file.year}-01-01`); date.toString() <= end; date = date.add({ days: 1 })) {
    const isWeekend = date.dayOfWeek >= 6;
    const { business, why } = ours.day(date);
    const theirs = stated.get(date.toString());
    if (isWeekend && (kind === 'exchange' || (!business && theirs?.off !== false))) continue;
    const theyWork = theirs === undefined ? !isWeekend : !theirs.off;
    const isRight = kind === 'superset' ? business || !theyWork : business === theyWork;
    const say = (works: boolean, reason: string): string => `${works ? 'working' : 'off'} (${reason})`;
    tally.count(
      folder,
      field,
      isRight,
      () =>
        `${id} ${date.toString()}: we say ${say(business, why?.en ?? 'plain day')}, they say ${say(theyWork, theirs?.name ?? 'not listed')}`,
    );
  }
}

function statedDays(files: readonly HolidayFile[]): Map<string, { off: boolean; name: string }> {
  return new Map(
    files.flatMap(({ days = [], events = [], holidays = {} }) => [
      ...days.map(({ date, name, isOffDay }) => [date, { off: isOffDay, name }] as const),
      ...events.map(({ date, title }) => [date, { off: true, name: title }] as const),
      ...Object.entries(holidays).map(([date, name]) => [date, { off: true, name }] as const),
    ]),
  );
}
