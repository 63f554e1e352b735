import { defineProblems } from '../platform/problem.ts';
import type { Problem } from '../platform/problem.ts';

export const identityProblem = defineProblems('identity', {
  'email-invalid': {
    status: 422,
    title: { en: 'Check the e-mail address', 'zh-CN': '请检查电子邮箱' },
    detail: {
      en: 'Enter an e-mail address in the form name@example.com.',
      'zh-CN': '请按 name@example.com 的格式填写电子邮箱。',
    },
  },
  'email-is-own': {
    status: 422,
    title: { en: 'This is your address already', 'zh-CN': '这已是您的电子邮箱' },
    detail: { en: 'Enter the address that is to replace it.', 'zh-CN': '请填写要更换的新邮箱。' },
  },
  'no-email-change': {
    status: 409,
    title: { en: 'No change is under way', 'zh-CN': '没有进行中的更换' },
    detail: {
      en: 'Your e-mail address stays as it is. Ask for a change again if you want one.',
      'zh-CN': '您的电子邮箱保持不变。如需更换，请重新申请。',
    },
  },
  'name-invalid': {
    status: 422,
    title: { en: 'Check the name', 'zh-CN': '请检查姓名' },
    detail: {
      en: 'Enter a name of 1 to 80 characters, without hidden characters.',
      'zh-CN': '请填写 1 至 80 个字符的姓名，不能包含不可见字符。',
    },
  },
  'password-too-short': {
    status: 422,
    title: { en: 'Choose a longer password', 'zh-CN': '请设置更长的密码' },
    detail: {
      en: 'Use at least {min} characters. Three or four unrelated words are easy to remember and hard to guess.',
      'zh-CN': '密码至少 {min} 个字符。三四个互不相关的词既好记又难猜。',
    },
  },
  'password-too-long': {
    status: 422,
    title: { en: 'Choose a shorter password', 'zh-CN': '请设置更短的密码' },
    detail: { en: 'Use at most {max} characters.', 'zh-CN': '密码最多 {max} 个字符。' },
  },
  'password-common': {
    status: 422,
    title: { en: 'Choose another password', 'zh-CN': '请换一个密码' },
    detail: {
      en: 'This password is among those that are guessed first. Three or four unrelated words are easy to remember and hard to guess.',
      'zh-CN': '这个密码属于最容易被猜中的一类。三四个互不相关的词既好记又难猜。',
    },
  },
  'password-personal': {
    status: 422,
    title: { en: 'Choose another password', 'zh-CN': '请换一个密码' },
    detail: {
      en: 'Your name or e-mail address is too easy to guess as a password.',
      'zh-CN': '用姓名或电子邮箱作密码太容易被猜中。',
    },
  },
  'wrong-password': {
    status: 422,
    title: { en: 'That password is not right', 'zh-CN': '密码不正确' },
    detail: { en: 'Enter the password that you use now.', 'zh-CN': '请输入您当前使用的密码。' },
  },
  'step-up-needed': {
    status: 403,
    title: { en: 'Please show that it is you', 'zh-CN': '请验证是您本人' },
    detail: {
      en: 'This needs your password, a code or a passkey shown within the last {minutes} minutes. Confirm that it is you, then do it again.',
      'zh-CN': '此操作需要在 {minutes} 分钟内验证过密码、动态码或通行密钥。请先验证，再重新操作。',
    },
  },
  'wrong-credentials': {
    status: 422,
    title: { en: 'You could not be signed in', 'zh-CN': '无法登录' },
    detail: {
      en: 'The e-mail address and password do not belong together. Try again, or recover your account.',
      'zh-CN': '电子邮箱与密码不匹配。请重试，或找回账户。',
    },
  },
  'wrong-code': {
    status: 422,
    title: { en: 'That code does not work', 'zh-CN': '验证码无效' },
    detail: {
      en: 'It is mistyped, or older than {minutes} minutes, or was tried too often. Check it, or ask for a new one.',
      'zh-CN': '验证码可能输入有误、已超过 {minutes} 分钟，或尝试次数过多。请检查，或重新获取。',
    },
  },
  'wrong-totp': {
    status: 422,
    title: { en: 'That code does not work', 'zh-CN': '动态码无效' },
    detail: {
      en: 'Enter the six digits that your authenticator app shows now, or one of your recovery codes.',
      'zh-CN': '请输入验证器应用当前显示的六位数字，或您的一个恢复码。',
    },
  },
  'second-step-over': {
    status: 422,
    title: { en: 'Please sign in again', 'zh-CN': '请重新登录' },
    detail: {
      en: 'The second step took too long or had too many wrong codes. Start again with your password.',
      'zh-CN': '第二步验证超时或错误次数过多。请从输入密码重新开始。',
    },
  },
  'too-many-tries': {
    status: 429,
    title: { en: 'Too many tries', 'zh-CN': '尝试次数过多' },
    detail: {
      en: 'For your safety, wait {minutes} minutes and try again.',
      'zh-CN': '为了您的安全，请等待 {minutes} 分钟后重试。',
    },
  },
  'two-factor-required': {
    status: 409,
    title: { en: 'Your role needs the second step', 'zh-CN': '您的角色必须使用两步验证' },
    detail: {
      en: 'Staff always sign in with a code from an authenticator app.',
      'zh-CN': '员工登录必须使用验证器应用的动态码。',
    },
  },
  'two-factor-already-on': {
    status: 409,
    title: { en: 'The second step is already on', 'zh-CN': '两步验证已启用' },
    detail: {
      en: 'To use another device, turn it off first or ask an administrator to reset it.',
      'zh-CN': '如需更换设备，请先关闭，或请管理员重置。',
    },
  },
  'handle-invalid': {
    status: 422,
    title: { en: 'Check the handle', 'zh-CN': '请检查用户名' },
    detail: {
      en: 'A handle has 3 to 20 characters: letters a to z, digits and _.',
      'zh-CN': '用户名为 3 至 20 个字符：字母 a–z、数字和下划线。',
    },
  },
  'handle-taken': {
    status: 409,
    title: { en: 'This handle is not free', 'zh-CN': '该用户名不可用' },
    detail: { en: 'Choose another handle.', 'zh-CN': '请换一个用户名。' },
  },
  'handles-used-up': {
    status: 409,
    title: { en: 'You cannot take another handle', 'zh-CN': '不能再更换用户名' },
    detail: {
      en: 'A person may have at most {max} handles, so that nobody pays the wrong one. You can return to one of yours.',
      'zh-CN': '每人最多使用 {max} 个用户名，以免他人付错款。您可以换回自己用过的。',
    },
  },
  'invitation-over': {
    status: 410,
    title: { en: 'This link no longer works', 'zh-CN': '该链接已失效' },
    detail: {
      en: 'It was used already, has expired, or was replaced. Ask for a new one.',
      'zh-CN': '链接已被使用、已过期或已被替换。请索取新的链接。',
    },
  },
  'invitation-for-another': {
    status: 403,
    title: { en: 'This invitation is for somebody else', 'zh-CN': '该邀请属于他人' },
    detail: {
      en: 'It was sent to another e-mail address than the one that you are signed in with.',
      'zh-CN': '邀请发送到的电子邮箱与您当前登录的不同。',
    },
  },
  'sign-in-to-accept': {
    status: 409,
    title: { en: 'Please sign in first', 'zh-CN': '请先登录' },
    detail: {
      en: 'This e-mail address already has an account. Sign in with it, then open the link again.',
      'zh-CN': '该电子邮箱已有账户。请先登录，再打开此链接。',
    },
  },
  'already-staff': {
    status: 409,
    title: { en: 'This person is already on the staff', 'zh-CN': '此人已是员工' },
    detail: { en: 'Change the roles in the list instead.', 'zh-CN': '请在员工列表中修改其角色。' },
  },
  'last-admin': {
    status: 409,
    title: { en: 'Somebody must stay administrator', 'zh-CN': '必须保留一名管理员' },
    detail: {
      en: 'Make another person administrator first. Nobody can take this role from himself.',
      'zh-CN': '请先指定另一位管理员。任何人都不能取消自己的管理员角色。',
    },
  },
  'unknown-person': {
    status: 404,
    title: { en: 'There is no such person', 'zh-CN': '没有此人' },
    detail: { en: 'Check the address, or search again.', 'zh-CN': '请检查地址，或重新搜索。' },
  },
  'unknown-session': {
    status: 404,
    title: { en: 'This is already gone', 'zh-CN': '此项已不存在' },
    detail: {
      en: 'It was signed out or removed before. There is nothing left to do.',
      'zh-CN': '它此前已退出或移除，无需再操作。',
    },
  },
  'passkey-not-verified': {
    status: 422,
    title: { en: 'The passkey could not be used', 'zh-CN': '无法使用该通行密钥' },
    detail: {
      en: 'Your device must ask for your fingerprint, face or PIN. Try again, or use your password.',
      'zh-CN': '您的设备必须验证指纹、面容或 PIN。请重试，或使用密码。',
    },
  },
});

/** The problem, said at one field of the form: `pointer` is a JSON pointer. */
export function fieldProblem(
  name: Parameters<typeof identityProblem>[0],
  pointer: string,
  values: Readonly<Record<string, string>> = {},
): Problem {
  const { text } = identityProblem(name);
  return identityProblem(name, values, [{ pointer, detail: text.detail }]);
}
