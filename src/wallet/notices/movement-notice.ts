import type { Config } from '../../platform/config.ts';
import type { Locale, Localized } from '../../platform/localized.ts';
import { formatAmount } from '../../platform/money.ts';
import type { Transaction, TransactionKind } from '../contract.ts';
import { nameMovement } from '../statements/words.ts';
import type { NoticeKind } from './contract.ts';
import type { Notice } from './send-notice.ts';

const kinds: Readonly<Record<Exclude<TransactionKind, 'payment' | 'checkout'>, NoticeKind>> = {
  'checkout-refund': 'refunds',
  deposit: 'deposits',
  return: 'refunds',
  refund: 'refunds',
  credit: 'refunds',
  withdrawal: 'withdrawals',
  'withdrawal-return': 'withdrawals',
  fee: 'fees',
  coupon: 'coupons',
  other: 'other',
};

function noticeKindOf({ kind, direction }: Pick<Transaction, 'kind' | 'direction'>): NoticeKind {
  return kind === 'payment' || kind === 'checkout'
    ? direction === 'in'
      ? 'payments-in'
      : 'payments-out'
    : kinds[kind];
}

const subject: Localized = { en: '{name}: {amount}', 'zh-CN': '{name}：{amount}' };

const text: Localized = {
  en: '{name}: {amount}\n\nWhen: {when}\nReference: {reference}{fee}{note}\nYour balance after it: {balance}',
  'zh-CN': '{name}：{amount}\n\n时间：{when}\n参考号：{reference}{fee}{note}\n交易后余额：{balance}',
};

const fee: Readonly<Record<Locale, string>> = { en: '\nFee: ', 'zh-CN': '\n手续费：' };
const note: Readonly<Record<Locale, string>> = { en: '\nNote: ', 'zh-CN': '\n备注：' };

/** What the owner of an account is told of a movement on it. */
export function movementNotice(movement: Transaction, locale: Locale, zone: string): Notice {
  const asset = { code: movement.asset, decimals: movement.decimals };
  return {
    kind: noticeKindOf(movement),
    key: `movement ${movement.id}`,
    subject,
    text,
    values: {
      name: nameMovement(movement, locale),
      amount: `${movement.direction === 'in' ? '+' : '−'}${formatAmount(movement.amount, asset)}`,
      when: formatInstant(movement.at, locale, zone),
      reference: movement.reference,
      fee: movement.fee === 0n ? '' : fee[locale] + formatAmount(movement.fee, asset),
      note: movement.memo === null ? '' : note[locale] + movement.memo,
      balance: formatAmount(movement.balanceAfter, asset),
    },
    transaction: movement.id,
  };
}

/** `25 Nov 2026, 17:52 UTC`. */
export function formatInstant(at: Date, locale: Locale, zone: Config['zone']): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    timeZone: zone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}
