import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { maskName } from '../masked-name.ts';
import { findRecipient } from '../payment.ts';
import { payeeLink } from './contacts.ts';

export const findPayee = query({
  name: 'wallet.find-payee',
  summary: 'Finds by masked name whom an e-mail address, a handle or a link for receiving names.',
  rest: 'POST /payees/search',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ to: Type.String({ minLength: 1, maxLength: 254 }) }),
  run: async (ctx, { to }) => {
    const { id, name, handle } = await findRecipient(ctx, to);
    return { name: maskName(name), handle, to: payeeLink(ctx, id) };
  },
});
