import type { Ledger } from '../ledger/ledger.ts';
import type { Ctx } from '../platform/command.ts';
import type { PersonRegistered } from '../identity/identity.ts';
import { openWallet } from './account.ts';
import { chainOperations } from './chain/operations.ts';
import { contactOperations } from './contacts/operations.ts';
import { feeOperations } from './fees/operations.ts';
import { couponOperations } from './coupons/operations.ts';
import { checkoutOperations } from './checkout/operations.ts';
import { bankOperations } from './bank/bank.ts';
import { findWallet } from './find-wallet.ts';
import { freezeWallet } from './freeze-wallet.ts';
import { getTopUp } from './get-top-up.ts';
import { getTransaction } from './get-transaction.ts';
import { getWallet } from './get-wallet.ts';
import { inspectWallet } from './inspect-wallet.ts';
import { listTransactions } from './list-transactions.ts';
import { myLimits } from './limits/my-limits.ts';
import { lockOperations } from './locks/operations.ts';
import { noticeOperations } from './notices/notices.ts';
import { lockWallet } from './lock-wallet.ts';
import { previewPayment } from './preview-payment.ts';
import { recallOperations } from './recalls/operations.ts';
import { reconcileOperations } from './reconcile/operations.ts';
import { receiptOperations } from './receipts/operations.ts';
import { requestOperations } from './requests/operations.ts';
import { sendPayment } from './send-payment.ts';
import { statementOperations } from './statements/statements.ts';
import { unfreezeWallet } from './unfreeze-wallet.ts';
import { verificationOperations } from './verification/operations.ts';
import { withdrawalOperations } from './withdrawals/withdrawals.ts';
import { webhookOperations } from './webhooks/operations.ts';

export { bankTasks } from './bank/bank.ts';
export { reconcile, reconcileTask } from './reconcile/reconcile.ts';
export type { Reconciliation } from './reconcile/contract.ts';
export { prepareWallets, walletAccountId } from './account.ts';
export { auditWallet } from './audit-wallet.ts';
export { merchantOf } from './checkout/key.ts';
export { bookCost } from './chain/book-cost.ts';
export { followDeposits } from './chain/follow-deposits.ts';
export { issueCouponWithin } from './coupons/issue.ts';
export type { RedressPayment, Transaction, TransactionFacts } from './contract.ts';
export { unfreezeWithin } from './change-freeze.ts';
export {
  addOrderDocument,
  addVerificationDocument,
  openDocument,
  removeVerificationDocument,
} from './verification/documents.ts';
export { useLimits } from './limits/limits.ts';
export { exportWallet } from './exports/export-wallet.ts';
export { connectNotices } from './notices/connect-notices.ts';
export { forgetDocuments } from './verification/forget-documents.ts';
export { payRedressWithin } from './pay-redress.ts';
export { recallTasks } from './recalls/recall-tasks.ts';
export { readDocumentFile } from './statements/read-document.ts';
export { referenceOf } from './transaction.ts';
export { transactionFacts } from './transaction-facts.ts';
export { followPayout } from './withdrawals/follow-payout.ts';
export { withdrawalTasks } from './withdrawals/withdrawal-tasks.ts';
export { createWebhookSender } from './webhooks/deliver-webhook.ts';
export { walletTasks } from './wallet-tasks.ts';

/** Everything that can be asked of this slice through a door; payments ride in the batches of the given ledger. */
export function walletOperations(ledger: Pick<Ledger, 'post'>) {
  return [
    ...feeOperations,
    ...lockOperations,
    ...contactOperations,
    ...recallOperations,
    ...receiptOperations,
    ...requestOperations,
    ...checkoutOperations,
    ...couponOperations,
    ...bankOperations,
    ...verificationOperations,
    ...reconcileOperations,
    findWallet,
    freezeWallet,
    getTopUp,
    getTransaction,
    getWallet,
    inspectWallet,
    listTransactions,
    lockWallet,
    myLimits,
    previewPayment,
    sendPayment(ledger),
    unfreezeWallet,
    ...withdrawalOperations,
    ...webhookOperations,
    ...chainOperations,
    ...noticeOperations,
    ...statementOperations,
  ] as const;
}

export type WalletOperation = ReturnType<typeof walletOperations>[number];

/** Subscribed to `identity.person-registered`: a customer gets a wallet with the registration, staff none. */
export async function giveWallet(ctx: Ctx, { personId, roles }: PersonRegistered): Promise<void> {
  if (roles.includes('customer')) await openWallet(ctx, personId);
}
