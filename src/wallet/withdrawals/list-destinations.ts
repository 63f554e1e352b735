import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { railsHere } from '../../rails/rails.ts';
import { personIdOf } from '../payment.ts';
import { listOf } from './destinations.ts';

export const listDestinations = query({
  name: 'wallet.list-destinations',
  summary:
    'Lists the bank accounts and addresses of one’s address book, each with the moment from which money goes there.',
  rest: 'GET /destinations',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async ({ db, actor, config }) => ({
    destinations: await listOf(db, personIdOf(actor)),
    /** The kinds of destination that this installation pays to. */
    rails: railsHere(config),
  }),
});
