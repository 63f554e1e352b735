import { defineProblems } from '../../platform/problem.ts';

export const requestProblem = defineProblems('wallet', {
  'request-unknown': {
    status: 404,
    title: { en: 'There is no such payment request', 'zh-CN': '找不到该收款请求' },
    detail: {
      en: 'The link is incomplete or not ours. Ask whoever sent it for the whole link; your money has not moved.',
      'zh-CN': '链接不完整，或不是我们的链接。请向发送者索取完整链接；您的资金没有变动。',
    },
  },
  'request-paid': {
    status: 409,
    title: { en: 'This request is paid', 'zh-CN': '该请求已付款' },
    detail: {
      en: 'It was to be paid once, and it has been. Your money has not moved now; a payment of yours is among your transactions.',
      'zh-CN': '该请求只能付款一次，且已付清。这次您的资金没有变动；如果是您付的，可在交易记录中查看。',
    },
  },
  'request-cancelled': {
    status: 409,
    title: { en: 'This request was taken back', 'zh-CN': '该请求已撤回' },
    detail: {
      en: 'Whoever asked for the money does not want it in this way any more. Your money has not moved; ask for a new link if you still mean to pay.',
      'zh-CN': '收款人已撤回该请求。您的资金没有变动；如仍需付款，请向对方索取新的链接。',
    },
  },
  'request-expired': {
    status: 409,
    title: { en: 'This request has expired', 'zh-CN': '该请求已过期' },
    detail: {
      en: 'It could be paid until {until}. Your money has not moved; ask for a new link if you still mean to pay.',
      'zh-CN': '付款截止时间为 {until}。您的资金没有变动；如仍需付款，请向对方索取新的链接。',
    },
  },
  'request-own': {
    status: 422,
    title: { en: 'This is your own request', 'zh-CN': '这是您自己的请求' },
    detail: {
      en: 'Nobody pays himself. Send the link to the person who is to pay.',
      'zh-CN': '不能向自己付款。请把链接发给付款人。',
    },
  },
  'request-amount-needed': {
    status: 422,
    title: { en: 'How much do you want to pay?', 'zh-CN': '请填写付款金额' },
    detail: { en: 'The request leaves the amount to you. Write it.', 'zh-CN': '该请求未指定金额，请填写。' },
  },
  'request-amount-differs': {
    status: 422,
    title: { en: 'The request is for another amount', 'zh-CN': '金额与请求不符' },
    detail: {
      en: 'It asks for {amount}. Pay exactly that, or ask for another request.',
      'zh-CN': '该请求的金额为 {amount}。请按此付款，或请对方另发请求。',
    },
  },
  'requests-too-many': {
    status: 409,
    title: { en: 'You have too many open requests', 'zh-CN': '未完成的请求过多' },
    detail: {
      en: 'You can have {limit} open at once. Take back those that you need no more.',
      'zh-CN': '最多可同时有 {limit} 个未完成的请求。请撤回不再需要的。',
    },
  },
  'recipient-is-request': {
    status: 422,
    title: { en: 'This is a payment request', 'zh-CN': '这是收款请求链接' },
    detail: {
      en: 'A request is paid on its own page. Open the link there.',
      'zh-CN': '收款请求需在其页面付款，请打开该链接。',
    },
  },
});
