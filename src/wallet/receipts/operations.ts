import { shareReceipt } from './share-receipt.ts';
import { verifyReceipt } from './verify-receipt.ts';

/** What can be asked about receipts. */
export const receiptOperations = [shareReceipt, verifyReceipt] as const;
