import type { topUp as english } from '../en/top-up.ts';
import type { Texts } from '../texts.ts';

export const topUp: Texts<typeof english> = {
  title: '银行充值',
  lead: '请从您的银行汇款，并在附言中填写您的充值附言。银行通知我们后即入账，通常为下一个工作日。',
  reference: '您的充值附言',
  referenceHint: '它不会改变。大小写、有无连字符均可。',
  account: (asset) => `${asset} 收款账户`,
  holder: '户名',
  number: '账号',
  bank: '开户银行',
  bic: 'BIC',
  chain: '改用链上充值',
  forgot: '忘记填写附言？',
  forgotText: '您的钱不会丢失：我们会单独保管并查找所有人。告诉我们日期和金额，可以更快入账。',
  none: '目前还没有可用于充值的银行账户。您仍可接收他人转账。',
  complain: '充值没有到账',
};
