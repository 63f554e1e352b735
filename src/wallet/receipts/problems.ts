import { defineProblems } from '../../platform/problem.ts';

export const receiptProblem = defineProblems('wallet', {
  'receipt-not-yours': {
    status: 422,
    title: { en: 'Only the sender of a payment shares its receipt', 'zh-CN': '只有付款人可以分享付款凭证' },
    detail: {
      en: 'This is no payment that you sent and that has arrived. Print its receipt instead.',
      'zh-CN': '这不是由您付出且已到账的款项。您可以打印凭证。',
    },
  },
  'receipt-unknown': {
    status: 404,
    title: { en: 'There is no such receipt', 'zh-CN': '找不到该凭证' },
    detail: {
      en: 'The link is incomplete, or nobody made it. Do not trust it as a proof of payment; look into your own wallet.',
      'zh-CN': '链接不完整，或并非由付款人生成。请勿将其视为付款证明，应以您自己的钱包为准。',
    },
  },
});
