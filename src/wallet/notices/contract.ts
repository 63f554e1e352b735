/** Kinds of notices that a person may do without. Security notices are of no kind: nobody can switch them off. */
export const noticeKinds = [
  'payments-in',
  'payments-out',
  'deposits',
  'withdrawals',
  'refunds',
  'fees',
  'coupons',
  'other',
  'documents',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Which notices a person gets. */
export interface NoticeSettings {
  readonly off: readonly NoticeKind[];
}
