import { getBankBatch } from './get-bank-batch.ts';
import { handOverBankBatch } from './hand-over-bank-batch.ts';
import { listBankBatches } from './list-bank-batches.ts';
import { makeBankBatches } from './make-bank-batches.ts';
import { readBankBatch } from './read-bank-batch.ts';
import { refuseBankBatch } from './refuse-bank-batch.ts';
import { releaseBankBatch } from './release-bank-batch.ts';

/** Everything that can be asked of the bank's rail through a door. */
export const bankOperations = [
  getBankBatch,
  handOverBankBatch,
  listBankBatches,
  makeBankBatches,
  readBankBatch,
  refuseBankBatch,
  releaseBankBatch,
] as const;
