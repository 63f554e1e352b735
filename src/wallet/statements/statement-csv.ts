import { Temporal } from 'temporal-polyfill';
import { localize } from '../../platform/localized.ts';
import type { Localized } from '../../platform/localized.ts';
import { toDecimal } from '../../platform/money.ts';
import { byteOrderMark, csvRecord, plainCell, textCell } from './csv.ts';
import type { Statement, StatementLine } from './statement.ts';
import { nameLine } from './words.ts';

const heads: readonly Localized[] = [
  { en: 'Time', 'zh-CN': '时间' },
  { en: 'Reference', 'zh-CN': '参考号' },
  { en: 'Description', 'zh-CN': '摘要' },
  { en: 'Note', 'zh-CN': '备注' },
  { en: 'Amount', 'zh-CN': '金额' },
  { en: 'Balance', 'zh-CN': '余额' },
  { en: 'Asset', 'zh-CN': '资产' },
  { en: 'Transaction ID', 'zh-CN': '交易编号' },
];

const words = {
  opening: { en: 'Opening balance', 'zh-CN': '期初余额' },
  closing: { en: 'Closing balance', 'zh-CN': '期末余额' },
} as const satisfies Record<string, Localized>;

/** A statement as RFC 4180 CSV: UTF-8 with its mark, amounts as exact decimals, times with the zone's offset. */
export async function* writeCsv(
  statement: Statement,
  onProgress: (done: number) => Promise<void>,
): AsyncGenerator<Buffer> {
  const { locale, asset, zone, period } = statement;
  const decimal = (amount: bigint): string => plainCell(toDecimal(amount, asset.decimals));
  const balanceRecord = (name: Localized, at: Date, balance: bigint): string =>
    csvRecord([time(at, zone), '', localize(name, locale), '', '', decimal(balance), asset.code, '']);
  const record = (line: StatementLine): string =>
    csvRecord([
      time(line.at, zone),
      plainCell(line.reference),
      textCell(nameLine(line, locale)),
      textCell(line.memo ?? ''),
      decimal(line.direction === 'in' ? line.amount : -line.amount),
      decimal(line.balanceAfter),
      asset.code,
      line.id,
    ]);
  const head = csvRecord(heads.map((text) => plainCell(localize(text, locale))));
  yield Buffer.from(byteOrderMark + head + balanceRecord(words.opening, period.startsAt, statement.opening));
  let done = 0;
  for await (const lines of statement.lines()) {
    yield Buffer.from(lines.map(record).join(''));
    done += lines.length;
    await onProgress(done);
  }
  const endsAt = new Date(Math.min(period.endsAt.getTime(), statement.madeAt.getTime()));
  yield Buffer.from(balanceRecord(words.closing, endsAt, statement.closing));
}

/** `2026-11-22T17:52:03+08:00` (RFC 3339). */
function time(at: Date, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toString({ timeZone: zone, smallestUnit: 'second' });
}
