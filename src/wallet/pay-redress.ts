import { postWithin } from '../ledger/ledger.ts';
import { assert } from '../platform/assert.ts';
import type { Ctx } from '../platform/command.ts';
import { queryable } from '../platform/db.ts';
import { shardOf } from '../platform/id.ts';
import { formatAmount } from '../platform/money.ts';
import { platformProblem } from '../platform/problems.ts';
import { providerAccountId, transactionId, walletAccountId } from './account.ts';
import type { RedressPaid, RedressPayment } from './contract.ts';
import { readAsset } from './payment.ts';
import { problem } from './problems.ts';
import { givenBack } from './recalls/recalls.ts';
import { formatReference, transactionReference } from './reference.ts';

/**
 * Pays a person from the redress account of his shard, in the caller's transaction: it stands if and only if the
 * caller commits. A wallet frozen for money out is paid all the same. Throws `wallet.redress-refused` where it cannot
 * receive, and the `refund-…` Problems where a refund exceeds or does not fit what it gives back.
 */
export async function payRedressWithin(ctx: Ctx, payment: RedressPayment): Promise<RedressPaid> {
  const { caseId, personId, kind, of, key } = payment;
  assert(payment.amount > 0n, 'redress is more than nothing');
  const asset = readAsset(ctx, payment.asset);
  const shard = shardOf(personId);
  const id = transactionId(`redress ${caseId} ${key}`, shard);
  const account = walletAccountId(personId, asset.code);
  const transfer = {
    kind: 'post',
    id,
    purpose: kind,
    reference: caseId,
    debit: providerAccountId('redress', asset.code, shard),
    credit: account,
    asset: asset.code,
    amount: payment.amount,
  } as const;
  const [result] = await postWithin(queryable(ctx.tx), [transfer], { now: ctx.now, shards: ctx.config.shards });
  assert(result, 'a transfer is answered');
  if ('refused' in result) {
    if (result.refused === 'id-already-used') throw platformProblem('idempotency-key-reused');
    throw problem('redress-refused', { asset: asset.code });
  }
  if (!result.repeated) {
    await ctx.tx
      .insertInto('wallet.redress')
      .values({
        shard,
        transfer_id: id,
        person_id: personId,
        case_id: caseId,
        kind,
        of_transfer_id: of ?? null,
        asset: asset.code,
        amount: payment.amount,
        at: ctx.now,
      })
      .execute();
    // Asked after posting: the account is locked since, so that two refunds of one payment see each other.
    if (kind === 'refund' && of !== undefined) await checkRefund(ctx, payment, of);
  }
  return {
    transactionId: id,
    reference: formatReference(transactionReference(id)),
    balanceAfter: result.credit.balance,
  };
}

/** A refund gives back to the payer, in the asset of the payment; refunds and a return together never more than was paid. */
async function checkRefund(ctx: Ctx, payment: RedressPayment, of: string): Promise<void> {
  const asset = readAsset(ctx, payment.asset);
  const account = walletAccountId(payment.personId, asset.code);
  const paid = await ctx.tx
    .selectFrom('ledger.public_transfers')
    .select(['amount', 'debit', 'asset', 'status'])
    .where('shard', '=', shardOf(of))
    .where('id', '=', of)
    .executeTakeFirst();
  if (paid?.asset !== asset.code || paid.debit !== account || paid.status !== 'posted' || paid.amount === null)
    throw problem('refund-of-another');
  const refunded = await givenBack(ctx.tx, of);
  if (refunded > paid.amount) {
    const left = paid.amount - (refunded - payment.amount);
    throw problem('refund-too-large', { left: formatAmount(left > 0n ? left : 0n, asset) });
  }
}
