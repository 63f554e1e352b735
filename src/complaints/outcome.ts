import type { Localized } from '../platform/localized.ts';

/** How a person was compensated. */
export const compensationForms = {
  coupon: { en: 'Coupon', 'zh-CN': '优惠券' },
  refund: { en: 'Refund', 'zh-CN': '退款' },
  credit: { en: 'Credit', 'zh-CN': '入账补偿' },
  fee_reversal: { en: 'Fee reversed', 'zh-CN': '退还手续费' },
  interest: { en: 'Interest', 'zh-CN': '利息' },
} as const satisfies Readonly<Record<string, Localized>>;
export type CompensationForm = keyof typeof compensationForms;

/** In whose favour an outside body decided. */
const rulings = {
  for: { en: 'for the customer', 'zh-CN': '支持客户' },
  against: { en: 'against the customer', 'zh-CN': '不支持客户' },
  part: { en: 'partly for the customer', 'zh-CN': '部分支持客户' },
} as const satisfies Readonly<Record<string, Localized>>;
export type Ruling = keyof typeof rulings;

/** How a case ended, or stands, in the words that every jurisdiction's return can be made from. */
export type Outcome =
  | { readonly kind: PlainOutcomeKind }
  | { readonly kind: 'compensated'; readonly form: CompensationForm }
  | { readonly kind: 'inadmissible'; readonly reason: string }
  | { readonly kind: 'referred'; readonly body: string; readonly packHash: string }
  | { readonly kind: 'ombudsman_decision'; readonly ruling: Ruling };

type PlainOutcomeKind = Exclude<OutcomeKind, 'compensated' | 'inadmissible' | 'referred' | 'ombudsman_decision'>;

interface OutcomeRule {
  readonly label: Localized;
  /** Who brings it about: a handler's decision, the customer, the clock, or a body outside. */
  readonly by: 'handler' | 'customer' | 'clock' | 'outside';
  /** Whether money may go to the customer with it. */
  readonly mayPay: boolean;
  /** What it may turn into later; nothing for a terminal outcome. */
  readonly next: readonly string[];
}

export const outcomes = {
  resolved_accepted: {
    label: { en: 'Resolved, and you accepted it', 'zh-CN': '已解决，客户接受' },
    by: 'handler',
    mayPay: true,
    next: [],
  },
  explained_no_fault: {
    label: { en: 'Explained: nothing went wrong', 'zh-CN': '已说明，未发现差错' },
    by: 'handler',
    mayPay: false,
    next: ['referred'],
  },
  upheld_full: { label: { en: 'Upheld in full', 'zh-CN': '全部成立' }, by: 'handler', mayPay: true, next: [] },
  upheld_part: {
    label: { en: 'Upheld in part', 'zh-CN': '部分成立' },
    by: 'handler',
    mayPay: true,
    next: ['referred'],
  },
  goodwill_without_acceptance: {
    label: { en: 'Goodwill offer, without accepting fault', 'zh-CN': '不承认差错的善意补偿' },
    by: 'handler',
    mayPay: true,
    next: ['referred'],
  },
  compensated: { label: { en: 'Compensated', 'zh-CN': '已补偿' }, by: 'handler', mayPay: true, next: [] },
  provisional_credit: {
    label: { en: 'Provisional credit while we look', 'zh-CN': '调查期间先行垫付' },
    by: 'handler',
    mayPay: true,
    next: ['made_final', 'reversed'],
  },
  made_final: {
    label: { en: 'Provisional credit made final', 'zh-CN': '先行垫付转为正式' },
    by: 'handler',
    mayPay: false,
    next: [],
  },
  reversed: {
    label: { en: 'Provisional credit taken back', 'zh-CN': '先行垫付已收回' },
    by: 'handler',
    mayPay: false,
    next: ['referred'],
  },
  inadmissible: {
    label: { en: 'Not admissible', 'zh-CN': '不予受理' },
    by: 'handler',
    mayPay: false,
    next: ['referred'],
  },
  withdrawn: { label: { en: 'Withdrawn by you', 'zh-CN': '客户撤回' }, by: 'customer', mayPay: false, next: [] },
  settled_by_mediation: {
    label: { en: 'Settled by mediation', 'zh-CN': '调解达成一致' },
    by: 'outside',
    mayPay: true,
    next: [],
  },
  no_reply_deadline_missed: {
    label: { en: 'We missed the deadline', 'zh-CN': '逾期未答复' },
    by: 'clock',
    mayPay: false,
    next: ['referred'],
  },
  referred: {
    label: { en: 'Referred to an outside body', 'zh-CN': '已提交外部机构' },
    by: 'customer',
    mayPay: false,
    next: ['ombudsman_decision', 'settled_by_mediation'],
  },
  ombudsman_decision: {
    label: { en: 'Decided by an outside body', 'zh-CN': '外部机构已裁决' },
    by: 'outside',
    mayPay: true,
    next: [],
  },
} as const satisfies Readonly<Record<string, OutcomeRule>>;

export type OutcomeKind = keyof typeof outcomes;

export const outcomeKinds: readonly OutcomeKind[] = Object.keys(outcomes).filter(isOutcomeKind);

/** Whether a text from outside names an outcome. */
export function isOutcomeKind(text: string): text is OutcomeKind {
  return Object.hasOwn(outcomes, text);
}

/** An outcome in words, with its form, reason, body or ruling. */
export function describeOutcome(outcome: Outcome): Localized {
  const { label } = outcomes[outcome.kind];
  switch (outcome.kind) {
    case 'compensated':
      return withDetail(label, compensationForms[outcome.form]);
    case 'inadmissible':
      return withDetail(label, { en: outcome.reason, 'zh-CN': outcome.reason });
    case 'referred':
      return withDetail(label, { en: outcome.body, 'zh-CN': outcome.body });
    case 'ombudsman_decision':
      return withDetail(label, rulings[outcome.ruling]);
    default:
      return label;
  }
}

function withDetail(label: Localized, detail: Localized): Localized {
  return { en: `${label.en}: ${detail.en}`, 'zh-CN': `${label['zh-CN']}：${detail['zh-CN']}` };
}
