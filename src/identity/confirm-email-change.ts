import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { equalBytes } from '../platform/crypto.ts';
import { shardOf } from '../platform/id.ts';
import { emailCodeHash, emailCoolingHours } from './email-change.ts';
import { codeMinutes } from './mails.ts';
import { findByEmail, personById } from './people.ts';
import { fieldProblem, identityProblem } from './problems.ts';
import { requirePerson } from './require-person.ts';
import { changedSecurity } from './security-change.ts';
import { requireStepUp } from './step-up.ts';

export const confirmEmailChange = command({
  name: 'identity.confirm-email-change',
  summary: 'Takes the code from the new address; a day later it replaces the old one, which is told at once.',
  can: (actor) => actor.kind === 'person',
  input: input({ code: Type.String({ maxLength: 40 }) }),
  rest: 'POST /me/email/confirm',
  run: async (ctx, { code }) => {
    requireStepUp(ctx);
    const { id } = requirePerson(ctx.actor);
    const person = await personById(ctx.tx, id);
    const change = await ctx.tx
      .selectFrom('identity.email_changes')
      .selectAll()
      .where('shard', '=', shardOf(id))
      .where('person_id', '=', id)
      .where('confirmed_at', 'is', null)
      .forUpdate()
      .executeTakeFirst();
    if (person === undefined || change === undefined) throw identityProblem('no-email-change');
    const isRight = equalBytes(change.code_hash, emailCodeHash(id, code));
    const isOld = ctx.now.getTime() - change.asked_at.getTime() > codeMinutes * 60_000;
    if (!isRight || isOld || (await findByEmail(ctx.tx, change.email)) !== undefined)
      throw fieldProblem('wrong-code', '/code', { minutes: String(codeMinutes) });
    const effectiveAt = new Date(ctx.now.getTime() + emailCoolingHours * 3_600_000);
    await ctx.tx
      .updateTable('identity.email_changes')
      .set({ confirmed_at: ctx.now, effective_at: effectiveAt })
      .where('shard', '=', shardOf(id))
      .where('person_id', '=', id)
      .execute();
    const from = new Intl.DateTimeFormat(person.locale, {
      dateStyle: 'long',
      timeStyle: 'short',
      timeZone: ctx.config.zone,
    }).format(effectiveAt);
    await changedSecurity(ctx, person, 'email-change-asked', {
      email: change.email,
      from: `${from} (${ctx.config.zone})`,
    });
    await ctx.enqueue({
      name: 'identity.apply-email-change',
      payload: { personId: id },
      runAt: effectiveAt,
      key: `email change ${id}`,
    });
    ctx.about(`person:${id}`);
    return { effectiveAt };
  },
});
