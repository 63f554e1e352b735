import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { emit } from '../../platform/event.ts';
import { shardOf } from '../../platform/id.ts';
import { destinationRemoved } from '../events.ts';
import { personIdOf } from '../payment.ts';
import { destinationField } from './destinations.ts';
import { withdrawalProblem } from './problems.ts';

export const removeDestination = command({
  name: 'wallet.remove-destination',
  summary: 'Takes a destination out of one’s address book; refused while a withdrawal to it is under way.',
  rest: 'DELETE /destinations/{destination}',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ destination: destinationField }),
  run: async (ctx, { destination: id }) => {
    const personId = personIdOf(ctx.actor);
    const shard = shardOf(personId);
    ctx.about(`person:${personId}`);
    const removed = await ctx.tx
      .updateTable('wallet.destinations')
      .set({ removed_at: ctx.now })
      .where('shard', '=', shard)
      .where('id', '=', id)
      .where('person_id', '=', personId)
      .where('removed_at', 'is', null)
      .returning(['label', 'usable_at'])
      .executeTakeFirst();
    if (removed === undefined) throw withdrawalProblem('destination-unknown');
    // The row is locked since, and a request for a withdrawal to it locks it too.
    const underWay = await ctx.tx
      .selectFrom('wallet.withdrawals')
      .select('id')
      .where('shard', '=', shard)
      .where('destination_id', '=', id)
      .where('promised_at', 'is not', null)
      .executeTakeFirst();
    if (underWay !== undefined) throw withdrawalProblem('destination-in-use');
    await emit(ctx, destinationRemoved, {
      personId,
      destinationId: id,
      label: removed.label,
      usableAt: removed.usable_at,
    });
  },
});
