import type { Localized } from '../platform/localized.ts';
import { defineProblems, Problem } from '../platform/problem.ts';
import type { ProblemText } from '../platform/problem.ts';
import { refusals } from './refusal.ts';
import type { Refusal } from './refusal.ts';

const title: Localized = { en: 'The money was not moved', 'zh-CN': '资金未变动' };

function conflict(en: string, zh: string): ProblemText {
  return { status: 409, title, detail: { en, 'zh-CN': zh } };
}

export const ledgerProblem = defineProblems('ledger', {
  'malformed-transfer': {
    status: 422,
    title: { en: 'This transfer cannot be read', 'zh-CN': '无法读取该转账' },
    detail: {
      en: 'Its field {field} does not have the form that it needs. Nothing was moved.',
      'zh-CN': '字段 {field} 的格式不正确。资金没有变动。',
    },
  },
  busy: {
    status: 503,
    title: { en: 'Very many payments are under way', 'zh-CN': '当前交易过多' },
    detail: {
      en: 'Yours was not started. Please send it again in a moment.',
      'zh-CN': '您的交易尚未开始，请稍后重新提交。',
    },
  },
  'below-floor': conflict(
    'The account is already below this limit. Bring money in first, or choose a lower limit.',
    '账户余额已低于该限额。请先入账或设置更低的限额。',
  ),
  'not-empty': conflict('The account holds money or a hold. Empty it first.', '账户仍有余额或预留。请先清空。'),
});

const sentences: Readonly<Record<Refusal, readonly [en: string, zh: string]>> = {
  'id-already-used': [
    'This transfer id was used for another transfer. Use a new id.',
    '该转账编号已用于另一笔转账，请使用新的编号。',
  ],
  'group-too-large': ['A group holds at most 1,000 transfers. Split it.', '一组最多 1,000 笔转账，请拆分。'],
  'amount-not-positive': ['The amount must be above zero.', '金额必须大于零。'],
  'amount-too-large': ['The amount is larger than an account can hold.', '金额超出账户可容纳的范围。'],
  'accounts-not-different': ['The two accounts are the same.', '两个账户相同。'],
  'expiry-not-in-future': ['The hold would already have expired.', '该预留的到期时间已过。'],
  'hold-not-found': ['There is no such hold.', '没有该预留。'],
  'hold-already-posted': ['The hold was posted already.', '该预留已入账。'],
  'hold-already-voided': ['The hold was voided already.', '该预留已撤销。'],
  'hold-expired': ['The hold has expired.', '该预留已过期。'],
  'amount-exceeds-hold': ['The amount is above what is held.', '金额超过预留金额。'],
  'debit-account-not-found': ['The account that would pay does not exist.', '付款账户不存在。'],
  'credit-account-not-found': ['The account that would be paid does not exist.', '收款账户不存在。'],
  'asset-not-of-accounts': ['The accounts do not both hold this asset.', '双方账户并非都持有该资产。'],
  'debit-account-closed': ['The account that would pay is closed.', '付款账户已关闭。'],
  'credit-account-closed': ['The account that would be paid is closed.', '收款账户已关闭。'],
  'debit-account-frozen': ['The account that would pay is frozen.', '付款账户已冻结。'],
  'credit-account-frozen': ['The account that would be paid is frozen.', '收款账户已冻结。'],
  'insufficient-funds': ['There is not enough money in the account.', '账户余额不足。'],
  'balance-too-large': ['The account cannot hold that much.', '账户无法容纳该金额。'],
  'group-refused': [
    'Another transfer of the same group was refused, so none of the group was made.',
    '同组中另一笔转账被拒绝，因此整组均未执行。',
  ],
};

/** The problem to throw for a refused transfer, where the slice above has no better sentence; 409 where it may succeed later. */
export function refusalProblem(refusal: Refusal): Problem {
  const [en, zh] = sentences[refusal];
  const status = refusals[refusal] === 'transient' ? 409 : 422;
  return new Problem(`ledger.${refusal}`, { status, title, detail: { en, 'zh-CN': zh } }, {}, []);
}
