import type { Localized } from '../../platform/localized.ts';

/** Where a withdrawal stands, in the order of its way. */
export const withdrawalStates = [
  'requested',
  'review',
  'approved',
  'submitted',
  'settled',
  'failed',
  'refused',
  'cancelled',
  'returned',
] as const;
export type WithdrawalState = (typeof withdrawalStates)[number];

interface StateRule {
  /** What has become of the money that was set aside for it. */
  readonly hold: 'open' | 'posted' | 'voided';
  readonly next: readonly WithdrawalState[];
}

/**
 * What may follow on what. `requested` waits for a new destination's time, `review` for a person, `approved` for its
 * submission, `submitted` for the outside; the others are over, save that the outside may send settled money back.
 */
export const stateRules: Readonly<Record<WithdrawalState, StateRule>> = {
  requested: { hold: 'open', next: ['review', 'approved', 'refused', 'cancelled'] },
  review: { hold: 'open', next: ['requested', 'approved', 'refused', 'cancelled'] },
  approved: { hold: 'open', next: ['review', 'submitted', 'refused', 'cancelled'] },
  submitted: { hold: 'open', next: ['settled', 'failed', 'cancelled'] },
  settled: { hold: 'posted', next: ['returned'] },
  failed: { hold: 'voided', next: [] },
  refused: { hold: 'voided', next: [] },
  cancelled: { hold: 'voided', next: [] },
  returned: { hold: 'posted', next: [] },
};

/** What each state is called where people read it. */
export const stateTexts: Readonly<Record<WithdrawalState, Localized>> = {
  requested: { en: 'Waiting', 'zh-CN': '等待中' },
  review: { en: 'Under review', 'zh-CN': '审核中' },
  approved: { en: 'About to leave', 'zh-CN': '即将转出' },
  submitted: { en: 'On its way', 'zh-CN': '转出中' },
  settled: { en: 'Paid out', 'zh-CN': '已转出' },
  failed: { en: 'Not paid', 'zh-CN': '未能转出' },
  refused: { en: 'Refused', 'zh-CN': '已拒绝' },
  cancelled: { en: 'Cancelled', 'zh-CN': '已取消' },
  returned: { en: 'Sent back', 'zh-CN': '已被退回' },
};

/** Whether it is still on its way: its money is set aside, and something is promised. */
export function isOpen(state: WithdrawalState): boolean {
  return stateRules[state].hold === 'open';
}

export function mayFollow(from: WithdrawalState, to: WithdrawalState): boolean {
  return stateRules[from].next.includes(to);
}

/** Whether the customer may still take it back by himself; once submitted, the rail has the last word. */
export function mayCancel(state: WithdrawalState): boolean {
  return mayFollow(state, 'cancelled');
}

/** What has become of the transfer that set its money aside. */
export function holdStatus(state: WithdrawalState): 'held' | 'posted' | 'voided' {
  const { hold } = stateRules[state];
  return hold === 'open' ? 'held' : hold;
}
