import { isStaff } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';

export const listBankAccounts = query({
  name: 'wallet.list-bank-accounts',
  summary: 'Lists our own bank accounts.',
  rest: 'GET /bank-accounts',
  can: isStaff,
  input: input({}),
  run: async ({ db }) => ({
    accounts: await db.selectFrom('wallet.bank_accounts').selectAll().orderBy('asset').orderBy('opened_at').execute(),
  }),
});
