import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { shardOf } from '../platform/id.ts';
import { parseEmail } from './email.ts';
import { emailCodeHash, newEmailCode } from './email-change.ts';
import { writeLetter } from './mails.ts';
import { findByEmail, personById } from './people.ts';
import { fieldProblem, identityProblem } from './problems.ts';
import { requirePerson } from './require-person.ts';
import { requireStepUp } from './step-up.ts';
import { codeMails, countTry } from './tries.ts';

export const askEmailChange = command({
  name: 'identity.ask-email-change',
  summary: 'Mails a code to the address that is to replace one’s own.',
  can: (actor) => actor.kind === 'person',
  input: input({ email: Type.String({ maxLength: 300 }) }),
  rest: 'POST /me/email',
  run: async (ctx, { email: typed }) => {
    requireStepUp(ctx);
    const { id } = requirePerson(ctx.actor);
    const email = parseEmail(typed);
    const person = await personById(ctx.tx, id);
    if (person === undefined) throw identityProblem('unknown-person');
    if (email === person.email) throw fieldProblem('email-is-own', '/email');
    await countTry(ctx.tx, `code ${email}`, codeMails, ctx.now);
    const code = newEmailCode();
    const row = {
      email,
      code_hash: emailCodeHash(id, code),
      asked_at: ctx.now,
      confirmed_at: null,
      effective_at: null,
    };
    await ctx.tx
      .insertInto('identity.email_changes')
      .values({ shard: shardOf(id), person_id: id, ...row })
      .onConflict((conflict) => conflict.columns(['shard', 'person_id']).doUpdateSet(row))
      .execute();
    // Whoever has the address already learns of it there; nobody else learns that somebody has it.
    const letter = (await findByEmail(ctx.tx, email)) === undefined ? 'email-code' : 'already-registered';
    await ctx.send(writeLetter(ctx.config, letter, { email, locale: person.locale }, { code }));
    ctx.about(`person:${id}`);
  },
});
