import { Type } from 'typebox';
import { hasRole } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import { personById } from './people.ts';
import { identityProblem } from './problems.ts';
import { changedSecurity } from './security-change.ts';

export const resetTwoFactor = command({
  name: 'identity.reset-two-factor',
  summary: 'Lets a member of staff who lost the device set up the second step again; signs him out everywhere.',
  can: (actor) => hasRole(actor, 'admin'),
  input: input({ personId: Type.String({ format: 'uuid' }) }),
  rest: 'POST /staff/{personId}/reset-two-factor',
  run: async (ctx, { personId }) => {
    const staff = await ctx.tx
      .selectFrom('identity.staff')
      .select('person_id')
      .where('person_id', '=', personId)
      .executeTakeFirst();
    const person = staff && (await personById(ctx.tx, personId));
    if (person === undefined) throw identityProblem('unknown-person');
    await ctx.tx.deleteFrom('identity.two_factors').where('user_id', '=', personId).execute();
    await ctx.tx
      .updateTable('identity.users')
      .set({ two_factor_enabled: false, updated_at: ctx.now })
      .where('id', '=', personId)
      .execute();
    await ctx.tx.deleteFrom('identity.sessions').where('user_id', '=', personId).execute();
    await changedSecurity(ctx, person, 'two-factor-off');
    ctx.about(`person:${personId}`);
  },
});
