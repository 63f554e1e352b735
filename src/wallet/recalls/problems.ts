import { defineProblems } from '../../platform/problem.ts';

export const recallProblem = defineProblems('wallet', {
  'recall-not-a-payment': {
    status: 422,
    title: { en: 'Only a payment to a person can be asked back', 'zh-CN': '只有向他人的付款可以请求退回' },
    detail: {
      en: 'This is no payment that you sent to another person, or it never arrived. If something is wrong with it, file a complaint.',
      'zh-CN': '这不是您付给他人的款项，或该款项并未到账。如有问题，请提交投诉。',
    },
  },
  'recall-asked-before': {
    status: 409,
    title: { en: 'You have asked for this payment before', 'zh-CN': '您已请求退回过这笔付款' },
    detail: {
      en: 'A payment can be asked back once. The page of the transaction shows what came of it; if that does not help, file a complaint.',
      'zh-CN': '每笔付款只能请求退回一次，结果见交易页面。如未解决，请提交投诉。',
    },
  },
  'recall-too-late': {
    status: 409,
    title: { en: 'It is too late to ask for this payment', 'zh-CN': '已超过请求退回的期限' },
    detail: {
      en: 'A payment can be asked back within {days} days. Write to the recipient, or file a complaint.',
      'zh-CN': '付款后 {days} 天内可请求退回。请直接联系收款人，或提交投诉。',
    },
  },
  'recall-nothing-left': {
    status: 409,
    title: { en: 'All of it was given back', 'zh-CN': '该款项已全部退还' },
    detail: {
      en: 'Nothing of this payment is left to return. Your transactions show what came back.',
      'zh-CN': '这笔付款已没有可退回的部分。退还的款项见交易记录。',
    },
  },
  'recall-unknown': {
    status: 404,
    title: { en: 'Nobody asks you for this payment', 'zh-CN': '没有人向您请求退回这笔付款' },
    detail: {
      en: 'There is no such question, or it is not for you. Look at your wallet page for what waits for an answer.',
      'zh-CN': '没有这样的请求，或它不是发给您的。待答复的请求见您的钱包页面。',
    },
  },
  'recall-settled': {
    status: 409,
    title: { en: 'This is settled already', 'zh-CN': '该请求已处理' },
    detail: {
      en: 'The question was answered, or its time was over. Reload the page to see how it ended; you can still send money of your own accord.',
      'zh-CN': '该请求已答复或已过期。请刷新页面查看结果；您仍可自行转账给对方。',
    },
  },
  'return-too-large': {
    status: 422,
    title: { en: 'That is more than is left of the payment', 'zh-CN': '超过了可退回的金额' },
    detail: {
      en: 'Of this payment {left} can still be returned. Return that or less.',
      'zh-CN': '这笔付款最多还可退回 {left}，请减少金额。',
    },
  },
  'return-over-balance': {
    status: 409,
    title: { en: 'There is not enough in your wallet to return this', 'zh-CN': '余额不足，无法退回' },
    detail: {
      en: 'You can spend {available}, and the return needs {needed}. Return a part, top up first, or decline and say why.',
      'zh-CN': '您的可用余额为 {available}，退回需要 {needed}。您可以退回一部分、先充值，或拒绝并说明原因。',
    },
  },
  'return-not-receivable': {
    status: 409,
    title: { en: 'The sender’s wallet cannot receive money now', 'zh-CN': '对方的钱包目前无法收款' },
    detail: {
      en: 'Your money has not moved. Try again later; the question stays open until its day.',
      'zh-CN': '您的资金没有变动。请稍后再试，该请求在截止日前一直有效。',
    },
  },
});
