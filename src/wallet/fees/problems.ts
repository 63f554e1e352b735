import { defineProblems } from '../../platform/problem.ts';

export const feeProblem = defineProblems('wallet', {
  'fee-not-confirmed': {
    status: 409,
    title: { en: 'The fee is not what you confirmed', 'zh-CN': '手续费与您确认的不一致' },
    detail: {
      en: 'The fee is {fee} now; you confirmed {confirmed}. Your money has not moved. Check the payment again, and send it if you agree.',
      'zh-CN': '目前手续费为 {fee}，您确认的是 {confirmed}。您的资金没有变动。请重新核对，同意后再付款。',
    },
  },
  'fee-day-too-early': {
    status: 422,
    title: { en: 'The new table would begin too early', 'zh-CN': '新费率表的生效日过早' },
    detail: {
      en: 'It begins on {earliest} at the earliest: never today, and never before a version that is already published.',
      'zh-CN': '最早可于 {earliest} 生效：不能当天生效，也不能早于已公布的版本。',
    },
  },
  'fee-rule-twice': {
    status: 422,
    title: { en: 'A fee is given twice', 'zh-CN': '同一项费用重复' },
    detail: {
      en: 'For each kind and asset there is one rule. {kind} in {asset} is there twice.',
      'zh-CN': '每种类型和资产只能有一条规则。{asset} 的 {kind} 重复了。',
    },
  },
  'fee-rule-order': {
    status: 422,
    title: { en: 'The maximum is below the minimum', 'zh-CN': '上限低于下限' },
    detail: {
      en: 'Of {kind} in {asset} the maximum fee is below the minimum. Exchange them, or leave the maximum empty.',
      'zh-CN': '{asset} 的 {kind} 手续费上限低于下限。请对调，或留空上限。',
    },
  },
});
