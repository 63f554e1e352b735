import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { writeLetter } from './mails.ts';
import type { LetterName } from './mails.ts';
import { findByEmail } from './people.ts';

/** The letter for a code that was asked for: whoever reads the mailbox learns how things stand, nobody else does. */
function chooseLetter(purpose: 'register' | 'recover', known: boolean): LetterName {
  if (purpose === 'register') return known ? 'already-registered' : 'register-code';
  return known ? 'recovery-code' : 'no-account';
}

export const mailCode = command({
  name: 'identity.mail-code',
  summary: 'Mails the code that opens or recovers an account, or says why there is none.',
  can: (actor) => actor.kind === 'system',
  input: input({ email: Type.String(), code: Type.String(), purpose: Type.Enum(['register', 'recover']) }),
  run: async (ctx, { email, code, purpose }) => {
    const person = await findByEmail(ctx.tx, email);
    const letter = chooseLetter(purpose, person !== undefined);
    await ctx.send(writeLetter(ctx.config, letter, { email, locale: person?.locale ?? ctx.locale }, { code }));
  },
});
