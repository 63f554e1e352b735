import { Type } from 'typebox';
import { actorName, isStaff } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { providerShard } from '../account.ts';
import { bankProblem } from './problems.ts';
import { becauseField } from './settle-line.ts';

export const closeWorkItem = command({
  name: 'wallet.close-work-item',
  summary: 'Settles an item of the work list with the reason; it comes back by itself if its cause is still there.',
  rest: 'POST /work-items/{item}/close',
  can: isStaff,
  input: input({ item: Type.String({ format: 'uuid' }), because: becauseField }),
  run: async (ctx, { item, because }) => {
    ctx.about(`work-item:${item}`);
    const closed = await ctx.tx
      .updateTable('wallet.work_items')
      .set({ closed_at: ctx.now, closed_by: actorName(ctx.actor), closed_because: because })
      .where('shard', '=', providerShard)
      .where('id', '=', item)
      .where('closed_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (closed === undefined) throw bankProblem('item-unknown');
    return {};
  },
});
