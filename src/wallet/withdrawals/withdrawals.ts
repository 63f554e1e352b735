import { addDestination } from './add-destination.ts';
import { advanceWithdrawal } from './advance-withdrawal.ts';
import { approveWithdrawal } from './approve-withdrawal.ts';
import { cancelWithdrawal } from './cancel-withdrawal.ts';
import { getWithdrawal } from './get-withdrawal.ts';
import { inspectWithdrawal } from './inspect-withdrawal.ts';
import { listDestinations } from './list-destinations.ts';
import { listReviews } from './list-reviews.ts';
import { listWithdrawals } from './list-withdrawals.ts';
import { previewWithdrawal } from './preview-withdrawal.ts';
import { refuseWithdrawal } from './refuse-withdrawal.ts';
import { removeDestination } from './remove-destination.ts';
import { requestWithdrawal } from './request-withdrawal.ts';

/** Everything that can be asked about withdrawals and the address book. */
export const withdrawalOperations = [
  addDestination,
  advanceWithdrawal,
  approveWithdrawal,
  cancelWithdrawal,
  getWithdrawal,
  inspectWithdrawal,
  listDestinations,
  listReviews,
  listWithdrawals,
  previewWithdrawal,
  refuseWithdrawal,
  removeDestination,
  requestWithdrawal,
] as const;
