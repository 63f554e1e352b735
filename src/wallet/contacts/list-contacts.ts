import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { personIdOf } from '../payment.ts';
import { readContacts } from './contacts.ts';

export const listContacts = query({
  name: 'wallet.list-contacts',
  summary: 'Lists whom one saved or paid lately, by name, each with what a payment’s `to` takes.',
  rest: 'GET /payees',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async (ctx) => ({ contacts: await readContacts(ctx, personIdOf(ctx.actor)) }),
});
