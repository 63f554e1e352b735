import type { proof as english } from '../en/proof.ts';
import type { Texts } from '../texts.ts';

export const proof: Texts<typeof english> = {
  title: '请确认是您本人',
  lead: '接下来的操作如果被他人冒用，可能会损害您的利益。请先验证一次，再继续。',
  password: '您的密码',
  byPassword: '确认',
  byCodeTitle: '或使用动态码',
  code: '验证器应用中的动态码',
  byCode: '用动态码确认',
  passkey: '使用通行密钥',
  passkeyFailed: '通行密钥未能使用。请重试，或使用密码。',
  email: {
    link: '更换电子邮箱',
    title: '更换电子邮箱',
    lead: '我们会向新邮箱发送验证码。您输入后，新邮箱将在 24 小时后启用；原邮箱会立即收到通知。',
    now: '当前邮箱',
    new: '新邮箱',
    ask: '发送验证码',
    codeTitle: (email) => `请输入发送到 ${email} 的验证码`,
    code: '验证码',
    codeHint: '共十二位数字，10 分钟内有效。',
    confirm: '确认新邮箱',
    waiting: (email, from) => `${email} 将于 ${from} 启用`,
    waitingText: '在此之前原邮箱继续有效。如果不是您本人申请，请取消更换并修改密码。',
    stop: '取消更换',
    stopped: '已取消，您的邮箱保持不变。',
    confirmed: '已确认。',
  },
};
