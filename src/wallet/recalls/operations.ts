import { askRecall } from './ask-recall.ts';
import { declineRecall } from './decline-recall.ts';
import { expireRecall } from './expire-recall.ts';
import { listRecalls } from './list-recalls.ts';
import { returnPayment } from './return-payment.ts';

/** What can be asked about payments that were sent by mistake. */
export const recallOperations = [askRecall, declineRecall, expireRecall, listRecalls, returnPayment] as const;
