import type { Localized } from '../../platform/localized.ts';
import type { RailReason } from '../contract.ts';

/** Why a bank refuses or returns a payment (ISO 20022 external code sets `ExternalStatusReason1Code`, `ExternalReturnReason1Code`), in words for whose money it is. */
const reasons: Readonly<Record<string, Localized>> = {
  AC01: { en: 'The account number is wrong.', 'zh-CN': '收款账号有误。' },
  AC03: { en: 'The account number does not fit the account holder.', 'zh-CN': '收款账号与户名不匹配。' },
  AC04: { en: 'The account is closed.', 'zh-CN': '收款账户已销户。' },
  AC06: { en: 'The account is blocked.', 'zh-CN': '收款账户已被冻结。' },
  AC13: { en: 'The account is of a kind that cannot receive this payment.', 'zh-CN': '收款账户类型不能接收该笔款项。' },
  AC14: { en: 'The account is of a kind that cannot receive this payment.', 'zh-CN': '收款账户类型不能接收该笔款项。' },
  AG01: { en: 'The account may not receive payments of this kind.', 'zh-CN': '收款账户不允许接收此类款项。' },
  AG02: { en: 'The bank does not take payments of this kind.', 'zh-CN': '银行不接受此类付款。' },
  AGNT: { en: 'The bank code is wrong.', 'zh-CN': '银行代码有误。' },
  AM02: { en: 'The amount is higher than the bank allows.', 'zh-CN': '金额超过银行上限。' },
  AM03: { en: 'The bank does not pay in this currency.', 'zh-CN': '银行不支持该币种。' },
  AM04: {
    en: 'Our account at the bank did not hold enough. That is our fault, not yours.',
    'zh-CN': '我方银行账户余额不足。这是我方的问题，与您无关。',
  },
  AM05: { en: 'The bank takes it for a payment that it had before.', 'zh-CN': '银行认为该笔付款是重复付款。' },
  AM09: { en: 'The amount was not the agreed one.', 'zh-CN': '金额与约定不符。' },
  BE01: { en: 'The name and the account do not belong together.', 'zh-CN': '户名与账号不一致。' },
  BE04: { en: 'The bank needs the recipient’s address.', 'zh-CN': '银行需要收款人地址。' },
  BE06: { en: 'The bank does not know the recipient.', 'zh-CN': '银行查无此收款人。' },
  CNOR: { en: 'The recipient’s bank cannot be reached this way.', 'zh-CN': '该通道无法到达收款银行。' },
  CURR: { en: 'The currency is wrong.', 'zh-CN': '币种有误。' },
  CUST: { en: 'The recipient sent it back.', 'zh-CN': '收款人要求退回。' },
  DNOR: { en: 'Our bank cannot send this way.', 'zh-CN': '我方银行无法经该通道付款。' },
  DS02: { en: 'The order was cancelled.', 'zh-CN': '付款指令已撤销。' },
  DUPL: { en: 'The bank takes it for a payment that it had before.', 'zh-CN': '银行认为该笔付款是重复付款。' },
  DT01: { en: 'The date was wrong.', 'zh-CN': '日期有误。' },
  ED05: { en: 'The banks could not settle it between them.', 'zh-CN': '银行间清算失败。' },
  FF01: { en: 'The bank could not read our order.', 'zh-CN': '银行无法识别我方的付款指令。' },
  FOCR: { en: 'It was sent back after it was asked for.', 'zh-CN': '应追回请求退回。' },
  FR01: { en: 'The bank suspects fraud.', 'zh-CN': '银行怀疑涉嫌欺诈。' },
  MD07: { en: 'The recipient has died.', 'zh-CN': '收款人已故。' },
  MS02: { en: 'The recipient refused it, and the bank does not say why.', 'zh-CN': '收款人拒收，银行未说明原因。' },
  MS03: { en: 'The bank does not say why.', 'zh-CN': '银行未说明原因。' },
  NARR: { en: 'The bank gave its reason in words of its own.', 'zh-CN': '银行另有文字说明。' },
  NOAS: { en: 'The recipient did not answer the bank.', 'zh-CN': '收款人未答复银行。' },
  RC01: { en: 'The bank code is wrong.', 'zh-CN': '银行代码有误。' },
  RC04: { en: 'The recipient’s bank code is wrong.', 'zh-CN': '收款银行代码有误。' },
  RR01: { en: 'The law demands the payer’s account, which is missing.', 'zh-CN': '缺少监管要求的付款账户信息。' },
  RR02: {
    en: 'The law demands the payer’s name or address, which is missing.',
    'zh-CN': '缺少监管要求的付款人姓名或地址。',
  },
  RR03: {
    en: 'The law demands the recipient’s name or address, which is missing.',
    'zh-CN': '缺少监管要求的收款人姓名或地址。',
  },
  RR04: { en: 'A law or an authority forbids it.', 'zh-CN': '法律或监管机关不允许该笔付款。' },
  TM01: { en: 'It came after the bank’s closing time.', 'zh-CN': '超过银行受理时间。' },
  CANCELLED: { en: 'It was taken back before it was sent.', 'zh-CN': '付款在发出前已撤回。' },
  REFUSED: { en: 'We checked it before sending and did not send it.', 'zh-CN': '我们在发出前核查，未予发出。' },
};

const unknown: Localized = { en: 'The bank gave the code {code}.', 'zh-CN': '银行给出的代码为 {code}。' };

/** A bank's code as a sentence, with what it wrote beside it. */
export function reasonOf(code: string, note: string | null = null): RailReason {
  const text = reasons[code] ?? unknown;
  const written = note === null ? '' : note;
  return {
    code,
    text: {
      en: text.en.replace('{code}', code) + (written === '' ? '' : ` The bank wrote: “${written}”`),
      'zh-CN': text['zh-CN'].replace('{code}', code) + (written === '' ? '' : `银行说明：“${written}”`),
    },
  };
}

/** What each status of a pain.002 means for a payment. */
const statusMeanings = {
  RCVD: 'taken',
  ACTC: 'taken',
  ACCP: 'taken',
  ACSP: 'taken',
  ACWC: 'taken',
  ACWP: 'taken',
  ACFC: 'taken',
  PDNG: 'taken',
  PART: 'partly',
  // The bank took the money from our account: its statement books it.
  ACSC: 'taken',
  ACCC: 'taken',
  RJCT: 'refused',
  CANC: 'refused',
} as const satisfies Record<string, 'taken' | 'partly' | 'refused'>;

export type StatusMeaning = (typeof statusMeanings)[keyof typeof statusMeanings] | 'unknown';

export function meaningOf(status: string): StatusMeaning {
  return Object.entries(statusMeanings).find(([known]) => known === status)?.[1] ?? 'unknown';
}
