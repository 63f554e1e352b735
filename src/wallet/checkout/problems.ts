import { defineProblems } from '../../platform/problem.ts';

/** Everything that merchants, their programs and their customers are refused at the checkout. */
export const checkoutProblem = defineProblems('wallet', {
  'not-a-merchant': {
    status: 403,
    title: { en: 'You are not a merchant yet', 'zh-CN': '您还不是商户' },
    detail: {
      en: 'Apply on the page “For merchants”; once you are approved, this works.',
      'zh-CN': '请先在“商户中心”提交申请，通过后即可使用。',
    },
  },
  'merchant-suspended': {
    status: 403,
    title: { en: 'This merchant may take no payments now', 'zh-CN': '该商户目前不能收款' },
    detail: {
      en: 'It is suspended. Refunds, cancellations and reports still work; the reason is on the page “For merchants”.',
      'zh-CN': '该商户已被暂停。退款、取消和报表仍可使用；原因见“商户中心”。',
    },
  },
  'already-a-merchant': {
    status: 409,
    title: { en: 'You have applied already', 'zh-CN': '您已经提交过申请' },
    detail: {
      en: 'The page “For merchants” shows where your application stands.',
      'zh-CN': '申请进度请见“商户中心”。',
    },
  },
  'website-refused': {
    status: 422,
    title: { en: 'This is not the address of a website', 'zh-CN': '这不是有效的网站地址' },
    detail: {
      en: 'Write an address that begins https://, such as https://shop.example.',
      'zh-CN': '请填写以 https:// 开头的网址，例如 https://shop.example。',
    },
  },
  'unknown-merchant': {
    status: 404,
    title: { en: 'There is no such merchant', 'zh-CN': '没有此商户' },
    detail: { en: 'Go back to the list of merchants.', 'zh-CN': '请返回商户列表。' },
  },
  'merchant-decided': {
    status: 409,
    title: { en: 'This is not open any more', 'zh-CN': '当前状态不允许此操作' },
    detail: {
      en: 'A colleague may have decided it. Read the page again.',
      'zh-CN': '可能已有同事处理。请刷新页面。',
    },
  },
  'reason-missing': {
    status: 422,
    title: { en: 'The reason is missing', 'zh-CN': '请填写理由' },
    detail: {
      en: 'Write why; the merchant reads it.',
      'zh-CN': '请写明理由，商户会看到。',
    },
  },
  'own-merchant': {
    status: 403,
    title: { en: 'This is your own business', 'zh-CN': '这是您自己的商户' },
    detail: { en: 'Leave it to a colleague.', 'zh-CN': '请交由同事处理。' },
  },
  'key-refused': {
    status: 401,
    title: { en: 'The API key is not valid', 'zh-CN': 'API 密钥无效' },
    detail: {
      en: 'It is unknown, mistyped, revoked or has ended. Send a valid key as “Authorization: Bearer rk_…”.',
      'zh-CN': '密钥不存在、有误、已吊销或已到期。请用“Authorization: Bearer rk_…”发送有效密钥。',
    },
  },
  'unknown-key': {
    status: 404,
    title: { en: 'There is no such key', 'zh-CN': '没有此密钥' },
    detail: { en: 'Go back to the list of your keys.', 'zh-CN': '请返回密钥列表。' },
  },
  'key-ended': {
    status: 409,
    title: { en: 'This key is no longer in use', 'zh-CN': '此密钥已停用' },
    detail: { en: 'It was revoked or replaced. Make a new one.', 'zh-CN': '它已被吊销或替换。请新建密钥。' },
  },
  'too-many-keys': {
    status: 409,
    title: { en: 'You have as many keys as there may be', 'zh-CN': '密钥数量已达上限' },
    detail: { en: 'Revoke one that you do not use.', 'zh-CN': '请先吊销不用的密钥。' },
  },
  'unknown-checkout': {
    status: 404,
    title: { en: 'There is no such payment', 'zh-CN': '没有此笔付款' },
    detail: {
      en: 'The link or the id may be mistyped. Go back to the shop and start again.',
      'zh-CN': '链接或编号可能有误。请返回商店重新开始。',
    },
  },
  'return-url-refused': {
    status: 422,
    title: { en: 'This return address is not allowed', 'zh-CN': '不允许使用此返回地址' },
    detail: {
      en: 'It must begin https://, or http://localhost while you develop.',
      'zh-CN': '必须以 https:// 开头；开发时可用 http://localhost。',
    },
  },
  'checkout-expired': {
    status: 409,
    title: { en: 'This payment has expired', 'zh-CN': '此笔付款已过期' },
    detail: {
      en: 'Nothing was paid. Go back to the shop and order again.',
      'zh-CN': '没有扣款。请返回商店重新下单。',
    },
  },
  'checkout-cancelled': {
    status: 409,
    title: { en: 'This payment was cancelled', 'zh-CN': '此笔付款已取消' },
    detail: {
      en: 'The shop cancelled it, and nothing was paid. Go back to the shop.',
      'zh-CN': '商店已取消，没有扣款。请返回商店。',
    },
  },
  'checkout-paid': {
    status: 409,
    title: { en: 'This is paid already', 'zh-CN': '此笔付款已支付' },
    detail: {
      en: 'It was paid once, and nothing was paid again. A paid payment is given back by a refund.',
      'zh-CN': '此前已支付一次，没有重复扣款。已支付的款项可以退款。',
    },
  },
  'checkout-not-paid': {
    status: 409,
    title: { en: 'This payment was not paid', 'zh-CN': '此笔付款尚未支付' },
    detail: { en: 'There is nothing to refund.', 'zh-CN': '没有可以退还的款项。' },
  },
  'own-checkout': {
    status: 422,
    title: { en: 'This is your own shop', 'zh-CN': '这是您自己的商店' },
    detail: {
      en: 'You cannot pay yourself. Sign in as another customer to try it out.',
      'zh-CN': '不能向自己付款。如需试用，请以其他客户身份登录。',
    },
  },
  'checkout-changed': {
    status: 409,
    title: { en: 'What is due has changed', 'zh-CN': '应付金额有变化' },
    detail: {
      en: 'Nothing was paid. Read the page again and confirm the amount that it shows.',
      'zh-CN': '没有扣款。请刷新页面并确认显示的金额。',
    },
  },
  'more-than-paid': {
    status: 422,
    title: { en: 'That is more than is left of the payment', 'zh-CN': '超过剩余可退金额' },
    detail: { en: 'At most {left} can be refunded.', 'zh-CN': '最多可退 {left}。' },
  },
  'refund-needs-balance': {
    status: 409,
    title: { en: 'Your balance is too low for this refund', 'zh-CN': '余额不足，无法退款' },
    detail: {
      en: 'Top up the wallet, or refund a part. Nothing has moved.',
      'zh-CN': '请先充值，或部分退款。没有任何资金变动。',
    },
  },
  'refund-blocked': {
    status: 409,
    title: { en: 'The refund cannot be paid now', 'zh-CN': '目前无法退款' },
    detail: {
      en: 'One of the two wallets is frozen or closed. Ask us; nothing has moved.',
      'zh-CN': '其中一方的钱包已冻结或关闭。请联系我们；没有任何资金变动。',
    },
  },
  'report-too-large': {
    status: 422,
    title: { en: 'The report would be too large', 'zh-CN': '报表过大' },
    detail: {
      en: 'Choose fewer days: at most {days}, and {rows} movements.',
      'zh-CN': '请缩短时间范围：最多 {days} 天、{rows} 笔记录。',
    },
  },
});
