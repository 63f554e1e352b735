import { defineProblems } from './problem.ts';

export const platformProblem = defineProblems('platform', {
  'bad-input': {
    status: 422,
    title: { en: 'Something in the form needs a change', 'zh-CN': '有些内容需要修改' },
    detail: {
      en: 'Please check the marked fields and send it again. Nothing was changed.',
      'zh-CN': '请检查标出的内容后重新提交。目前没有任何改动。',
    },
  },
  'malformed-request': {
    status: 400,
    title: { en: 'The request cannot be read', 'zh-CN': '无法读取该请求' },
    detail: {
      en: 'What was sent is not in the form that this address takes. Nothing was changed.',
      'zh-CN': '发送的内容不符合此地址要求的格式。没有任何改动。',
    },
  },
  'unknown-operation': {
    status: 404,
    title: { en: 'There is nothing at this address', 'zh-CN': '此地址没有内容' },
    detail: { en: 'Check the address, or start from the home page.', 'zh-CN': '请检查地址，或从首页重新开始。' },
  },
  'not-signed-in': {
    status: 401,
    title: { en: 'Please sign in', 'zh-CN': '请先登录' },
    detail: { en: 'Sign in to go on. A complaint needs no sign-in.', 'zh-CN': '请登录后继续。提交投诉无需登录。' },
  },
  'not-allowed': {
    status: 403,
    title: { en: 'You may not do this', 'zh-CN': '您没有此项权限' },
    detail: {
      en: 'Your role does not allow this. Ask an administrator if you think it should.',
      'zh-CN': '您的角色不允许此操作。如有疑问，请联系管理员。',
    },
  },
  'not-for-keys': {
    status: 403,
    title: { en: 'An API key cannot do this', 'zh-CN': 'API 密钥不能执行此操作' },
    detail: {
      en: 'API keys take, list and refund payments, and nothing else. Sign in as the merchant to do this.',
      'zh-CN': 'API 密钥只能用于收款、查询和退款。请以商户身份登录后操作。',
    },
  },
  'key-lacks-scope': {
    status: 403,
    title: { en: 'This API key may not do this', 'zh-CN': '此 API 密钥没有该权限' },
    detail: {
      en: 'It needs the scope {scope}. Make a key with that scope, or use another one.',
      'zh-CN': '需要权限 {scope}。请新建带有该权限的密钥，或改用其他密钥。',
    },
  },
  'answered-once': {
    status: 409,
    title: { en: 'This was answered already', 'zh-CN': '该请求已经答复过' },
    detail: {
      en: 'The answer held a secret, which is shown once and kept nowhere. If you have lost it, make a new one.',
      'zh-CN': '答复中含有仅显示一次、不留存的密钥。如已丢失，请重新生成。',
    },
  },
  'cross-site': {
    status: 403,
    title: { en: 'The request came from another site', 'zh-CN': '请求来自其他网站' },
    detail: {
      en: 'For your safety it was not carried out. Open the page here and send it again.',
      'zh-CN': '为了您的安全，该请求未被执行。请在本网站打开页面后重新提交。',
    },
  },
  'too-many-requests': {
    status: 429,
    title: { en: 'Too many requests', 'zh-CN': '请求过于频繁' },
    detail: {
      en: 'Please wait {seconds} seconds and try again. Nothing that you sent before is lost.',
      'zh-CN': '请等待 {seconds} 秒后重试。您之前提交的内容不会丢失。',
    },
  },
  'too-large': {
    status: 413,
    title: { en: 'That is too large', 'zh-CN': '内容过大' },
    detail: {
      en: 'Send less at once: split it, or make the files smaller.',
      'zh-CN': '请减少一次发送的内容：分批发送或缩小文件。',
    },
  },
  'unsupported-type': {
    status: 415,
    title: { en: 'This kind of content is not taken here', 'zh-CN': '不支持此类内容' },
    detail: { en: 'Send JSON as application/json.', 'zh-CN': '请以 application/json 格式发送 JSON。' },
  },
  'idempotency-key-reused': {
    status: 422,
    title: { en: 'This Idempotency-Key was used for something else', 'zh-CN': '此 Idempotency-Key 已用于其他请求' },
    detail: {
      en: 'Use a new key for a new request. Nothing was changed.',
      'zh-CN': '新的请求请使用新的键。没有任何改动。',
    },
  },
  'unknown-outgoing': {
    status: 404,
    title: { en: 'There is no such mail', 'zh-CN': '没有此邮件' },
    detail: { en: 'Go back to the list of outgoing mail.', 'zh-CN': '请返回发件列表。' },
  },
  'outgoing-under-way': {
    status: 409,
    title: { en: 'This mail is sent or under way', 'zh-CN': '此邮件已发送或正在发送' },
    detail: { en: 'There is nothing to send again. Read the page again.', 'zh-CN': '无需重新发送，请刷新页面。' },
  },
  'no-way-out': {
    status: 409,
    title: { en: 'No way out is set up', 'zh-CN': '尚未设置发信服务器' },
    detail: {
      en: 'Set SMTP_URL and start the program again; then send it again.',
      'zh-CN': '请设置 SMTP_URL 并重启程序，然后重新发送。',
    },
  },
  unexpected: {
    status: 500,
    title: { en: 'Something went wrong on our side', 'zh-CN': '我们这边出了问题' },
    detail: {
      en: 'It is not your fault, and nothing was half done. Please try again; if it stays, name the reference {reference}.',
      'zh-CN': '这不是您的问题，也没有任何操作只完成一半。请重试；如仍有问题，请告知编号 {reference}。',
    },
  },
  unavailable: {
    status: 503,
    title: { en: 'We are not ready yet', 'zh-CN': '服务暂不可用' },
    detail: { en: 'Please try again in a moment.', 'zh-CN': '请稍后再试。' },
  },
});
