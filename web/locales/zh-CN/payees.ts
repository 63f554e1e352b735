import type { payees as english } from '../en/payees.ts';
import type { Texts } from '../texts.ts';

export const payees: Texts<typeof english> = {
  title: '联系人',
  lead: '您保存的人，以及最近付过款的人。备注名只有您自己看得到。',
  list: '联系人',
  none: '还没有联系人。您付过款的人会自动出现在这里。',
  name: '姓名',
  handle: '用户名',
  pay: '转账',
  rename: '改名或删除',
  newName: '备注名',
  newNameHint: '只有您看得到。留空则显示隐去部分字的姓名。',
  save: '保存',
  remove: '删除',
  done: { saved: '已保存。', removed: '已删除。' },
  add: '添加联系人',
  to: '对方',
  toHint: '邮箱、用户名（如 @anna）或收款链接',
  send: {
    people: '常用收款人',
    all: '全部联系人',
    other: '其他人',
  },
  receive: {
    title: '收款',
    lead: '出示此二维码或发送链接，对方打开后即可向您的钱包付款。',
    button: '收款',
    code: '您的收款链接二维码',
    link: '您的收款链接',
    seen: (name) => `付款人看到的姓名是 ${name}。`,
    others: '您也可以告诉对方：',
    ask: '请求指定金额',
    askText: '收款请求可写明金额和用途，付款后您会看到。',
    requests: '我的收款请求',
  },
};
