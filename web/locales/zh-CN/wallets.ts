import type { wallets as english } from '../en/wallets.ts';
import type { Texts } from '../texts.ts';

export const wallets: Texts<typeof english> = {
  find: '查找客户',
  to: '邮箱或用户名',
  toHint: '客户提供的 anna@mail.example 或 @anna',
  search: '查找',
  of: '客户钱包',
  handle: '用户名',
  email: '邮箱',
  recent: '最近交易',
  none: '还没有交易。',
  frozen: '该钱包已冻结',
  freeze: {
    title: '冻结该钱包',
    scope: '范围',
    scopes: {
      debits: { label: '禁止转出', hint: '客户仍可收款。' },
      all: { label: '禁止转入和转出', hint: '全部停止；仅用于法院或主管机关命令，或涉案账户。' },
    },
    reason: '客户会看到的原因',
    note: '内部备注',
    noteHint: '您发现了什么。客户看不到。',
    send: '冻结',
    done: '已冻结。客户会看到原因和后续办法。',
  },
  unfreeze: {
    title: '解除冻结',
    because: '解除理由',
    becauseHint: '供存档。',
    send: '解除冻结',
    done: '已解除，钱包恢复使用。',
  },
  history: {
    title: '冻结记录',
    none: '从未被冻结。',
    since: '开始',
    until: '结束',
    lasts: '仍在冻结',
    scope: '范围',
    reason: '原因',
    by: '操作人',
    note: '备注',
    because: '解除理由',
  },
};
