import type { receipts as english } from '../en/receipts.ts';
import type { Texts } from '../texts.ts';

export const receipts: Texts<typeof english> = {
  title: '付款凭证',
  open: '付款凭证',
  again: '再转一笔',
  from: '付款方',
  to: '收款方',
  amount: '金额',
  date: '日期',
  reference: '交易编号',
  fee: '手续费',
  total: '合计支付',
  memo: '附言',
  state: '状态',
  print: '请打印本页，或在打印窗口中保存为 PDF。',
  share: {
    title: '让他人核实这笔付款',
    text: '持有链接的人可以看到这笔付款的金额、日期、编号和隐去部分字的姓名，除此之外看不到任何内容。',
    make: '生成链接',
    link: '核实链接',
  },
  verify: {
    title: '这笔付款属实',
    lead: (brand) => `${brand} 的账目中有这笔付款。此链接由付款人生成。`,
    caution: '本页只说明付了什么，不代表可以交货。如果您是收款人，请以您自己的钱包为准。',
  },
};
