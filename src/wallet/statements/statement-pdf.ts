import { formatAmount } from '../../platform/money.ts';
import { localize } from '../../platform/localized.ts';
import type { Localized } from '../../platform/localized.ts';
import { assetName } from '../asset.ts';
import { openPdf, sheet } from './pdf-pen.ts';
import type { PdfDocument, Pen } from './pdf-pen.ts';
import type { Statement, StatementLine } from './statement.ts';
import { nameLine } from './words.ts';

const words = {
  title: { en: 'Account statement', 'zh-CN': '账户对账单' },
  holder: { en: 'Account holder', 'zh-CN': '户名' },
  asset: { en: 'Account', 'zh-CN': '账户币种' },
  period: { en: 'Period', 'zh-CN': '账单期间' },
  number: { en: 'Statement number', 'zh-CN': '账单编号' },
  made: { en: 'Made on', 'zh-CN': '出具时间' },
  zone: { en: 'Times are those of {zone}.', 'zh-CN': '时间均为 {zone} 时区。' },
  opening: { en: 'Opening balance', 'zh-CN': '期初余额' },
  in: { en: 'Money in', 'zh-CN': '转入合计' },
  out: { en: 'Money out', 'zh-CN': '转出合计' },
  closing: { en: 'Closing balance', 'zh-CN': '期末余额' },
  count: { en: '{count} movements', 'zh-CN': '共 {count} 笔' },
  date: { en: 'Date', 'zh-CN': '日期' },
  description: { en: 'Description', 'zh-CN': '摘要' },
  amount: { en: 'Amount', 'zh-CN': '金额' },
  balance: { en: 'Balance', 'zh-CN': '余额' },
  none: { en: 'Nothing moved in this period.', 'zh-CN': '该期间没有交易。' },
  proof: {
    en: 'Opening balance + money in − money out = closing balance',
    'zh-CN': '期初余额 + 转入合计 − 转出合计 = 期末余额',
  },
  wrong: {
    en: 'Is something wrong? Tell us at {site}/complain. It is free, and a person looks at it.',
    'zh-CN': '如有疑问，请在 {site}/complain 告诉我们。投诉免费，并由专人处理。',
  },
  page: { en: 'Page {page}', 'zh-CN': '第 {page} 页' },
  pages: { en: 'of {pages}', 'zh-CN': '共 {pages} 页' },
} as const satisfies Record<string, Localized>;

const margin = 44;
const right = sheet.width - margin;
const inner = right - margin;
const bottom = sheet.height - 62;
const dateWidth = 74;
const small = { size: 7.5, colour: 'quiet' } as const;
const plain = { size: 9 } as const;
const strong = { size: 9, bold: true } as const;

/** A document that is being written, top to bottom, and what every page of it needs. */
interface Writer {
  readonly statement: Statement;
  readonly document: PdfDocument;
  readonly pen: Pen;
  readonly say: (text: Localized, values?: Readonly<Record<string, string>>) => string;
  readonly day: Intl.DateTimeFormat;
  readonly time: Intl.DateTimeFormat;
  readonly pageTotal: ReturnType<Pen['placeholder']>;
  /** How wide an amount may be. */
  readonly amountWidth: number;
  page: number;
  y: number;
}

