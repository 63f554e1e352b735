import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { personIdOf } from '../payment.ts';
import { noticeKinds } from './contract.ts';

export const setNoticeSettings = command({
  name: 'wallet.set-notice-settings',
  summary: 'Chooses which kinds of notices one does without; there is no kind for security notices, which always come.',
  rest: 'PUT /notice-settings',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ off: Type.Array(Type.Enum([...noticeKinds]), { maxItems: noticeKinds.length, uniqueItems: true }) }),
  run: async (ctx, { off }) => {
    const personId = personIdOf(ctx.actor);
    ctx.about(`person:${personId}`);
    await ctx.tx
      .insertInto('wallet.notice_settings')
      .values({ shard: shardOf(personId), person_id: personId, off: [...off], changed_at: ctx.now })
      .onConflict((conflict) =>
        conflict.columns(['shard', 'person_id']).doUpdateSet({ off: [...off], changed_at: ctx.now }),
      )
      .execute();
    return { off };
  },
});
