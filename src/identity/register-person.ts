import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { fieldProblem } from './problems.ts';
import { addPerson } from './people.ts';
import { codeMinutes } from './mails.ts';

export const registerPerson = command({
  name: 'identity.register-person',
  summary: 'Makes a customer of somebody who has shown that the address is his.',
  can: (actor) => actor.kind === 'system',
  input: input({ userId: Type.String(), email: Type.String(), name: Type.String(), passwordHash: Type.String() }),
  run: async (ctx, { userId, email, name, passwordHash }) => {
    const added = await addPerson(ctx, {
      id: userId,
      email,
      name,
      locale: ctx.locale,
      roles: ['customer'],
      passwordHash,
    });
    if (!added) throw fieldProblem('wrong-code', '/code', { minutes: String(codeMinutes) });
  },
});
