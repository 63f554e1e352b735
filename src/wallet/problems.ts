import { defineProblems } from '../platform/problem.ts';

/** Everything the wallet refuses; each says what to do next. */
export const problem = defineProblems('wallet', {
  'no-wallet': {
    status: 404,
    title: { en: 'There is no wallet here', 'zh-CN': '此处没有钱包' },
    detail: {
      en: 'This person holds no wallet with us. Staff accounts have none; register as a customer to get one.',
      'zh-CN': '此人在我们这里没有钱包。员工账户没有钱包，如需使用请注册为客户。',
    },
  },
  'asset-unknown': {
    status: 422,
    title: { en: 'We do not hold this asset', 'zh-CN': '不支持该资产' },
    detail: {
      en: '{asset} is not one of our assets. Choose one of {assets}.',
      'zh-CN': '我们不支持 {asset}。请从 {assets} 中选择。',
    },
  },
  'amount-not-a-number': {
    status: 422,
    title: { en: 'The amount is not a number', 'zh-CN': '金额不是数字' },
    detail: { en: 'Write the amount in digits, for example 12.50.', 'zh-CN': '请用数字填写金额，例如 12.50。' },
  },
  'amount-not-positive': {
    status: 422,
    title: { en: 'The amount must be more than zero', 'zh-CN': '金额必须大于零' },
    detail: { en: 'Write an amount above zero.', 'zh-CN': '请填写大于零的金额。' },
  },
  'amount-too-many-decimals': {
    status: 422,
    title: { en: 'The amount has too many decimals', 'zh-CN': '金额小数位过多' },
    detail: {
      en: '{asset} has {decimals} decimals at the most. Round the amount yourself; we never round your money.',
      'zh-CN': '{asset} 最多 {decimals} 位小数。请自行取整，我们不会替您舍入金额。',
    },
  },
  'amount-too-large': {
    status: 422,
    title: { en: 'The amount is too large', 'zh-CN': '金额过大' },
    detail: {
      en: 'No wallet can hold that much. Check the number of zeros.',
      'zh-CN': '没有钱包能容纳这么大的金额。请检查零的个数。',
    },
  },
  'memo-too-long': {
    status: 422,
    title: { en: 'The note is too long', 'zh-CN': '附言过长' },
    detail: {
      en: 'A note has {limit} characters at the most; yours has {length}. Shorten it.',
      'zh-CN': '附言最多 {limit} 个字符，您填写了 {length} 个。请缩短。',
    },
  },
  'own-wallet': {
    status: 403,
    title: { en: 'This is your own wallet', 'zh-CN': '这是您自己的钱包' },
    detail: {
      en: 'Nobody settles what is his own. Ask a colleague.',
      'zh-CN': '不能处理与自己有关的事项，请联系同事。',
    },
  },
  'compliance-only': {
    status: 403,
    title: { en: 'Compliance lifts this freeze', 'zh-CN': '此冻结须由合规人员解除' },
    detail: {
      en: 'It was made for a legal order or a reported scam. Ask a colleague in compliance.',
      'zh-CN': '该冻结源于司法或监管要求，或涉嫌诈骗的举报。请联系合规同事处理。',
    },
  },
  'recipient-is-self': {
    status: 422,
    title: { en: 'This is your own wallet', 'zh-CN': '这是您自己的钱包' },
    detail: {
      en: 'You cannot send money to yourself. Enter the e-mail address or handle of the person you want to pay.',
      'zh-CN': '不能向自己转账。请填写收款人的邮箱或用户名。',
    },
  },
  'recipient-unknown': {
    status: 404,
    title: { en: 'We do not know this recipient', 'zh-CN': '找不到收款人' },
    detail: {
      en: 'Nobody with a wallet here uses {to}. Check the spelling, or ask them to register and tell you their handle; your money has not moved.',
      'zh-CN': '没有钱包使用 {to}。请检查拼写，或请对方注册后告诉您用户名；您的资金没有变动。',
    },
  },
  'recipient-unavailable': {
    status: 409,
    title: { en: 'This wallet cannot receive money now', 'zh-CN': '该钱包目前无法收款' },
    detail: {
      en: 'The recipient’s wallet cannot receive money at the moment, and your money has not moved. Ask the recipient for another way to pay.',
      'zh-CN': '收款人的钱包目前无法收款，您的资金没有变动。请与收款人商定其他付款方式。',
    },
  },
  'sender-frozen': {
    status: 409,
    title: { en: 'Your wallet is frozen', 'zh-CN': '您的钱包已被冻结' },
    detail: {
      en: 'Money cannot leave your wallet since {since}: {reason} {next}',
      'zh-CN': '自 {since} 起您的钱包无法转出：{reason}{next}',
    },
  },
  'sender-closed': {
    status: 409,
    title: { en: 'Your wallet in this asset is closed', 'zh-CN': '您的该资产账户已关闭' },
    detail: {
      en: 'Closed accounts cannot pay, and your money has not moved. Choose another asset; if you did not close it yourself, file a complaint.',
      'zh-CN': '已关闭的账户无法付款，您的资金没有变动。请选择其他资产；如果不是您本人关闭的，请提交投诉。',
    },
  },
  'over-balance': {
    status: 409,
    title: { en: 'There is not enough in your wallet', 'zh-CN': '余额不足' },
    detail: {
      en: 'You can spend {available}; the payment needs {needed}. Send less, or top up first.',
      'zh-CN': '可用余额为 {available}，本次付款需要 {needed}。请减少金额或先充值。',
    },
  },
  'balance-too-large': {
    status: 409,
    title: { en: 'The recipient’s wallet is full', 'zh-CN': '收款人钱包已达上限' },
    detail: {
      en: 'With this payment the wallet would hold more than can be counted. Send less.',
      'zh-CN': '加上这笔付款后对方余额将超出可记录的上限。请减少金额。',
    },
  },
  'transaction-unknown': {
    status: 404,
    title: { en: 'There is no such transaction', 'zh-CN': '找不到该交易' },
    detail: {
      en: 'You have no transaction of this number. Look for it in your history; if money is missing, file a complaint.',
      'zh-CN': '您没有此编号的交易。请在交易记录中查找；如果资金缺失，请提交投诉。',
    },
  },
  'day-unknown': {
    status: 422,
    title: { en: 'There is no such day', 'zh-CN': '没有这一天' },
    detail: {
      en: 'This day is not in the calendar. Write year, month and day, for example 2026-11-22.',
      'zh-CN': '日历中没有这一天。请按年-月-日填写，例如 2026-11-22。',
    },
  },
  'date-order': {
    status: 422,
    title: { en: 'The days are the wrong way round', 'zh-CN': '日期先后颠倒' },
    detail: { en: 'The first day is after the last. Exchange them.', 'zh-CN': '起始日期晚于结束日期，请对调。' },
  },
  'already-frozen': {
    status: 409,
    title: { en: 'The wallet is already frozen for this reason', 'zh-CN': '钱包已因同一原因被冻结' },
    detail: {
      en: 'It has been frozen for this reason since {since}. Lift that freeze first if its extent is to change.',
      'zh-CN': '自 {since} 起已因此原因冻结。如需更改范围，请先解除该项冻结。',
    },
  },
  'order-incomplete': {
    status: 422,
    title: { en: 'A legal order has an authority, a number and a day', 'zh-CN': '执法命令须注明机关、文号和日期' },
    detail: {
      en: 'Say who ordered the freeze, under which number and on which day; for any other reason leave these out.',
      'zh-CN': '请填写发出命令的机关、文号和日期；其他原因则不要填写这些内容。',
    },
  },
  'order-by-compliance': {
    status: 403,
    title: { en: 'Compliance carries out orders', 'zh-CN': '执法命令由合规人员执行' },
    detail: {
      en: 'Pass the order to compliance. If money must be stopped at once, freeze the wallet for unusual activity meanwhile.',
      'zh-CN': '请将命令转交合规同事。如需立即止付，可先以“异常活动”冻结。',
    },
  },
  'freeze-unknown': {
    status: 404,
    title: { en: 'There is no such freeze', 'zh-CN': '没有此项冻结' },
    detail: { en: 'Go back to the wallet and choose one there.', 'zh-CN': '请返回钱包页面选择。' },
  },
  'not-locked-by-you': {
    status: 409,
    title: { en: 'You have no lock of your own', 'zh-CN': '没有您本人设置的锁定' },
    detail: {
      en: 'You can lift a lock that you made. For any other, see on your wallet’s page who can lift it.',
      'zh-CN': '您可以解除自己设置的锁定。其他冻结由谁解除，请查看钱包页面。',
    },
  },
  'lock-link-over': {
    status: 404,
    title: { en: 'This link no longer works', 'zh-CN': '该链接已失效' },
    detail: {
      en: 'It is incomplete or older than 30 days, and nothing was locked. Open the link in a newer notice, or sign in and lock the account on the page of your wallet.',
      'zh-CN': '链接不完整或已超过 30 天，尚未锁定任何账户。请打开较新通知中的链接，或登录后在钱包页面锁定。',
    },
  },
  'not-frozen': {
    status: 409,
    title: { en: 'The wallet is not frozen', 'zh-CN': '钱包未被冻结' },
    detail: {
      en: 'There is nothing to lift. Reload the page to see its present state.',
      'zh-CN': '没有可解除的冻结。请刷新页面查看当前状态。',
    },
  },
  'redress-refused': {
    status: 409,
    title: { en: 'The money cannot be paid to this wallet', 'zh-CN': '无法向该钱包支付' },
    detail: {
      en: 'The wallet in {asset} is closed, fully frozen or missing, so nothing was decided and nothing paid. Unfreeze it, or choose another asset.',
      'zh-CN': '{asset} 账户已关闭、被全部冻结或不存在，因此未作决定也未付款。请先解冻，或选择其他资产。',
    },
  },
  'refund-too-large': {
    status: 422,
    title: { en: 'The refund is more than the transaction', 'zh-CN': '退款超过交易金额' },
    detail: {
      en: 'Of this transaction {left} can still be refunded. Refund less, and give what goes beyond it as a credit.',
      'zh-CN': '该交易还可退款 {left}。请减少退款，超出部分以补偿方式支付。',
    },
  },
  'refund-of-another': {
    status: 422,
    title: { en: 'The refund does not fit the transaction', 'zh-CN': '退款与交易不符' },
    detail: {
      en: 'A refund goes to the person who paid, in the asset of the payment. Check the transaction, or give a credit.',
      'zh-CN': '退款应以原交易资产退给付款人。请核对交易，或改为补偿。',
    },
  },
  'bank-account-unknown': {
    status: 422,
    title: { en: 'This is not one of our bank accounts', 'zh-CN': '这不是我们的银行账户' },
    detail: {
      en: 'The statement is of account {number}, and nothing of it was booked. If the account is ours, an administrator adds it below first.',
      'zh-CN': '对账单所属账户为 {number}，未记入任何款项。如果确为我们的账户，请管理员先在下方添加。',
    },
  },
  'bank-account-currency': {
    status: 422,
    title: { en: 'The statement is in the wrong currency', 'zh-CN': '对账单币种不符' },
    detail: {
      en: 'Account {number} is kept in {asset}, the statement is in {currency}. Nothing was booked; check which account it belongs to.',
      'zh-CN': '账户 {number} 的币种为 {asset}，对账单为 {currency}。未记入任何款项，请核对所属账户。',
    },
  },
  'bank-account-exists': {
    status: 409,
    title: { en: 'This bank account is already known', 'zh-CN': '该银行账户已存在' },
    detail: {
      en: 'Account {number} was added before. Nothing was changed.',
      'zh-CN': '账户 {number} 此前已添加。没有任何改动。',
    },
  },
  'bank-account-number': {
    status: 422,
    title: { en: 'The account number is mistyped', 'zh-CN': '账号有误' },
    detail: {
      en: 'The check digits of this IBAN do not fit. Copy it from the bank’s papers.',
      'zh-CN': '该 IBAN 的校验位不正确。请从银行文件中复制。',
    },
  },
  'file-not-base64': {
    status: 422,
    title: { en: 'The file did not arrive whole', 'zh-CN': '文件未完整送达' },
    detail: {
      en: 'Send the statement’s bytes in base64 (RFC 4648 §4). Nothing was booked.',
      'zh-CN': '请以 base64(RFC 4648 §4)发送对账单内容。未记入任何款项。',
    },
  },
  'line-settled': {
    status: 409,
    title: { en: 'Somebody has settled this line already', 'zh-CN': '该明细已被处理' },
    detail: {
      en: 'It is no longer on the work list: {state}. Reload the list.',
      'zh-CN': '它已不在待办列表中：{state}。请刷新列表。',
    },
  },
  'line-unknown': {
    status: 404,
    title: { en: 'There is no such line', 'zh-CN': '找不到该明细' },
    detail: { en: 'Reload the work list and choose the line there.', 'zh-CN': '请刷新待办列表并在其中选择。' },
  },
  'line-direction': {
    status: 422,
    title: { en: 'This does not fit the line', 'zh-CN': '处理方式与明细不符' },
    detail: {
      en: 'Money that came in can be assigned to a customer, and only money that left the bank can be a cost. Choose another way to settle it.',
      'zh-CN': '只有转入的款项可以记入客户账户，只有转出的款项可以记为成本。请选择其他处理方式。',
    },
  },
});
