import { about } from './en/about.ts';
import { bank } from './en/bank.ts';
import { bankWork } from './en/bank-work.ts';
import { checkout } from './en/checkout.ts';
import { chain } from './en/chain.ts';
import { complain } from './en/complain.ts';
import { contacts } from './en/contacts.ts';
import { desk } from './en/desk.ts';
import { fees } from './en/fees.ts';
import { coupons } from './en/coupons.ts';
import { documents } from './en/documents.ts';
import { home } from './en/home.ts';
import { identity } from './en/identity.ts';
import { merchant } from './en/merchant.ts';
import { limits } from './en/limits.ts';
import { locks } from './en/locks.ts';
import { outbox } from './en/outbox.ts';
import { proof } from './en/proof.ts';
import { payees } from './en/payees.ts';
import { recalls } from './en/recalls.ts';
import { receipts } from './en/receipts.ts';
import { requests } from './en/requests.ts';
import { rules } from './en/rules.ts';
import { send } from './en/send.ts';
import { shell } from './en/shell.ts';
import { topUp } from './en/top-up.ts';
import { tracker } from './en/tracker.ts';
import { transactions } from './en/transactions.ts';
import { verification } from './en/verification.ts';
import { wallet } from './en/wallet.ts';
import { wallets } from './en/wallets.ts';
import { withdrawals } from './en/withdrawals.ts';

/** The English texts, an area a file. */
export const en = {
  about,
  bank,
  bankWork,
  checkout,
  chain,
  complain,
  contacts,
  desk,
  fees,
  coupons,
  documents,
  home,
  identity,
  merchant,
  limits,
  locks,
  outbox,
  proof,
  payees,
  recalls,
  receipts,
  requests,
  rules,
  send,
  shell,
  topUp,
  tracker,
  transactions,
  verification,
  wallet,
  wallets,
  withdrawals,
};
