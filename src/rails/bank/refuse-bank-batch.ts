import { Type } from 'typebox';
import { actorName } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { batchField, lockBatch, mayPayOut } from './bank-batch.ts';
import { changePayout, lockPayouts, payoutShard, payoutsOfBatch } from './payouts.ts';

export const refuseBankBatch = command({
  name: 'rails.refuse-bank-batch',
  summary: 'Stops a batch that nobody released: none of its payouts is paid, and each customer gets the money back.',
  rest: 'POST /bank-batches/{batch}/refuse',
  can: mayPayOut,
  input: input({ batch: batchField, because: Type.String({ minLength: 3, maxLength: 2000 }) }),
  run: async (ctx, { batch: id, because }) => {
    await lockBatch(ctx, id, 'made');
    await ctx.tx
      .updateTable('rails.bank_batches')
      .set({ state: 'refused', refused_by: actorName(ctx.actor), refused_at: ctx.now, refused_because: because })
      .where('shard', '=', payoutShard)
      .where('id', '=', id)
      .execute();
    const references = (await payoutsOfBatch(ctx.tx, id)).map(({ reference }) => reference);
    for (const payout of (await lockPayouts(ctx.tx, references)).values())
      if (payout.state === 'batched')
        await changePayout(ctx, payout, 'failed', { reason: { code: 'REFUSED', note: null } });
    return {};
  },
});
