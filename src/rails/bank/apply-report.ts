import type { Ctx } from '../../platform/command.ts';
import type { StatusReport, ToldStatus } from '../contract.ts';
import { changePayout, lockPayouts, mayBecome, payoutShard, payoutsOfBatch } from './payouts.ts';
import type { BankPayout } from './payouts.ts';
import { meaningOf } from './reasons.ts';

/** What a bank said that does not fit what we know; for a person. */
export interface UnclearAnswer {
  readonly kind: 'unknown-batch' | 'unknown-payment' | 'unknown-status' | 'conflict';
  /** The batch or the end-to-end id. */
  readonly about: string;
  readonly status: string;
  /** Where the payout stands, if it is one of ours. */
  readonly state: string | null;
}

/** Writes down what the bank says of one payout; a repeat changes nothing. */
async function apply(ctx: Ctx, payout: BankPayout, told: ToldStatus): Promise<UnclearAnswer | undefined> {
  const { reference: about, state } = payout;
  const unclear = (kind: UnclearAnswer['kind']): UnclearAnswer => ({ kind, about, status: told.status, state });
  const meaning = meaningOf(told.status);
  if (meaning === 'unknown' || meaning === 'partly') return unclear('unknown-status');
  const refusedBefore = state === 'failed' && meaningOf(payout.bankStatus ?? '') === 'refused';
  if (meaning === 'refused' && !refusedBefore && !mayBecome(state, 'failed')) return unclear('conflict');
  if (meaning === 'taken' && state === 'failed') return unclear('conflict');
  await ctx.tx
    .updateTable('rails.bank_payouts')
    .set({ bank_status: told.status })
    .where('shard', '=', payoutShard)
    .where('id', '=', payout.id)
    .execute();
  if (meaning === 'refused' && !refusedBefore)
    await changePayout(ctx, payout, 'failed', { reason: { code: told.code ?? 'NARR', note: told.note } });
  return undefined;
}

/** Reads a bank's report into the payouts of the batch that it is about, and gives what a person must look at. */
export async function applyStatusReport(ctx: Ctx, report: StatusReport): Promise<readonly UnclearAnswer[]> {
  const batch = await ctx.tx
    .selectFrom('rails.bank_batches')
    .select(['id', 'state'])
    .where('shard', '=', payoutShard)
    .where('reference', '=', report.batch)
    .executeTakeFirst();
  const { whole } = report;
  if (batch === undefined)
    return [{ kind: 'unknown-batch', about: report.batch, status: whole?.status ?? '–', state: null }];
  const ofBatch = await payoutsOfBatch(ctx.tx, batch.id);
  const locked = await lockPayouts(
    ctx.tx,
    ofBatch.map(({ reference }) => reference),
  );
  const unclear: UnclearAnswer[] = [];
  const spokenOf = new Set<string>();
  for (const { endToEndId, told } of report.payments) {
    const payout = endToEndId === null ? undefined : locked.get(endToEndId);
    if (payout === undefined || spokenOf.has(payout.reference)) {
      unclear.push({ kind: 'unknown-payment', about: endToEndId ?? report.batch, status: told.status, state: null });
      continue;
    }
    spokenOf.add(payout.reference);
    unclear.push(...[await apply(ctx, payout, told)].filter((one) => one !== undefined));
  }
  if (whole === null) return unclear;
  const meaning = meaningOf(whole.status);
  if (meaning === 'unknown')
    return [...unclear, { kind: 'unknown-status', about: report.batch, status: whole.status, state: batch.state }];
  // Taken or refused in part: the payments that it names say which; the others stay as they are.
  if (meaning === 'partly') return unclear;
  for (const payout of locked.values())
    if (!spokenOf.has(payout.reference))
      unclear.push(...[await apply(ctx, payout, whole)].filter((one) => one !== undefined));
  return unclear;
}
