import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { personById } from '../../identity/identity.ts';
import { maskName } from '../masked-name.ts';
import { personIdOf } from '../payment.ts';
import { problem } from '../problems.ts';
import { payeeLink } from './contacts.ts';

export const getReceive = query({
  name: 'wallet.get-receive',
  summary: 'Reads the link, for a QR code or a message, by which anybody can send money to one’s own wallet.',
  rest: 'GET /receive',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async (ctx) => {
    const personId = personIdOf(ctx.actor);
    const person = await personById(ctx.db, personId);
    if (person === undefined) throw problem('no-wallet');
    const { name, handle, email } = person;
    return { maskedName: maskName(name), handle, email, link: ctx.config.publicUrl + payeeLink(ctx, personId) };
  },
});
