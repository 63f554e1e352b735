import { createHash } from 'node:crypto';
import type { Temporal } from 'temporal-polyfill';
import { assert } from '../../platform/assert.ts';
import type { Localized } from '../../platform/localized.ts';
import table from './holidays.json' with { type: 'json' };

/** Whether business is done on a date, and why it is where that is not plain. */
export interface CalendarDay {
  readonly business: boolean;
  /** The weekend day, holiday or make-up working day; null for a plain working day. */
  readonly why: Localized | null;
}

/** A named calendar of business days: Monday to Friday but for its holidays, and make-up working days (调休). */
export interface Calendar {
  readonly id: string;
  readonly label: Localized;
  /** Who says so: the library with its version, or the authority. */
  readonly source: string;
  /** The years its days are known for; other years have their weekends alone. */
  readonly yearFrom: number;
  readonly yearTo: number;
  day(date: Temporal.PlainDate): CalendarDay;
}

interface CalendarTable {
  readonly source: string;
  readonly announcedTo: number;
  /** Holiday name → its dates, separated by spaces; weekdays alone. */
  readonly off: Readonly<Record<string, string>>;
  /** Name of the holiday made up for → weekend dates worked. */
  readonly worked: Readonly<Record<string, string>>;
}

const tables: Readonly<Record<string, CalendarTable>> = table.calendars;
const chineseNames: Readonly<Record<string, string>> = table.names;

const namedLabels: Readonly<Record<string, Localized>> = {
  target: { en: 'TARGET (European Central Bank)', 'zh-CN': 'TARGET（欧洲央行）' },
  'us-federal': { en: 'United States, federal', 'zh-CN': '美国联邦' },
  'gb-england-and-wales': { en: 'England and Wales', 'zh-CN': '英格兰和威尔士' },
  'gb-scotland': { en: 'Scotland', 'zh-CN': '苏格兰' },
  'gb-northern-ireland': { en: 'Northern Ireland', 'zh-CN': '北爱尔兰' },
};

const weekend: Readonly<Record<number, Localized>> = {
  6: { en: 'Saturday', 'zh-CN': '星期六' },
  7: { en: 'Sunday', 'zh-CN': '星期日' },
};
const plainWorkingDay: CalendarDay = { business: true, why: null };

export const calendarIds: readonly string[] = Object.keys(tables);

/** Names the days that all calendars know: it changes when one of them does. */
export const calendarsVersion = createHash('sha256').update(JSON.stringify(table)).digest('hex').slice(0, 8);

const opened = new Map<string, Calendar>();

/** The calendar of that id; the same one each time. */
export function calendar(id: string): Calendar {
  const known = opened.get(id);
  if (known !== undefined) return known;
  const source = tables[id];
  assert(source !== undefined, `there is no calendar "${id}"`);
  const made = openCalendar(id, source);
  opened.set(id, made);
  return made;
}

function openCalendar(id: string, source: CalendarTable): Calendar {
  const special = new Map<string, CalendarDay>();
  for (const [name, dates] of Object.entries(source.off)) {
    const why = holidayName(name);
    for (const date of dates.split(' ')) special.set(date, { business: false, why });
  }
  for (const [name, dates] of Object.entries(source.worked)) {
    const { en, 'zh-CN': zh } = holidayName(name);
    const why = { en: `working day made up for ${en}`, 'zh-CN': `${zh}调休上班` };
    for (const date of dates.split(' ')) special.set(date, { business: true, why });
  }
  return {
    id,
    label: namedLabels[id] ?? countryLabel(id),
    source: source.source,
    yearFrom: table.from,
    yearTo: source.announcedTo,
    day: (date) => {
      const found = special.get(date.toString());
      if (found !== undefined) return found;
      const why = weekend[date.dayOfWeek];
      return why === undefined ? plainWorkingDay : { business: false, why };
    },
  };
}

function holidayName(name: string): Localized {
  return { en: name, 'zh-CN': chineseNames[name] ?? name };
}

function countryLabel(id: string): Localized {
  const region = id.toUpperCase();
  const name = (locale: string) => new Intl.DisplayNames([locale], { type: 'region' }).of(region) ?? region;
  return { en: name('en'), 'zh-CN': name('zh-CN') };
}
