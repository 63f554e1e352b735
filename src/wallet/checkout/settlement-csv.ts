import { toDecimal } from '../../platform/money.ts';
import { byteOrderMark, csvRecord, plainCell, textCell } from '../statements/csv.ts';
import type { Settlement, SettlementSum } from './settlement.ts';

const head = ['time', 'kind', 'reference', 'order', 'payment', 'asset', 'gross', 'fee', 'refund', 'net'];

type Amounts = Pick<SettlementSum, 'asset' | 'decimals' | 'gross' | 'fee' | 'refund' | 'net'>;

function amountCells({ asset, decimals, gross, fee, refund, net }: Amounts): string[] {
  return [asset, ...[gross, fee, refund, net].map((amount) => toDecimal(amount, decimals))].map(plainCell);
}

/** A settlement as a table for spreadsheets: a line for each movement, then the sums of each asset. */
export function settlementCsv({ lines, sums }: Pick<Settlement, 'lines' | 'sums'>): string {
  const movements = lines.map((line) => [
    ...[line.at.toISOString(), line.kind, line.reference].map(plainCell),
    textCell(line.orderReference),
    plainCell(line.paymentId),
    ...amountCells(line),
  ]);
  const totals = sums.map((sum) => ['', 'sum', '', '', '', ...amountCells(sum)]);
  return byteOrderMark + [head, ...movements, ...totals].map(csvRecord).join('');
}
