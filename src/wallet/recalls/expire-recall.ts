import { Type } from 'typebox';
import { command, input } from '../../platform/command.ts';
import { mailRecall } from './mails.ts';
import { lockRecall, settleRecall } from './recalls.ts';

export const expireRecall = command({
  name: 'wallet.expire-recall',
  summary: 'Closes a recall that nobody answered in time, and tells its sender what he can do next.',
  can: (actor) => actor.kind === 'system',
  input: input({ id: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { id }) => {
    ctx.about(`transaction:${id}`);
    const recall = await lockRecall(ctx, id);
    if (recall?.state !== 'asked' || recall.expiresAt > ctx.now) return;
    await settleRecall(ctx, recall, 'expire');
    await mailRecall(ctx, 'expired', recall);
  },
});
