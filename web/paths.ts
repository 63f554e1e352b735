/** Every address of the site; links and redirects come from here and nowhere else. */
export const paths = {
  home: () => '/',
  language: () => '/language',
  aboutComplaints: () => '/about-complaints',
  rules: () => '/about-complaints/rules',
  rulePack: (pack: string) => `/about-complaints/rules/${pack}`,
  fees: (version?: number) => withQuery('/fees', { version: version?.toString() }),

  signIn: (next?: string) => withQuery('/sign-in', { next }),
  signOut: () => '/sign-out',
  register: (next?: string) => withQuery('/register', { next }),
  registerCode: (query: { readonly next?: string | undefined; readonly again?: string } = {}) =>
    withQuery('/register/code', query),
  recover: () => '/recover',
  recoverCode: () => '/recover/code',
  secondStep: (next?: string) => withQuery('/second-step', { next }),
  setUpSecondStep: (next?: string) => withQuery('/second-step/set-up', { next }),
  account: (done?: string) => withQuery('/account', { done }),
  security: (done?: string) => withQuery('/account/security', { done }),
  password: () => '/account/password',
  email: (done?: 'stopped' | 'confirmed') => withQuery('/account/email', { done }),
  confirmItIsYou: (next: string) => withQuery('/confirm-it-is-you', { next }),
  limits: () => '/account/limits',
  verification: (done?: 'sent') => withQuery('/account/verification', { done }),
  lockLink: (token: string) => `/lock/${token}`,
  stopSecondStep: () => '/account/second-step/stop',

  wallet: (done?: 'locked' | 'unlocked') => withQuery('/wallet', { done }),
  /** `to`: the path of somebody's page for receiving; `again`: a payment to repeat. */
  send: (given: { readonly to?: string; readonly again?: string } = {}) => withQuery('/send', given),
  payees: (done?: 'saved' | 'removed') => withQuery('/contacts', { done }),
  receive: () => '/receive',
  requests: () => '/requests',
  newRequest: () => '/requests/new',
  request: (id: string, done?: 'made' | 'cancelled') => withQuery(`/requests/${id}`, { done }),
  pay: (token: string) => `/pay/${token}`,
  topUp: (next?: string) => withQuery('/top-up', { next }),
  topUpChain: () => '/top-up/chain',
  withdraw: (destination?: string) => withQuery('/withdraw', { destination }),
  withdrawals: (after?: string) => withQuery('/withdrawals', { after }),
  withdrawal: (id: string, done?: 'asked' | 'cancelled') => withQuery(`/withdrawals/${id}`, { done }),
  destinations: (done?: 'added' | 'removed') => withQuery('/destinations', { done }),
  addDestination: (rail?: string) => withQuery('/destinations/add', { rail }),
  coupons: (done?: string) => withQuery('/coupons', { done }),
  deskCoupons: (done?: string) => withQuery('/desk/coupons', { done }),
  couponCodes: (campaign: string) => `/desk/coupons/${encodeURIComponent(campaign)}`,
  statements: (after?: string) => withQuery('/statements', { after }),
  madeDocument: (id: string) => `/documents/${id}`,
  madeDocumentFile: (id: string) => `/documents/${id}/file`,
  exports: (after?: string) => withQuery('/account/export', { after }),
  notices: (done?: string) => withQuery('/account/notices', { done }),
  transactions: (filter: Readonly<Record<string, string | undefined>> = {}) => withQuery('/transactions', filter),
  transaction: (id: string, done?: 'sent' | 'coupon' | 'asked' | 'returned' | 'declined') =>
    withQuery(`/transactions/${id}`, { done }),

  receipt: (transaction: string) => `/transactions/${transaction}/receipt`,

  /** The page of a payment's secret link. */
  checkout: (token: string, done?: 'paid') => withQuery(`/checkout/${token}`, { done }),
  openApi: () => '/api/v1/openapi.json',
  merchant: (done?: 'applied') => withQuery('/merchant', { done }),
  merchantApply: () => '/merchant/apply',
  merchantPayments: (query: Readonly<Record<string, string | undefined>> = {}) =>
    withQuery('/merchant/payments', query),
  merchantPayment: (id: string, done?: 'cancelled' | 'refunded') => withQuery(`/merchant/payments/${id}`, { done }),
  merchantKeys: (done?: 'revoked') => withQuery('/merchant/keys', { done }),
  merchantWebhooks: () => '/merchant/webhooks',
  merchantWebhook: (id: string, query: Readonly<Record<string, string | undefined>> = {}) =>
    withQuery(`/merchant/webhooks/${id}`, query),
  merchantWebhookMessage: (id: string, done?: 'ordered') => withQuery(`/merchant/webhook-messages/${id}`, { done }),
  merchantReports: () => '/merchant/reports',
  merchantReportFile: (days: { readonly from: string; readonly to: string }) =>
    withQuery('/merchant/reports/settlement.csv', days),

  complain: (transaction?: string) => withQuery('/complain', { transaction }),
  complainAboutLock: (lock: string) => withQuery('/complain', { lock }),
  complainResume: () => '/complain/resume',
  /** `then`: where to go after this answer, other than to the next question. */
  complainStep: (step: string, then?: 'review') => `/complain/${step}${then === undefined ? '' : `?${then}`}`,
  complainFile: (file: string) => `/complain/files/${file}`,

  cases: (after?: string) => withQuery('/cases', { after }),
  /** A case of somebody signed in. */
  ownCase: (number: string) => `/cases/${number}`,
  /** A case by its secret link, for everybody else. */
  linkedCase: (token: string) => `/c/${token}`,
  caseDone: (casePath: string, done: string) => withQuery(casePath, { done }),
  /** Pages of a case, whichever of the two addresses it was opened by. */
  caseSent: (casePath: string) => `${casePath}/sent`,
  caseFile: (casePath: string, file: string) => `${casePath}/files/${file}`,

  desk: (filter: Readonly<Record<string, string | undefined>> = {}) => withQuery('/desk', filter),
  deskCase: (number: string, done?: string) => withQuery(`/desk/cases/${number}`, { done }),
  decideCase: (number: string) => `/desk/cases/${number}/decide`,
  recodeCase: (number: string) => `/desk/cases/${number}/recode`,
  unlockCase: (number: string) => `/desk/cases/${number}/unlock`,
  reopenCase: (number: string) => `/desk/cases/${number}/reopen`,
  deskFile: (number: string, file: string) => `/desk/cases/${number}/files/${file}`,
  chain: () => '/desk/chain',
  chainDeposit: (deposit: string, done?: 'settled') => withQuery(`/desk/chain/deposits/${deposit}`, { done }),
  bank: (query: Readonly<Record<string, string | undefined>> = {}) => withQuery('/desk/bank', query),
  bankLineChoice: (line: string, choose: string) => withQuery(`/desk/bank/lines/${line}`, { choose }),
  bankFile: (file: string, done?: string) => withQuery(`/desk/bank/files/${file}`, { done }),
  bankOriginal: (file: string) => `/desk/bank/files/${file}/original`,
  bankBatches: (done?: string) => withQuery('/desk/bank/batches', { done }),
  bankBatch: (batch: string, done?: string) => withQuery(`/desk/bank/batches/${batch}`, { done }),
  bankBatchFile: (batch: string) => `/desk/bank/batches/${batch}/file`,
  bankItems: (query: Readonly<Record<string, string | undefined>> = {}) => withQuery('/desk/bank/items', query),
  bankComparisons: (done?: string) => withQuery('/desk/bank/comparisons', { done }),
  bankLine: (line: string, done?: 'assigned' | 'settled') => withQuery(`/desk/bank/lines/${line}`, { done }),
  contacts: (query: { readonly after?: string; readonly done?: 'settled' } = {}) => withQuery('/desk/contacts', query),
  contact: (id: string) => `/desk/contacts/${id}`,
  contactOriginal: (id: string) => `/desk/contacts/${id}/original`,
  outbox: (query: Readonly<Record<string, string | undefined>> = {}) => withQuery('/desk/outbox', query),
  outgoing: (id: string, done?: 'ordered') => withQuery(`/desk/outbox/${id}`, { done }),
  reviews: () => '/desk/withdrawals',
  review: (id: string, done?: 'approved' | 'once' | 'refused') => withQuery(`/desk/withdrawals/${id}`, { done }),
  wallets: () => '/desk/wallets',
  deskWallet: (person: string, done?: 'frozen' | 'unfrozen') => withQuery(`/desk/wallets/${person}`, { done }),
  deskFees: (done?: 'done') => withQuery('/desk/fees', { done }),
  deskMerchants: (query: Readonly<Record<string, string | undefined>> = {}) => withQuery('/desk/merchants', query),
  deskMerchant: (person: string, done?: 'decided') => withQuery(`/desk/merchants/${person}`, { done }),
  deskVerifications: (after?: string) => withQuery('/desk/verifications', { after }),
  deskVerification: (id: string) => `/desk/verifications/${id}`,
  document: (holder: string, file: string) => `/desk/documents/${holder}/${file}`,
  freezeByOrder: (person: string) => `/desk/wallets/${person}/order`,
  deskLock: (person: string, lock: string) => `/desk/wallets/${person}/locks/${lock}`,
  staff: (done?: string) => withQuery('/desk/staff', { done }),
  inviteStaff: () => '/desk/staff/invite',
  staffMember: (id: string, done?: string) => withQuery(`/desk/staff/${id}`, { done }),
} as const;

/** A path with those query fields that have a value. */
function withQuery(path: string, fields: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined && value !== '') query.set(name, value);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** The path to go back to that a form or an address carried, or `fallback` where it leads to another site. */
export function safeReturn(path: string | undefined, fallback: string): string {
  return path !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : fallback;
}
