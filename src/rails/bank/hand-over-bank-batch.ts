import { actorName } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { batchField, lockBatch, mayPayOut } from './bank-batch.ts';
import { changePayout, lockPayouts, payoutShard, payoutsOfBatch } from './payouts.ts';

export const handOverBankBatch = command({
  name: 'rails.hand-over-bank-batch',
  summary: 'Marks the file of a released batch as handed to the bank: its payouts are on their way.',
  rest: 'POST /bank-batches/{batch}/hand-over',
  can: mayPayOut,
  input: input({ batch: batchField }),
  run: async (ctx, { batch: id }) => {
    await lockBatch(ctx, id, 'released');
    await ctx.tx
      .updateTable('rails.bank_batches')
      .set({ state: 'handed-over', handed_over_by: actorName(ctx.actor), handed_over_at: ctx.now })
      .where('shard', '=', payoutShard)
      .where('id', '=', id)
      .execute();
    const references = (await payoutsOfBatch(ctx.tx, id)).map(({ reference }) => reference);
    // What the bank answered or booked before somebody marked the file is further on already.
    for (const payout of (await lockPayouts(ctx.tx, references)).values())
      if (payout.state === 'batched') await changePayout(ctx, payout, 'sent');
    return {};
  },
});
