import type { Config } from '../../platform/config.ts';
import { localize } from '../../platform/localized.ts';
import type { Locale, Localized } from '../../platform/localized.ts';
import type { Mail } from '../../platform/outbox.ts';
import type { Merchant } from './contract.ts';
import type { MerchantDecision } from './merchant-state.ts';

interface Letter {
  readonly subject: Localized;
  readonly text: Localized;
}

const decisionLetters: Readonly<Record<MerchantDecision, Letter>> = {
  approve: {
    subject: { en: '{name} may take payments now', 'zh-CN': '{name} 现在可以收款了' },
    text: {
      en: 'Your application is approved: {name} may take payments with {brand}.\n\nMake an API key and connect your shop: {page}',
      'zh-CN': '您的申请已通过：{name} 现在可以使用 {brand} 收款。\n\n请创建 API 密钥并接入您的商店：{page}',
    },
  },
  refuse: {
    subject: { en: 'Your application as a merchant is refused', 'zh-CN': '您的商户申请未通过' },
    text: {
      en: 'We cannot let {name} take payments. The reason:\n\n{reason}\n\nYou may apply again: {page}\nIf you think that we are wrong, complain; it is free: {complain}',
      'zh-CN':
        '我们无法为 {name} 开通收款。理由：\n\n{reason}\n\n您可以重新申请：{page}\n如果您认为我们有误，可以免费投诉：{complain}',
    },
  },
  suspend: {
    subject: { en: '{name} is suspended', 'zh-CN': '{name} 已被暂停收款' },
    text: {
      en: '{name} can take no payments for now. The reason:\n\n{reason}\n\nRefunds and reports still work, and the money in your wallet is yours: {page}\nIf you think that we are wrong, complain; it is free: {complain}',
      'zh-CN':
        '{name} 暂时不能收款。理由：\n\n{reason}\n\n退款和报表仍可使用，钱包里的钱仍归您所有：{page}\n如果您认为我们有误，可以免费投诉：{complain}',
    },
  },
  reinstate: {
    subject: { en: '{name} may take payments again', 'zh-CN': '{name} 已恢复收款' },
    text: {
      en: 'The suspension of {name} is over. Your keys and webhooks work as before: {page}',
      'zh-CN': '{name} 的暂停已解除。密钥和 Webhook 照常使用：{page}',
    },
  },
};

const keyLetter: Letter = {
  subject: { en: 'A new API key of {name}', 'zh-CN': '{name} 新增了 API 密钥' },
  text: {
    en: 'A new API key was made for {name}. It begins {prefix}.\n\nIf it was not you, revoke it at once and change your password: {page}',
    'zh-CN': '{name} 新增了一个 API 密钥，开头为 {prefix}。\n\n如非本人操作，请立即吊销该密钥并修改密码：{page}',
  },
};

const endpointLetter: Letter = {
  subject: { en: 'We stopped sending webhooks to {url}', 'zh-CN': '已停止向 {url} 发送 Webhook' },
  text: {
    en: 'For three days nothing that we sent to {url} was taken. The last failure: {error}\n\nThe endpoint is switched off. Nothing is lost: put your receiver right, switch the endpoint on, and replay what failed: {page}',
    'zh-CN':
      '三天以来，我们发往 {url} 的消息均未被接收。最近一次失败：{error}\n\n该端点已停用，但没有任何消息丢失：修复接收程序后，请重新启用端点并重发失败的消息：{page}',
  },
};

type Site = Pick<Config, 'brand' | 'publicUrl'>;

function compose(letter: Letter, locale: Locale, to: string, values: Readonly<Record<string, string>>): Mail {
  // A subject is one line, whatever a name holds.
  const subject = localize(letter.subject, locale, values).replace(/[\r\n]+/g, ' ');
  return { to, subject, text: localize(letter.text, locale, values), automatic: true };
}

/** Tells a merchant what was decided on him, and why. */
export function decisionMail(
  { brand, publicUrl }: Site,
  given: { readonly merchant: Merchant; readonly decision: MerchantDecision; readonly locale: Locale },
): Mail {
  const { merchant, decision, locale } = given;
  return compose(decisionLetters[decision], locale, merchant.contact, {
    brand,
    name: merchant.tradingName,
    reason: merchant.reason ?? '',
    page: `${publicUrl}/merchant`,
    complain: `${publicUrl}/complain`,
  });
}

/** Tells a merchant that an endpoint of his was switched off because nothing got through. */
export function endpointMail(
  { publicUrl }: Site,
  given: { readonly contact: string; readonly url: string; readonly error: string; readonly locale: Locale },
): Mail {
  const { contact, url, error, locale } = given;
  return compose(endpointLetter, locale, contact, { url, error, page: `${publicUrl}/merchant/webhooks` });
}

/** Tells a merchant, at the address of his account, that there is a new key that acts for him. */
export function keyMail(
  { publicUrl }: Site,
  given: { readonly to: string; readonly name: string; readonly prefix: string; readonly locale: Locale },
): Mail {
  const { to, name, prefix, locale } = given;
  return compose(keyLetter, locale, to, { name, prefix, page: `${publicUrl}/merchant/keys` });
}
