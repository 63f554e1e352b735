import type { Role } from '../platform/actor.ts';
import type { Config } from '../platform/config.ts';
import { newId } from '../platform/id.ts';
import { localize } from '../platform/localized.ts';
import type { Locale, Localized } from '../platform/localized.ts';
import type { Outgoing } from '../platform/outbox.ts';
import { roleNames } from './contract.ts';

/** Minutes for which a mailed code works. */
export const codeMinutes = 10;

/** Days for which an invitation works. */
export const invitationDays = 7;

interface Letter {
  readonly subject: Localized;
  readonly text: Localized;
}

const letters = {
  'register-code': {
    subject: { en: '{code} is your {brand} code', 'zh-CN': '{code} 是您的 {brand} 验证码' },
    text: {
      en: 'Your code is {code}\n\nEnter it on the page where you are opening your {brand} account. It works for {minutes} minutes.\n\nIf you did not ask for it, you need do nothing: without the code no account is opened.\n\nNobody from {brand} will ever ask you for this code.',
      'zh-CN':
        '您的验证码是 {code}\n\n请在开通 {brand} 账户的页面上输入。验证码 {minutes} 分钟内有效。\n\n如果不是您本人申请，无需任何操作：没有验证码就不会开通账户。\n\n{brand} 的任何人都不会向您索取此验证码。',
    },
  },
  'already-registered': {
    subject: { en: 'You already have a {brand} account', 'zh-CN': '您已有 {brand} 账户' },
    text: {
      en: 'Somebody, probably you, asked to open a {brand} account with this address. You already have one.\n\nSign in: {site}/sign-in\nForgotten the password: {site}/recover\n\nIf it was not you, you need do nothing.',
      'zh-CN':
        '有人（可能是您本人）申请用此邮箱开通 {brand} 账户，但您已经有账户了。\n\n登录：{site}/sign-in\n忘记密码：{site}/recover\n\n如果不是您本人操作，无需任何处理。',
    },
  },
  'recovery-code': {
    subject: { en: '{code} is your {brand} recovery code', 'zh-CN': '{code} 是您的 {brand} 账户找回验证码' },
    text: {
      en: 'Your code is {code}\n\nEnter it on the page where you are choosing a new password. It works for {minutes} minutes.\n\nIf you did not ask for it, you need do nothing: your password stays as it is.\n\nNobody from {brand} will ever ask you for this code.',
      'zh-CN':
        '您的验证码是 {code}\n\n请在设置新密码的页面上输入。验证码 {minutes} 分钟内有效。\n\n如果不是您本人申请，无需任何操作：您的密码不会改变。\n\n{brand} 的任何人都不会向您索取此验证码。',
    },
  },
  'no-account': {
    subject: { en: 'There is no {brand} account with this address', 'zh-CN': '此邮箱没有 {brand} 账户' },
    text: {
      en: 'Somebody, probably you, asked to recover a {brand} account with this address. There is none.\n\nPerhaps you registered with another address: try that one at {site}/recover\nOpen an account: {site}/register\n\nYou can complain without an account: {site}/complain\n\nIf it was not you, you need do nothing.',
      'zh-CN':
        '有人（可能是您本人）申请用此邮箱找回 {brand} 账户，但此邮箱没有账户。\n\n您也许使用了另一个邮箱注册，请在此重试：{site}/recover\n开通账户：{site}/register\n\n没有账户也可以投诉：{site}/complain\n\n如果不是您本人操作，无需任何处理。',
    },
  },
  invitation: {
    subject: { en: 'You are invited to the staff of {brand}', 'zh-CN': '邀请您加入 {brand} 团队' },
    text: {
      en: '{inviter} invites you to work at {brand} as {roles}.\n\nOpen this link within {days} days. It works once, and only for you:\n{link}\n\nHave an authenticator app at hand: staff sign in with a code from it.',
      'zh-CN':
        '{inviter} 邀请您以{roles}的身份加入 {brand}。\n\n请在 {days} 天内打开此链接。链接仅限您本人使用一次：\n{link}\n\n请准备好验证器应用：员工登录需要其中的动态码。',
    },
  },
  'password-changed': notice(
    { en: 'Your {brand} password was changed', 'zh-CN': '您的 {brand} 密码已修改' },
    {
      en: 'The password of your account was changed, and every other device was signed out.',
      'zh-CN': '您的账户密码已修改，其他设备均已退出登录。',
    },
  ),
  'passkey-added': notice(
    { en: 'A passkey was added to your {brand} account', 'zh-CN': '您的 {brand} 账户新增了通行密钥' },
    {
      en: 'A passkey was added to your account. Whoever holds it can sign in.',
      'zh-CN': '您的账户新增了一个通行密钥，持有者可以登录。',
    },
  ),
  'passkey-removed': notice(
    { en: 'A passkey was removed from your {brand} account', 'zh-CN': '您的 {brand} 账户移除了通行密钥' },
    {
      en: 'A passkey was removed from your account and no longer works.',
      'zh-CN': '您的账户移除了一个通行密钥，该密钥已失效。',
    },
  ),
  'two-factor-on': notice(
    { en: 'The second step is on for your {brand} account', 'zh-CN': '您的 {brand} 账户已启用两步验证' },
    {
      en: 'From now on a code from your authenticator app is asked for after the password. Every other device was signed out.',
      'zh-CN': '今后输入密码后还需验证器应用的动态码。其他设备均已退出登录。',
    },
  ),
  'two-factor-off': notice(
    { en: 'The second step is off for your {brand} account', 'zh-CN': '您的 {brand} 账户已关闭两步验证' },
    {
      en: 'From now on the password alone is enough to sign in, until you turn the second step on again.',
      'zh-CN': '在您重新启用之前，仅凭密码即可登录。',
    },
  ),
  'email-change-asked': notice(
    { en: 'A new e-mail address for your {brand} account', 'zh-CN': '您的 {brand} 账户将更换电子邮箱' },
    {
      en: 'From {from} on your account belongs to {email}. Until then this address stays in force, and you can stop the change: {site}/account/email',
      'zh-CN': '自 {from} 起，您的账户将改用 {email}。在此之前原邮箱继续有效，您可以随时取消更换：{site}/account/email',
    },
  ),
  'email-changed': notice(
    { en: 'The e-mail address of your {brand} account was changed', 'zh-CN': '您的 {brand} 账户已更换电子邮箱' },
    {
      en: 'Your account now belongs to {email}. Sign in with that address from now on.',
      'zh-CN': '您的账户现已改用 {email}。今后请用该邮箱登录。',
    },
  ),
  'email-code': {
    subject: { en: '{code} is your {brand} code', 'zh-CN': '{code} 是您的 {brand} 验证码' },
    text: {
      en: 'Your code is {code}\n\nEnter it on the page where you are giving your {brand} account this address. It works for {minutes} minutes.\n\nIf you did not ask for it, you need do nothing: without the code nothing changes.\n\nNobody from {brand} will ever ask you for this code.',
      'zh-CN':
        '您的验证码是 {code}\n\n请在更换邮箱的页面上输入。验证码 {minutes} 分钟内有效。\n\n如果不是您本人申请，无需任何操作：没有验证码就不会更换。\n\n{brand} 的任何人都不会向您索取此验证码。',
    },
  },
  'roles-changed': notice(
    { en: 'Your roles at {brand} were changed', 'zh-CN': '您在 {brand} 的角色已变更' },
    {
      en: 'An administrator changed what you may do. Your roles now: {roles}.',
      'zh-CN': '管理员变更了您的权限。您目前的角色：{roles}。',
    },
  ),
} as const satisfies Record<string, Letter>;

