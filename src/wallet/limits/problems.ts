import type { Localized } from '../../platform/localized.ts';
import { defineProblems } from '../../platform/problem.ts';

/** What a limit refuses: how much is possible now, and what can be done about it. */
export const limitProblem = defineProblems('wallet', {
  'limit-transaction': {
    status: 409,
    title: { en: 'That is more than your limit for one transaction', 'zh-CN': '超出单笔限额' },
    detail: {
      en: 'At your verification level one transaction may be {limit} at the most, and you can move {left} now. {next}',
      'zh-CN': '您当前的认证等级单笔最多 {limit}，现在最多可转 {left}。{next}',
    },
  },
  'limit-day': {
    status: 409,
    title: { en: 'That is more than is left of your limit for today', 'zh-CN': '超出今日剩余限额' },
    detail: {
      en: 'You have used {used} of {limit} for today, and you can move {left} now. The day ends at midnight ({zone}). {next}',
      'zh-CN': '今日限额 {limit}，已用 {used}，现在最多可转 {left}。限额于零点（{zone}）恢复。{next}',
    },
  },
  'limit-month': {
    status: 409,
    title: { en: 'That is more than is left of your limit for this month', 'zh-CN': '超出本月剩余限额' },
    detail: {
      en: 'You have used {used} of {limit} for this month, and you can move {left} now. The month ends on its last day at midnight ({zone}). {next}',
      'zh-CN': '本月限额 {limit}，已用 {used}，现在最多可转 {left}。限额于下月一日零点（{zone}）恢复。{next}',
    },
  },
});

/** What the field of the amount says; the whole of it stands above the form. */
export const atMost: Localized = { en: 'Enter {left} at the most.', 'zh-CN': '最多可填写 {left}。' };

/** What raises a limit. */
export const raises = {
  verify: {
    en: 'To move more, verify your identity under Account, Limits.',
    'zh-CN': '如需更高额度，请在“账户-限额”中完成身份认证。',
  },
  ask: {
    en: 'This is our highest level; write to us if you need more.',
    'zh-CN': '这已是最高等级；如需更高额度，请联系我们。',
  },
} as const;
