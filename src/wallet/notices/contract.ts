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

/** Notices of one hour to one person, in mails; what comes after them is in one mail at the end of the hour. */
export const hourlyMax = 20;

/** Which notices a person gets. */
export interface NoticeSettings {
  readonly off: readonly NoticeKind[];
}
