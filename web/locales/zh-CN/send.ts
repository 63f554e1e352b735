import type { send as english } from '../en/send.ts';
import type { Texts } from '../texts.ts';

export const send: Texts<typeof english> = {
  title: '转账',
  to: '收款人',
  toHint: '邮箱或用户名，例如 anna@mail.example 或 @anna',
  asset: '从哪个余额付款',
  balance: (name, available) => `${name}：可用 ${available}`,
  amount: '金额',
  amountHint: '例如 12.50',
  memo: '附言',
  memoHint: '收款人会看到。最多 140 个字。',
  goOn: '核对付款',
  confirm: {
    title: '转账前请核对',
    lead: '款项即时到账。请确认您认识此人。',
    to: '收款人',
    entered: '您填写的是',
    amount: '金额',
    fee: '手续费',
    noFee: '无',
    feeChanges: '查看全部费率',
    total: '您共支付',
    after: '支付后余额',
    arrival: '到账时间',
    memo: '附言',
    send: (amount) => `转出 ${amount}`,
    change: '修改',
    scam: '有人让您把钱转到“安全账户”，或要求先交费才能拿到钱吗？那是诈骗，请不要转账。',
  },
};
