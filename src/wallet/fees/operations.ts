import { listFees } from './list-fees.ts';
import { publishFees } from './publish-fees.ts';

/** What can be asked of the fee table. */
export const feeOperations = [listFees, publishFees] as const;
