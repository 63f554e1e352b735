import { hasRole } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import { shardOf } from '../platform/id.ts';
import { listBankAccounts } from '../rails/rails.ts';
import { readWaitingDeposits } from './bank/waiting-deposits.ts';
import { personIdOf } from './payment.ts';
import { problem } from './problems.ts';
import { formatReference } from './reference.ts';

export const getTopUp = query({
  name: 'wallet.get-top-up',
  summary: 'Reads how to send money to one’s wallet by bank: our accounts, and the reference to write.',
  rest: 'GET /top-up',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async ({ db, actor }) => {
    const personId = personIdOf(actor);
    const [wallet, accounts, waiting] = await Promise.all([
      db
        .selectFrom('wallet.wallets')
        .select('deposit_reference')
        .where('shard', '=', shardOf(personId))
        .where('person_id', '=', personId)
        .executeTakeFirst(),
      listBankAccounts(db),
      readWaitingDeposits(db, personId),
    ]);
    if (wallet === undefined) throw problem('no-wallet');
    return { reference: formatReference(wallet.deposit_reference), accounts, waiting };
  },
});
