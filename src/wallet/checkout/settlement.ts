import { sql } from 'kysely';
import type { QueryCtx } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { referenceOf } from '../transaction.ts';
import { readDays } from './days.ts';
import { assetOf } from './payment-row.ts';
import { checkoutProblem } from './problems.ts';

/** One movement of a merchant's takings; amounts in minor units, `net` is what his balance changed by. */
export interface SettlementLine {
  readonly at: Date;
  readonly kind: 'payment' | 'refund';
  readonly reference: string;
  readonly orderReference: string;
  readonly paymentId: string;
  readonly asset: string;
  readonly decimals: number;
  readonly gross: bigint;
  readonly fee: bigint;
  readonly refund: bigint;
  readonly net: bigint;
}

export interface SettlementSum {
  readonly asset: string;
  readonly decimals: number;
  readonly payments: number;
  readonly refunds: number;
  readonly gross: bigint;
  readonly fee: bigint;
  readonly refund: bigint;
  readonly net: bigint;
}

export interface Settlement {
  readonly from: string;
  readonly to: string;
  readonly lines: readonly SettlementLine[];
  readonly sums: readonly SettlementSum[];
}

const daysMax = 366;
const linesMax = 50_000;

interface Row {
  readonly at: Date;
  readonly kind: 'payment' | 'refund';
  readonly transfer_id: string;
  readonly order_reference: string;
  readonly payment_id: string;
  readonly asset: string;
  readonly gross: bigint;
  readonly fee: bigint;
  readonly refund: bigint;
}

/** A merchant's takings of some days, in the order in which they moved; throws `wallet.report-too-large`. */
export async function readSettlement(
  { db, config }: Pick<QueryCtx, 'db' | 'config'>,
  merchantId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<Settlement> {
  const { start, end } = readDays(from, to);
  const tooLarge = checkoutProblem('report-too-large', { days: String(daysMax), rows: String(linesMax) });
  if (start === undefined || end === undefined || end.getTime() - start.getTime() > daysMax * 86_400_000)
    throw tooLarge;
  const shard = shardOf(merchantId);
  const { rows } = await sql<Row>`
    select paid_at as at, 'payment' as kind, transfer_id, order_reference, id as payment_id, asset, amount as gross, fee, 0::numeric as refund
    from wallet.checkout_payments where shard = ${shard} and merchant_id = ${merchantId} and paid_at >= ${start} and paid_at < ${end}
    union all
    select r.at, 'refund', r.transfer_id, p.order_reference, p.id, p.asset, 0, 0, r.amount
    from wallet.checkout_refunds r join wallet.checkout_payments p on p.shard = r.shard and p.id = r.payment_id
    where r.shard = ${shard} and r.merchant_id = ${merchantId} and r.at >= ${start} and r.at < ${end}
    order by at, transfer_id limit ${linesMax + 1}`.execute(db);
  if (rows.length > linesMax) throw tooLarge;
  const lines = rows.map(
    ({ transfer_id: transferId, order_reference: orderReference, payment_id: paymentId, ...row }) => ({
      ...row,
      orderReference,
      paymentId,
      reference: referenceOf(transferId),
      decimals: assetOf(config, row.asset).decimals,
      net: row.gross - row.fee - row.refund,
    }),
  );
  return { from, to, lines, sums: sumUp(lines) };
}

function sumUp(lines: readonly SettlementLine[]): SettlementSum[] {
  const sum = (some: readonly SettlementLine[], of: 'gross' | 'fee' | 'refund' | 'net'): bigint =>
    some.reduce((total, line) => total + line[of], 0n);
  return [...Map.groupBy(lines, ({ asset }) => asset)].map(([asset, some]) => ({
    asset,
    decimals: some[0]?.decimals ?? 0,
    payments: some.filter(({ kind }) => kind === 'payment').length,
    refunds: some.filter(({ kind }) => kind === 'refund').length,
    gross: sum(some, 'gross'),
    fee: sum(some, 'fee'),
    refund: sum(some, 'refund'),
    net: sum(some, 'net'),
  }));
}
