import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import type { CostPaid } from '../../rails/rails.ts';
import { providerAccountId, providerShard, transactionId } from '../account.ts';
import { post } from './deposit-book.ts';

/** Subscribed to `rails.cost-paid`: a network fee left our addresses on the chain, so it leaves the books' `chain` as well. */
export async function bookCost(ctx: Ctx, { rail, costId, asset, amount }: CostPaid): Promise<void> {
  if (rail !== 'evm') return;
  const id = transactionId(`network-fee ${costId}`, providerShard);
  const booked = await ctx.tx
    .insertInto('wallet.chain_costs')
    .values({ id: costId, asset, amount, transfer_id: id })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (booked === undefined) return;
  const [result] = await post(ctx, [
    {
      kind: 'post',
      id,
      purpose: 'network-fee',
      debit: providerAccountId('network-fees', asset, providerShard),
      credit: providerAccountId('chain', asset, providerShard),
      asset,
      amount,
      reference: costId,
    },
  ]);
  assert(result !== undefined && !('refused' in result), 'an account of the provider pays what the network took');
}