function notice(subject: Localized, fact: Localized): Letter {
  return {
    subject,
    text: {
      en: `${fact.en}\n\nIf this was you, or you knew of it, you need do nothing. If not, lock your account at once (no sign-in needed): {lock}\nthen take it back: {site}/recover\nand tell us: {site}/complain`,
      'zh-CN': `${fact['zh-CN']}\n\n如果是您本人操作或您已知情，无需任何处理。如果不是，请立即锁定账户（无需登录）：{lock}\n然后找回账户：{site}/recover\n并告知我们：{site}/complain`,
    },
  };
}

export type LetterName = keyof typeof letters;

/** A security notice: what changed about how a person signs in. */
export const notices = [
  'password-changed',
  'passkey-added',
  'passkey-removed',
  'two-factor-on',
  'two-factor-off',
] as const satisfies readonly LetterName[];
export type Notice = (typeof notices)[number];

/** Everything that changes how a person signs in or what he may do here. */
export type SecurityChange = Notice | 'roles-changed' | 'email-change-asked' | 'email-changed';

interface Addressee {
  readonly email: string;
  readonly locale: Locale;
}

/** One of our letters, ready for the outbox; `{name}` places are filled from `values`, the brand and the site's address. */
export function writeLetter(
  config: Config,
  name: LetterName,
  { email, locale }: Addressee,
  values: Readonly<Record<string, string>> = {},
): Outgoing {
  const filled = {
    brand: config.brand,
    site: config.publicUrl,
    minutes: String(codeMinutes),
    days: String(invitationDays),
    ...values,
  };
  const { subject, text } = letters[name];
  const payload = {
    to: email,
    subject: localize(subject, locale, filled),
    text: `${localize(text, locale, filled)}\n`,
    automatic: true,
  };
  return { kind: 'mail', key: `identity.${name} ${newId(0)}`, payload };
}

/** Roles as a reader names them. */
export function listRoles(roles: readonly Role[], locale: Locale): string {
  if (roles.length === 0) return localize({ en: 'none', 'zh-CN': '无' }, locale);
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(
    roles.map((role) => localize(roleNames[role], locale)),
  );
}
