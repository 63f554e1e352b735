import { defineProblems } from '../../platform/problem.ts';

/** Everything that is refused about webhooks. */
export const webhookProblem = defineProblems('wallet', {
  'webhook-url-refused': {
    status: 422,
    title: { en: 'We cannot send webhooks to this address', 'zh-CN': '不能向此地址发送 Webhook' },
    detail: {
      en: 'It must begin https:// and lead to a server on the internet, not into a private network.',
      'zh-CN': '必须以 https:// 开头，并指向互联网上的服务器，不能是内部网络。',
    },
  },
  'unknown-webhook-endpoint': {
    status: 404,
    title: { en: 'There is no such endpoint', 'zh-CN': '没有此端点' },
    detail: { en: 'Go back to the list of your webhooks.', 'zh-CN': '请返回 Webhook 列表。' },
  },
  'unknown-webhook': {
    status: 404,
    title: { en: 'There is no such message', 'zh-CN': '没有此消息' },
    detail: { en: 'Go back to the delivery log.', 'zh-CN': '请返回投递记录。' },
  },
  'too-many-endpoints': {
    status: 409,
    title: { en: 'You have as many endpoints as there may be', 'zh-CN': '端点数量已达上限' },
    detail: { en: 'Switch off one that you do not use.', 'zh-CN': '请先停用不用的端点。' },
  },
  'endpoint-off': {
    status: 409,
    title: { en: 'This endpoint is switched off', 'zh-CN': '此端点已停用' },
    detail: { en: 'Switch it on first; then send again what failed.', 'zh-CN': '请先启用，再重发失败的消息。' },
  },
  'webhook-under-way': {
    status: 409,
    title: { en: 'This message is under way', 'zh-CN': '此消息正在投递' },
    detail: { en: 'There is nothing to send again yet.', 'zh-CN': '暂时无需重发。' },
  },
});
