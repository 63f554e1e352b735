import { isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { batchField, readBatch } from './bank-batch.ts';
import { nameForBank } from './payment-file.ts';
import { payoutsOfBatch } from './payouts.ts';
import { reasonOf } from './reasons.ts';

export const getBankBatch = query({
  name: 'rails.get-bank-batch',
  summary: 'Reads a batch of payments with each payout, what the bank was told and what it answered.',
  rest: 'GET /bank-batches/{batch}',
  can: isStaff,
  input: input({ batch: batchField }),
  run: async ({ db }, { batch: id }) => {
    const [batch, payouts] = await Promise.all([readBatch(db, id), payoutsOfBatch(db, id)]);
    return {
      batch,
      payouts: payouts.map(({ reasonCode, reasonNote, ...payout }) => ({
        ...payout,
        nameSent: nameForBank(payout.name) ?? payout.reference,
        reason: reasonCode === null ? null : reasonOf(reasonCode, reasonNote),
      })),
    };
  },
});
