import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { personIdOf } from '../payment.ts';
import { verificationProblem } from './problems.ts';
import { readVerification } from './store.ts';

export const recommendVerification = command({
  name: 'wallet.recommend-verification',
  summary: 'The first of two people of compliance says whether a verification should be approved, and why.',
  rest: 'POST /verifications/{verification}/recommendation',
  can: (actor) => hasRole(actor, 'compliance', 'admin'),
  input: input({
    verification: Type.String({ format: 'uuid' }),
    advice: Type.Enum(['approve', 'refuse']),
    because: Type.String({ minLength: 3, maxLength: 2000, description: 'For compliance alone' }),
  }),
  run: async (ctx, { verification: id, advice, because }) => {
    const by = personIdOf(ctx.actor);
    const row = await readVerification(ctx.tx, id, true);
    if (row.person_id === by) throw verificationProblem('verification-own');
    if (row.state !== 'submitted') throw verificationProblem('verification-moved-on');
    await ctx.tx
      .updateTable('wallet.verifications')
      .set({
        state: 'recommended',
        recommended_at: ctx.now,
        recommended_by: by,
        recommendation: advice,
        recommended_because: because,
      })
      .where('shard', '=', shardOf(id))
      .where('id', '=', id)
      .execute();
    ctx.about(`person:${row.person_id}`);
  },
});
