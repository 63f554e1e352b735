import type { wallet as english } from '../en/wallet.ts';
import type { Texts } from '../texts.ts';

export const wallet: Texts<typeof english> = {
  title: '我的钱包',
  balances: '余额',
  available: (amount) => `可用 ${amount}`,
  held: (amount) => `预留 ${amount}`,
  others: '其他资产',
  send: '转账',
  topUp: '充值',
  recent: '最近交易',
  all: '全部交易',
  none: '还没有交易。您可以先充值，或把邮箱告诉要付款给您的人。',
  frozen: {
    title: (since) => `您的钱包自 ${since} 起被冻结`,
    reason: '原因',
    effect: '影响',
    next: '您可以做什么',
    complain: '就此投诉',
  },
  closed: '该钱包已关闭。您仍可查看全部记录和提交投诉。',
  transaction: {
    what: '交易',
    date: '日期',
    amount: '金额',
    after: '交易后余额',
    to: (name) => `转给 ${name}`,
    from: (name) => `来自 ${name}`,
    withFee: (amount) => `另付手续费 ${amount}`,
    kinds: {
      payment: '转账',
      withdrawal: '提现',
      'withdrawal-return': '提现退回',
      checkout: '购物付款',
      'checkout-refund': '购物退款',
      deposit: '银行充值',
      refund: '退款',
      credit: '补偿',
      fee: '手续费',
      other: '记账',
    },
    checkouts: {
      paid: {
        out: ({ merchant }) => `在 ${merchant} 购物`,
        in: ({ orderReference }) => `订单 ${orderReference}`,
      },
      refunded: {
        out: ({ orderReference }) => `订单 ${orderReference} 退款`,
        in: ({ merchant }) => `${merchant} 退款`,
      },
    },
    statuses: { posted: '已完成', held: '已预留', voided: '已取消', expired: '已过期' },
    provider: {
      bank: '银行转账',
      chain: '区块链',
      suspense: '银行转账',
      redress: '我方补救',
      fees: '费用',
      clearing: '清算',
    },
  },
};
