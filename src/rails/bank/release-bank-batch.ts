import { actorName } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { problem } from '../problems.ts';
import { batchField, lockBatch, mayPayOut } from './bank-batch.ts';
import { payoutShard } from './payouts.ts';

export const releaseBankBatch = command({
  name: 'rails.release-bank-batch',
  summary:
    'Approves a batch of payouts: the first of two people, or the second, who releases its file. Who made it by hand is the first.',
  rest: 'POST /bank-batches/{batch}/release',
  can: mayPayOut,
  input: input({ batch: batchField }),
  run: async (ctx, { batch: id }) => {
    const { firstBy } = await lockBatch(ctx, id, 'made');
    const me = actorName(ctx.actor);
    if (firstBy === me) throw problem('batch-same-person');
    const released = firstBy !== null;
    await ctx.tx
      .updateTable('rails.bank_batches')
      .set(released ? { state: 'released', released_by: me, released_at: ctx.now } : { first_by: me })
      .where('shard', '=', payoutShard)
      .where('id', '=', id)
      .execute();
    return { released };
  },
});
