import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { notices } from './mails.ts';
import { personById } from './people.ts';
import { changedSecurity } from './security-change.ts';

export const reportChange = command({
  name: 'identity.report-change',
  summary: 'Tells a person by mail that the way he signs in has changed.',
  can: (actor) => actor.kind === 'system',
  input: input({ personId: Type.String(), change: Type.Enum([...notices]) }),
  run: async (ctx, { personId, change }) => {
    const person = await personById(ctx.tx, personId);
    if (person === undefined) return;
    ctx.about(`person:${personId}`);
    await changedSecurity(ctx, person, change);
  },
});
