import { Type } from 'typebox';
import { isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { providerShard } from '../account.ts';
import { readLines } from './unmatched-line.ts';

export const listUnmatched = query({
  name: 'wallet.list-unmatched',
  summary: 'Lists the bank lines that wait for a person, each with the reason, or those that were settled.',
  rest: 'GET /unmatched-lines',
  can: isStaff,
  input: input({ settled: Type.Optional(Type.Boolean()), after: Type.Optional(Type.String({ format: 'uuid' })) }),
  run: async ({ db }, { settled = false, after }) => {
    const [page, { open }] = await Promise.all([
      readLines(db, { settled, after }),
      db
        .selectFrom('wallet.bank_lines')
        .select(({ fn }) => fn.countAll<bigint>().as('open'))
        .where('shard', '=', providerShard)
        .where('state', '=', 'open')
        .executeTakeFirstOrThrow(),
    ]);
    return { ...page, open: Number(open) };
  },
});
