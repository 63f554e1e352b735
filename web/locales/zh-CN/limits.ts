import type { limits as english } from '../en/limits.ts';
import type { Texts } from '../texts.ts';

export const limits: Texts<typeof english> = {
  title: '我的限额',
  lead: '可从您的钱包转出多少，取决于您的身份认证等级。',
  level: (level) => `您当前为 ${level} 级`,
  levels: {
    0: '已注册：我们知道您的邮箱。',
    1: '已实名：我们核对过您的证件。',
    2: '完全认证：我们还了解您的住址和资金来源。',
  },
  raise: (level) => `认证至 ${level} 级`,
  highest: '这已是最高等级。如需更高额度，请联系我们。',
  period: (zone) => `按自然日和自然月计算（${zone}）。手续费不计入。未到账而退回的款项会恢复您的额度。`,
  version: (version) => `限额表第 ${version} 版`,
  operations: { payment: '向个人转账', checkout: '向商户付款', withdrawal: '提现' },
  asset: '资产',
  transaction: '单笔',
  day: '今日已用',
  month: '本月已用',
  left: '现在可转',
  used: (used, limit) => `${used} / ${limit}`,
  next: (level) => `${level} 级额度`,
  nextOf: (transaction, day, month) => `单笔 ${transaction}，每日 ${day}，每月 ${month}`,
  card: '限额与身份认证',
  canSend: (amount) => `您现在单笔最多可转 ${amount}。`,
  see: '查看全部限额及提升方法',
  after: '本次之后今日剩余额度',
};
