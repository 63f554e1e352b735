import { isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { listBankAccounts as readBankAccounts } from '../../rails/rails.ts';

export const listBankAccounts = query({
  name: 'wallet.list-bank-accounts',
  summary: 'Lists our own bank accounts.',
  rest: 'GET /bank-accounts',
  can: isStaff,
  input: input({}),
  run: async ({ db }) => ({ accounts: await readBankAccounts(db) }),
});
