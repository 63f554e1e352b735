import { defineProblems } from '../platform/problem.ts';

export const channelsProblem = defineProblems('channels', {
  'unknown-contact': {
    status: 404,
    title: { en: 'There is no such message', 'zh-CN': '没有此消息' },
    detail: { en: 'Go back to the list of messages that wait for a person.', 'zh-CN': '请返回待人工处理的消息列表。' },
  },
  'settled-before': {
    status: 409,
    title: { en: 'Somebody has settled this message', 'zh-CN': '此消息已有人处理' },
    detail: { en: 'It no longer waits. Read the list again.', 'zh-CN': '此消息已不在等待处理，请刷新列表。' },
  },
  'which-case': {
    status: 422,
    title: { en: 'Which case is it about?', 'zh-CN': '属于哪个案件？' },
    detail: {
      en: 'To file a message in a case, give the number of the case.',
      'zh-CN': '归入案件时，请填写案件编号。',
    },
  },
  why: {
    status: 422,
    title: { en: 'A reason is needed', 'zh-CN': '请填写原因' },
    detail: {
      en: 'Whoever reads the record later must see why nothing was done.',
      'zh-CN': '日后查阅记录的人需要知道为什么没有处理。',
    },
  },
});
