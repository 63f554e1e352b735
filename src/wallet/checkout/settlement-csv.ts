import { toDecimal } from '../../platform/money.ts';
import type { Settlement } from './settlement.ts';

const head = ['time', 'kind', 'reference', 'order', 'payment', 'asset', 'gross', 'fee', 'refund', 'net'] as const;

/**
 * One cell (RFC 4180). A spreadsheet takes what begins with one of these for a formula (OWASP, CSV injection): an
 * apostrophe before it makes it text again. Our own amounts are numbers, a minus is theirs.
 */
function cell(text: string): string {
  const isNumber = /^-?\d+(?:\.\d+)?$/.test(text);
  const safe = !isNumber && /^[=+\-@\t\r\n]/.test(text.normalize('NFKC')) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A settlement as a table for spreadsheets: a line for each movement, then the sums of each asset. */
export function settlementCsv({ lines, sums }: Pick<Settlement, 'lines' | 'sums'>): string {
  const rows = [
    head,
    ...lines.map(({ at, kind, reference, orderReference, paymentId, asset, decimals, gross, fee, refund, net }) => [
      at.toISOString(),
      kind,
      reference,
      orderReference,
      paymentId,
      asset,
      ...[gross, fee, refund, net].map((amount) => toDecimal(amount, decimals)),
    ]),
    ...sums.map(({ asset, decimals, gross, fee, refund, net }) => [
      '',
      'sum',
      '',
      '',
      '',
      asset,
      ...[gross, fee, refund, net].map((amount) => toDecimal(amount, decimals)),
    ]),
  ];
  // The mark tells spreadsheets that it is UTF-8.
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}