/** A statement as PDF with embedded fonts, given out while it is written. */
export async function* writePdf(
  statement: Statement,
  onProgress: (done: number) => Promise<void>,
): AsyncGenerator<Buffer> {
  const { locale, zone, brand, asset, madeAt } = statement;
  const title = `${brand} · ${localize(words.title, locale)} · ${asset.code}`;
  const { document, pen } = await openPdf({ title, author: brand, language: locale, madeAt });
  const intl = locale === 'en' ? 'en-GB' : locale;
  const writer: Writer = {
    statement,
    document,
    pen,
    say: (text, values) => localize(text, locale, values),
    day: new Intl.DateTimeFormat(intl, { timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' }),
    time: new Intl.DateTimeFormat(intl, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    pageTotal: pen.placeholder(small),
    amountWidth: asset.decimals > 8 ? 124 : 92,
    page: 0,
    y: 0,
  };
  const written = writeAll(writer, onProgress).catch((error: unknown) => document.destroy(error));
  yield* document;
  await written;
}

async function writeAll(writer: Writer, onProgress: (done: number) => Promise<void>): Promise<void> {
  const { statement, document, pen, say } = writer;
  beginPage(writer);
  writeHead(writer);
  writeSummary(writer);
  writeColumns(writer);
  let done = 0;
  for await (const lines of statement.lines()) {
    for (const line of lines) writeLine(writer, line);
    done += lines.length;
    await onProgress(done);
  }
  if (done === 0) {
    pen.text(margin, writer.y + 14, say(words.none), { ...plain, colour: 'quiet' });
    writer.y += 22;
  }
  writeEnd(writer);
  writer.pageTotal.write(say(words.pages, { pages: String(writer.page) }));
  pen.flush();
  document.end();
}

function beginPage(writer: Writer): void {
  const { pen, say, statement } = writer;
  pen.beginPage();
  writer.page += 1;
  writer.y = margin;
  const foot = sheet.height - 34;
  pen.rule(margin, foot - 14, inner);
  pen.text(margin, foot, `${statement.brand} · ${say(words.number)} ${statement.number}`, small);
  const page = `${say(words.page, { page: String(writer.page) })} `;
  const total = pen.width(say(words.pages, { pages: '0000' }), small);
  pen.text(right - total, foot, page, { ...small, right: true });
  writer.pageTotal.show(right - total, foot);
}

function writeHead(writer: Writer): void {
  const { pen, say, statement, day, time } = writer;
  const { brand, holder, asset, period, locale, number, madeAt } = statement;
  pen.box(margin, writer.y, inner, 46, 'brand');
  pen.text(margin + 16, writer.y + 30, brand, { size: 19, bold: true, colour: 'white' });
  pen.text(right - 16, writer.y + 29, say(words.title), { size: 13, colour: 'white', right: true });
  writer.y += 74;
  const lastDay = new Date(period.endsAt.getTime() - 1);
  const facts: readonly (readonly [string, string])[] = [
    [say(words.asset), `${localize(assetName(asset.code), locale)} (${asset.code})`],
    [say(words.period), `${day.format(period.startsAt)} – ${day.format(lastDay)}`],
    [say(words.number), number],
    [say(words.made), `${day.format(madeAt)} ${time.format(madeAt)}`],
  ];
  const middle = margin + inner / 2;
  pen.text(margin, writer.y, say(words.holder), small);
  const nameStyle = { size: 12, bold: true } as const;
  let below = writer.y + 16;
  for (const line of pen.wrap(holder.name, inner / 2 - 20, nameStyle)) {
    pen.text(margin, below, line, nameStyle);
    below += 15;
  }
  for (const line of pen.wrap(holder.email, inner / 2 - 20, plain)) {
    pen.text(margin, below, line, { ...plain, colour: 'quiet' });
    below += 12;
  }
  facts.forEach(([term, value], row) => {
    pen.text(middle, writer.y + row * 16, term, small);
    pen.text(right, writer.y + row * 16, value, { ...plain, right: true });
  });
  writer.y = Math.max(below, writer.y + facts.length * 16) + 10;
}

function writeSummary(writer: Writer): void {
  const { pen, say, statement } = writer;
  const { opening, closing, moneyIn, moneyOut, count } = statement;
  const amount = amountOf(writer);
  const parts: readonly (readonly [Localized, string])[] = [
    [words.opening, amount(opening)],
    [words.in, `+${amount(moneyIn)}`],
    [words.out, `−${amount(moneyOut)}`],
    [words.closing, amount(closing)],
  ];
  // Amounts of 18 decimals do not stand side by side.
  const stacked = statement.asset.decimals > 8;
  const height = stacked ? 16 + parts.length * 17 : 50;
  pen.box(margin, writer.y, inner, height, 'soft');
  parts.forEach(([name, value], place) => {
    const last = place === parts.length - 1;
    const style = { size: stacked ? 9 : 11.5, bold: last || place === 0 } as const;
    if (stacked) {
      pen.text(margin + 14, writer.y + 20 + place * 17, say(name), { ...small, size: 8.5 });
      pen.text(right - 14, writer.y + 20 + place * 17, value, { ...style, right: true });
    } else {
      const x = margin + 14 + (place * (inner - 28)) / parts.length;
      pen.text(x, writer.y + 19, say(name), small);
      pen.text(x, writer.y + 36, value, style);
    }
  });
  writer.y += height + 14;
  pen.text(margin, writer.y, say(words.count, { count: count.toLocaleString('en') }), small);
  pen.text(right, writer.y, say(words.zone, { zone: statement.zone }), { ...small, right: true });
  writer.y += 12;
}

function writeColumns(writer: Writer): void {
  const { pen, say, amountWidth } = writer;
  const head = { size: 7.5, bold: true, colour: 'brand' } as const;
  const baseline = writer.y + 11;
  pen.text(margin, baseline, say(words.date), head);
  pen.text(margin + dateWidth, baseline, say(words.description), head);
  pen.text(right - amountWidth, baseline, say(words.amount), { ...head, right: true });
  pen.text(right, baseline, say(words.balance), { ...head, right: true });
  pen.rule(margin, writer.y + 17, inner, 'brand');
  writer.y += 18;
}

function writeLine(writer: Writer, line: StatementLine): void {
  const { pen, statement, amountWidth, day, time } = writer;
  const width = inner - dateWidth - 2 * amountWidth - 8;
  const names = pen.wrap(nameLine(line, statement.locale), width, plain);
  const notes = [line.reference, ...(line.memo === null ? [] : pen.wrap(line.memo, width, small))];
  const height = 7 + names.length * 11.5 + notes.length * 10;
  if (writer.y + height > bottom) {
    beginPage(writer);
    writeColumns(writer);
  }
  const baseline = writer.y + 13;
  pen.text(margin, baseline, day.format(line.at), plain);
  pen.text(margin, baseline + 10.5, time.format(line.at), small);
  names.forEach((name, row) => pen.text(margin + dateWidth, baseline + row * 11.5, name, plain));
  const below = baseline + (names.length - 1) * 11.5 + 10.5;
  notes.forEach((note, row) => pen.text(margin + dateWidth, below + row * 10, note, small));
  const amount = amountOf(writer);
  const signed = `${line.direction === 'in' ? '+' : '−'}${amount(line.amount)}`;
  pen.text(right - amountWidth, baseline, signed, { ...plain, right: true });
  pen.text(right, baseline, amount(line.balanceAfter), { ...plain, right: true });
  writer.y += height;
  pen.rule(margin, writer.y, inner);
}

function writeEnd(writer: Writer): void {
  const { pen, say, statement } = writer;
  if (writer.y + 74 > bottom) beginPage(writer);
  const baseline = writer.y + 18;
  pen.text(margin, baseline, say(words.closing), strong);
  pen.text(right, baseline, formatAmount(statement.closing, statement.asset), { ...strong, right: true });
  pen.rule(margin, baseline + 8, inner, 'brand');
  pen.text(margin, baseline + 24, say(words.proof), small);
  pen.text(margin, baseline + 36, say(words.wrong, { site: statement.site }), small);
}

/** Amounts in columns say their asset once, at the top. */
function amountOf({ statement: { asset } }: Writer): (amount: bigint) => string {
  return (amount) => formatAmount(amount, asset).slice(0, -asset.code.length - 1);
}
