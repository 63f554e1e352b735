import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { mailRecall } from './mails.ts';
import { recallProblem } from './problems.ts';
import { settleRecall } from './recalls.ts';
import { recallFor } from './return-payment.ts';

export const declineRecall = command({
  name: 'wallet.decline-recall',
  summary: 'Declines to return a payment that its sender asks for, with a reason that he reads.',
  rest: 'POST /transactions/{id}/recall/refusal',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({
    id: Type.String({ format: 'uuid' }),
    reason: Type.String({ minLength: 1, maxLength: 500, description: 'The sender reads it' }),
  }),
  run: async (ctx, { id, reason }) => {
    ctx.about(`transaction:${id}`);
    const recall = await recallFor(ctx, id);
    if (recall.state === 'declined') return;
    if (recall.state !== 'asked') throw recallProblem('recall-settled');
    const declinedBecause = reason.replace(/[\s\p{Cc}]+/gu, ' ').trim();
    await settleRecall(ctx, recall, 'decline', { declinedBecause });
    await mailRecall(ctx, 'declined', recall);
  },
});
