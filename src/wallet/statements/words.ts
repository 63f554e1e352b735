import type { Locale, Localized } from '../../platform/localized.ts';
import { localize } from '../../platform/localized.ts';
import type { StatementLine } from './statement.ts';
import type { Party, Transaction, TransactionKind } from '../contract.ts';

/** What statements and notices call a movement: money that came, and money that went. */
const movements: Readonly<Record<TransactionKind, { readonly in: Localized; readonly out: Localized }>> = {
  payment: {
    in: { en: 'Payment from {name}', 'zh-CN': '收到 {name} 的转账' },
    out: { en: 'Payment to {name}', 'zh-CN': '转账给 {name}' },
  },
  checkout: {
    in: { en: 'Sale to {name}', 'zh-CN': '{name} 的付款' },
    out: { en: 'Purchase from {name}', 'zh-CN': '向 {name} 付款' },
  },
  'checkout-refund': {
    in: { en: 'Refund from {name}', 'zh-CN': '{name} 的退款' },
    out: { en: 'Refund to {name}', 'zh-CN': '退款给 {name}' },
  },
  deposit: both({ en: 'Top-up', 'zh-CN': '充值' }),
  refund: both({ en: 'Refund', 'zh-CN': '退款' }),
  credit: both({ en: 'Credit from us', 'zh-CN': '我方补偿' }),
  return: {
    in: { en: 'Payment returned by {name}', 'zh-CN': '{name} 退回的转账' },
    out: { en: 'Payment returned to {name}', 'zh-CN': '退回给 {name} 的转账' },
  },
  withdrawal: both({ en: 'Withdrawal', 'zh-CN': '提现' }),
  'withdrawal-return': both({ en: 'Withdrawal that came back', 'zh-CN': '提现退回' }),
  fee: both({ en: 'Fee', 'zh-CN': '手续费' }),
  coupon: both({ en: 'Coupon', 'zh-CN': '优惠券' }),
  other: both({ en: 'Booking', 'zh-CN': '记账' }),
};

function both(text: Localized) {
  return { in: text, out: text };
}

const somebody: Localized = { en: 'somebody', 'zh-CN': '他人' };

function nameOf(party: Party, locale: Locale): string {
  return party.kind === 'person' ? party.name : localize(somebody, locale);
}

/** One movement in words, as its owner knows it: `Payment to B** K**`. */
export function nameMovement(
  { kind, direction, other }: Pick<Transaction, 'kind' | 'direction' | 'other'>,
  locale: Locale,
): string {
  return localize(movements[kind][direction], locale, { name: nameOf(other, locale) });
}

const feeFor: Localized = { en: 'Fee for {reference}', 'zh-CN': '{reference} 的手续费' };

/** The same on a statement, where a fee says what it was for. */
export function nameLine(line: StatementLine, locale: Locale): string {
  return line.feeOf === null ? nameMovement(line, locale) : localize(feeFor, locale, { reference: line.feeOf });
}
