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
});
