import { defineProblems } from '../../platform/problem.ts';

export const contactProblem = defineProblems('wallet', {
  'contacts-too-many': {
    status: 409,
    title: { en: 'Your list of contacts is full', 'zh-CN': '联系人已满' },
    detail: {
      en: 'You can keep {limit}. Remove some that you need no more.',
      'zh-CN': '最多可保存 {limit} 位联系人。请先删除不再需要的。',
    },
  },
  'contact-is-self': {
    status: 422,
    title: { en: 'This is you', 'zh-CN': '这是您本人' },
    detail: { en: 'Enter the e-mail address or handle of somebody else.', 'zh-CN': '请填写其他人的邮箱或用户名。' },
  },
});
