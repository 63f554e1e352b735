import { defineProblems } from '../../platform/problem.ts';

export const problem = defineProblems('wallet', {
  'chain-closed': {
    status: 409,
    title: { en: 'There is no way in by blockchain here', 'zh-CN': '此处不支持链上充值' },
    detail: {
      en: 'This wallet is not connected to a chain. Top up by bank, or be paid by others.',
      'zh-CN': '本钱包未连接区块链。请通过银行充值，或接收他人付款。',
    },
  },
  'chain-deposit-unknown': {
    status: 404,
    title: { en: 'There is no such deposit', 'zh-CN': '没有这笔充值' },
    detail: {
      en: 'No deposit on the chain has this number. Open it from the list.',
      'zh-CN': '没有此编号的链上充值，请从列表中打开。',
    },
  },
  'chain-deposit-settled': {
    status: 409,
    title: { en: 'Somebody was faster', 'zh-CN': '已有人处理' },
    detail: {
      en: 'This deposit needs no decision any more: it is {state}. Read its page again.',
      'zh-CN': '这笔充值已无需处理，当前状态为 {state}。请刷新页面查看。',
    },
  },
  'chain-deposit-not-ours': {
    status: 409,
    title: { en: 'This cannot be credited', 'zh-CN': '无法入账' },
    detail: {
      en: 'It is a token that we do not carry, so there is no account for it. Note what was done with it and close it.',
      'zh-CN': '这是我们不支持的代币，没有对应账户。请注明处理方式后结案。',
    },
  },
  'chain-deposit-too-fresh': {
    status: 409,
    title: { en: 'It is not deep enough in the chain', 'zh-CN': '确认数不足' },
    detail: {
      en: 'It has {have} of {need} confirmations and may still vanish. Wait for the rest, then credit it.',
      'zh-CN': '目前确认数为 {have}/{need}，仍有可能被撤销。请待确认完成后再入账。',
    },
  },
  'chain-deposit-refused': {
    status: 409,
    title: { en: 'The customer’s account does not take it', 'zh-CN': '客户账户无法接收' },
    detail: {
      en: 'The wallet is frozen or closed. Lift the freeze first, then credit the deposit.',
      'zh-CN': '该钱包已冻结或关闭。请先解除冻结，再入账。',
    },
  },
});
