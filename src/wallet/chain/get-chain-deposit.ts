import { Type } from 'typebox';
import { personById } from '../../identity/identity.ts';
import { isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { isId, shardOf } from '../../platform/id.ts';
import { depositById } from '../../rails/rails.ts';
import { problem } from './problems.ts';
import { withBooks } from './read-deposits.ts';

export const getChainDeposit = query({
  name: 'wallet.get-chain-deposit',
  summary: 'Reads one deposit on the chain, whose it is and what became of it.',
  rest: 'GET /chain/deposits/{deposit}',
  can: isStaff,
  input: input({ deposit: Type.String({ format: 'uuid' }) }),
  run: async ({ db, config }, { deposit: id }) => {
    const deposit = await depositById(db, shardOf(id), id.toLowerCase());
    const [view] = deposit === undefined ? [] : await withBooks(db, config, [deposit]);
    if (view === undefined) throw problem('chain-deposit-unknown');
    const person = isId(view.owner) ? await personById(db, view.owner) : undefined;
    return {
      ...view,
      person: person === undefined ? null : { id: person.id, name: person.name, email: person.email },
    };
  },
});
