import { isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { readBatches } from './bank-batch.ts';
import { payoutShard } from './payouts.ts';

export const listBankBatches = query({
  name: 'rails.list-bank-batches',
  summary: 'Lists the files of payments made for banks, and how many payouts wait for one.',
  rest: 'GET /bank-batches',
  can: isStaff,
  input: input({}),
  run: async ({ db }) => {
    const [batches, { queued }] = await Promise.all([
      readBatches(db),
      db
        .selectFrom('rails.bank_payouts')
        .select(({ fn }) => fn.countAll<bigint>().as('queued'))
        .where('shard', '=', payoutShard)
        .where('state', '=', 'queued')
        .executeTakeFirstOrThrow(),
    ]);
    return { batches, queued: Number(queued) };
  },
});
