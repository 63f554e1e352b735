import { input, query } from '../../platform/command.ts';
import { problem } from '../problems.ts';
import { batchField, mayPayOut, readBatch } from './bank-batch.ts';
import { payoutShard } from './payouts.ts';

export const readBankBatch = query({
  name: 'rails.read-bank-batch',
  summary: 'Reads the file of a released batch (pain.001, base64), the same bytes each time.',
  rest: 'GET /bank-batches/{batch}/file',
  can: mayPayOut,
  input: input({ batch: batchField }),
  run: async ({ db }, { batch: id }) => {
    const { state, reference } = await readBatch(db, id);
    if (state !== 'released' && state !== 'handed-over') throw problem('batch-state');
    const { file } = await db
      .selectFrom('rails.bank_batches')
      .select('file')
      .where('shard', '=', payoutShard)
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return { name: `${reference}.xml`, file: file.toString('base64') };
  },
});
