import type { Localized } from '../../platform/localized.ts';
import type { RiskReason } from './risk.ts';

/** Why compliance says no, in words that the customer reads. */
export const refusalReasons = ['not-you', 'scam', 'law', 'details'] as const;
export type RefusalReason = (typeof refusalReasons)[number];

export type WithdrawalReason =
  | RiskReason
  | RefusalReason
  | 'new-destination'
  | 'wallet-frozen'
  | 'by-you'
  | 'promise-missed'
  | 'rail';

/** One plain sentence for every reason, for the customer and for staff alike. */
export const reasonTexts: Readonly<Record<WithdrawalReason, Localized>> = {
  'new-destination': {
    en: 'The destination is new. For your safety, money goes to a new destination only after a waiting time.',
    'zh-CN': '这是新添加的收款地址。为保障您的资金安全，新地址需过等待期后才能出款。',
  },
  'large-amount': {
    en: 'The amount is large, so one of us looks at it before it leaves.',
    'zh-CN': '金额较大，出款前需由工作人员核对。',
  },
  'many-in-a-day': {
    en: 'There were many withdrawals within a day, so one of us looks at it.',
    'zh-CN': '一天内提现次数较多，需由工作人员核对。',
  },
  'much-in-a-day': {
    en: 'Together with your other withdrawals of the last day the amount is large, so one of us looks at it.',
    'zh-CN': '加上最近一天的其他提现，累计金额较大，需由工作人员核对。',
  },
  'new-device': {
    en: 'You signed in on a new device and the destination is new; we check that it is really you.',
    'zh-CN': '您在新设备上登录，且收款地址是新添加的，我们需要确认是您本人操作。',
  },
  'security-changed': {
    en: 'The way you sign in was changed within the last day; we check that it was you.',
    'zh-CN': '最近一天内您的登录方式有变动，我们需要确认是您本人操作。',
  },
  'recently-unfrozen': {
    en: 'Your wallet was frozen until a short while ago, so one of us looks at it.',
    'zh-CN': '您的钱包不久前刚解除冻结，需由工作人员核对。',
  },
  'wallet-frozen': {
    en: 'Your wallet was frozen before the money left, so it waits until one of us has looked.',
    'zh-CN': '出款前您的钱包已被冻结，需由工作人员核对后再处理。',
  },
  'not-you': {
    en: 'We could not make sure that it was you who asked for it. Change your password, then write to us.',
    'zh-CN': '我们无法确认这是您本人的操作。请先修改密码，再联系我们。',
  },
  scam: {
    en: 'Other people lost money to this destination through a scam. Your money stays in your wallet; write to us before you pay there.',
    'zh-CN': '有其他人曾因诈骗向该收款方付款而受损。您的资金仍在钱包中，付款前请先联系我们。',
  },
  law: {
    en: 'The law does not allow us to pay to this destination. Choose another one, or ask us for the rule.',
    'zh-CN': '依法我们不能向该收款方付款。请更换收款地址，或向我们询问相关规定。',
  },
  details: {
    en: 'The details of the destination do not fit together. Add it anew with the right details.',
    'zh-CN': '收款信息前后不符。请重新添加正确的收款信息。',
  },
  'by-you': { en: 'You cancelled it.', 'zh-CN': '您已取消。' },
  'promise-missed': {
    en: 'It took longer than we promised. It has moved to the front, and you may complain about it.',
    'zh-CN': '处理时间超过了我们的承诺。我们已优先处理，您也可以投诉。',
  },
  rail: { en: 'It could not be paid.', 'zh-CN': '款项未能付出。' },
};

export function isReason(code: string): code is WithdrawalReason {
  return Object.hasOwn(reasonTexts, code);
}
