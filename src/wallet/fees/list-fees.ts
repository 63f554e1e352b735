import { input, query } from '../../platform/command.ts';
import { readFeeTables } from './fee-tables.ts';

export const listFees = query({
  name: 'wallet.list-fees',
  summary: 'Lists every version of the fee table, newest first: past, in force and coming.',
  rest: 'GET /fees',
  can: () => true,
  input: input({}),
  run: async (ctx) => ({ tables: await readFeeTables(ctx) }),
});
