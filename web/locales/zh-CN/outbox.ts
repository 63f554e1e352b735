import type { outbox as english } from '../en/outbox.ts';
import type { Texts } from '../texts.ts';

export const outbox: Texts<typeof english> = {
  title: '发出的邮件',
  lead: '最新的排在最前。',
  leadKept: '尚未设置 SMTP_URL：邮件保留在此，不会发出。',
  all: '全部',
  none: '没有邮件。',
  states: { waiting: '等待发送', dead: '未能送达', kept: '保留在此', sent: '已发送' },
  columns: { subject: '主题', to: '收件人', state: '状态', written: '写入时间' },
  to: '收件人',
  state: '状态',
  written: '写入时间',
  settled: '结束时间',
  attempts: '尝试次数',
  error: '失败原因',
  text: '内容',
  textFor: '内容可能含有登录验证码。只有管理员可以查看，且邮件发送后不再显示。',
  again: '重新发送',
  noWayOut: '请先设置 SMTP_URL。',
  ordered: '正在重新发送。',
};
