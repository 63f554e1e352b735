import { formatAmount } from '../src/platform/money.ts';
import type { AssetFormat } from '../src/platform/money.ts';
import type { Locale } from '../src/platform/localized.ts';
import { useShell } from './shell-context.ts';

const cache = new Map<string, Intl.DateTimeFormat>();

/** Formatters cost 50 µs to make and nothing to keep; there are as many as zones and languages in use. */
function formatter(locale: Locale, zone: string, kind: keyof typeof styles): Intl.DateTimeFormat {
  const key = `${locale} ${zone} ${kind}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { timeZone: zone, ...styles[kind] });
  cache.set(key, made);
  return made;
}

/** As phones and computers count a file's size. */
const kibi = 1024;
const mebi = 1024 * 1024;

const day = { day: 'numeric', month: 'long', year: 'numeric' } as const;
const styles = {
  day,
  shortDay: { ...day, month: 'short' },
  weekday: { weekday: 'long', ...day },
  instant: { ...day, month: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

export interface Format {
  /** `22 November 2026`, in the zone of the site. */
  readonly day: (at: Date) => string;
  /** `22 Nov 2026`, for tables. */
  readonly shortDay: (at: Date) => string;
  /** `Sunday 22 November 2026`. */
  readonly weekday: (at: Date) => string;
  /** `22 Nov 2026, 17:52 UTC`. */
  readonly instant: (at: Date) => string;
  /** A date of a calendar (`2026-11-22`), which has no zone. */
  readonly calendarDay: (date: string) => string;
  readonly amount: (amount: bigint, asset: AssetFormat | string) => string;
  readonly count: (count: number) => string;
  /** `4.2 MB`. */
  readonly bytes: (bytes: number) => string;
}

/** A day for a text that is kept, in the zone of the site. */
export function formatDay(at: Date, locale: Locale, zone: string): string {
  return formatter(locale, zone, 'day').format(at);
}

/** Dates, amounts and counts as the reader writes them; the zone is always named by us, never the machine's. */
export function useFormat(): Format {
  const { locale, site } = useShell();
  const intl = locale === 'en' ? 'en-GB' : locale;
  return {
    day: (at) => formatter(locale, site.zone, 'day').format(at),
    shortDay: (at) => formatter(locale, site.zone, 'shortDay').format(at),
    weekday: (at) => formatter(locale, site.zone, 'weekday').format(at),
    instant: (at) => formatter(locale, site.zone, 'instant').format(at),
    calendarDay: (date) => formatter(locale, 'UTC', 'weekday').format(new Date(`${date}T00:00:00Z`)),
    amount: (amount, asset) => formatAmount(amount, typeof asset === 'string' ? assetOf(site.assets, asset) : asset),
    count: (count) => (count < 1000 ? String(count) : count.toLocaleString(intl)),
    bytes: (bytes) => {
      if (bytes < kibi)
        return new Intl.NumberFormat(intl, { style: 'unit', unit: 'byte', unitDisplay: 'long' }).format(bytes);
      const [value, unit] = bytes >= mebi ? [bytes / mebi, 'megabyte'] : [bytes / kibi, 'kilobyte'];
      return new Intl.NumberFormat(intl, {
        style: 'unit',
        unit,
        unitDisplay: 'short',
        maximumFractionDigits: 1,
      }).format(value);
    },
  };
}

function assetOf(assets: readonly AssetFormat[], code: string): AssetFormat {
  const asset = assets.find((one) => one.code === code);
  if (asset === undefined) throw new Error(`broken invariant: ${code} is no asset of this installation`);
  return asset;
}
