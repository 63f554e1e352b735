import { about } from './zh-CN/about.ts';
import { bank } from './zh-CN/bank.ts';
import { bankWork } from './zh-CN/bank-work.ts';
import { checkout } from './zh-CN/checkout.ts';
import { chain } from './zh-CN/chain.ts';
import { complain } from './zh-CN/complain.ts';
import { contacts } from './zh-CN/contacts.ts';
import { desk } from './zh-CN/desk.ts';
import { fees } from './zh-CN/fees.ts';
import { coupons } from './zh-CN/coupons.ts';
import { documents } from './zh-CN/documents.ts';
import { home } from './zh-CN/home.ts';
import { identity } from './zh-CN/identity.ts';
import { merchant } from './zh-CN/merchant.ts';
import { limits } from './zh-CN/limits.ts';
import { locks } from './zh-CN/locks.ts';
import { outbox } from './zh-CN/outbox.ts';
import { proof } from './zh-CN/proof.ts';
import { payees } from './zh-CN/payees.ts';
import { recalls } from './zh-CN/recalls.ts';
import { receipts } from './zh-CN/receipts.ts';
import { requests } from './zh-CN/requests.ts';
import { rules } from './zh-CN/rules.ts';
import { send } from './zh-CN/send.ts';
import { shell } from './zh-CN/shell.ts';
import { topUp } from './zh-CN/top-up.ts';
import { tracker } from './zh-CN/tracker.ts';
import { transactions } from './zh-CN/transactions.ts';
import { verification } from './zh-CN/verification.ts';
import { wallet } from './zh-CN/wallet.ts';
import { wallets } from './zh-CN/wallets.ts';
import { withdrawals } from './zh-CN/withdrawals.ts';
import type { en } from './en.ts';
import type { Texts } from './texts.ts';

/** The Chinese texts, an area a file. */
export const zhCN: Texts<typeof en> = {
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
