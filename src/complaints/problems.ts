import { defineProblems } from '../platform/problem.ts';

export const complaintsProblem = defineProblems('complaints', {
  'unknown-case': {
    status: 404,
    title: { en: 'There is no such case here', 'zh-CN': '没有找到该案件' },
    detail: {
      en: 'Check the number, or open the link in the mail that we sent you. A number alone opens no case.',
      'zh-CN': '请核对编号，或打开我们邮件中的链接。仅凭编号无法查看案件。',
    },
  },
  'unknown-pack': {
    status: 404,
    title: { en: 'There is no such page of rules', 'zh-CN': '没有这页规则' },
    detail: { en: 'Choose one from the list of rules.', 'zh-CN': '请从规则列表中选择。' },
  },
  'bad-delay': {
    status: 422,
    title: { en: 'The new date is not a day to come', 'zh-CN': '新日期不是将来的日期' },
    detail: { en: 'Name a day after today.', 'zh-CN': '请填写今天之后的日期。' },
  },
  'delay-too-long': {
    status: 422,
    title: { en: 'The law does not allow so long a delay', 'zh-CN': '法律不允许延期这么久' },
    detail: {
      en: 'Name a date up to {latest} ({clause}). Nothing was sent.',
      'zh-CN': '最晚可填{latest_zh}（{clause}）。尚未发送任何内容。',
    },
  },
  'step-to-come': {
    status: 422,
    title: { en: 'That is yet to come', 'zh-CN': '时间还没到' },
    detail: { en: 'Name today or a day that has passed.', 'zh-CN': '请填写今天或已经过去的日期。' },
  },
  'act-refused': {
    status: 409,
    title: { en: 'This cannot be done now', 'zh-CN': '目前无法进行此操作' },
    detail: { en: '{why}', 'zh-CN': '{why_zh}' },
  },
  stale: {
    status: 409,
    title: { en: 'The case has changed since you opened it', 'zh-CN': '您打开后案件已有变化' },
    detail: {
      en: 'Nothing was sent or decided. Since you opened it: {changes}. Look at it again, then repeat what you want to do; what you wrote is kept.',
      'zh-CN': '尚未发送或决定任何内容。您打开之后：{changes_zh}。请重新查看后再操作；您已写的内容均已保留。',
    },
  },
  'no-sub-issue': {
    status: 422,
    title: { en: 'The detail belongs to another issue', 'zh-CN': '子类型不属于该问题类型' },
    detail: {
      en: 'Choose a detail of the issue that you chose, or none.',
      'zh-CN': '请选择所选问题类型之下的子类型，或不选。',
    },
  },
  'no-such-asset': {
    status: 422,
    title: { en: 'That currency or asset is not held here', 'zh-CN': '此处没有该币种或资产' },
    detail: { en: 'Choose one of the assets of this wallet.', 'zh-CN': '请选择本钱包的一种资产。' },
  },
  'bad-email': {
    status: 422,
    title: { en: 'That is not a complete e-mail address', 'zh-CN': '邮箱地址不完整' },
    detail: {
      en: 'Check it, for example name@mail.example, or leave it empty.',
      'zh-CN': '请检查，例如 name@mail.example，或留空。',
    },
  },
  'wrong-code': {
    status: 422,
    title: { en: 'That code is not right', 'zh-CN': '验证码不正确' },
    detail: {
      en: 'Check the newest mail from us; {left} more tries are left. Your complaint is with us either way.',
      'zh-CN': '请查看我们最新的邮件；还可尝试 {left} 次。无论如何，您的投诉已经受理。',
    },
  },
  'code-used-up': {
    status: 410,
    title: { en: 'That code no longer works', 'zh-CN': '验证码已失效' },
    detail: {
      en: 'Ask for a new one. Your complaint is with us either way.',
      'zh-CN': '请重新获取验证码。无论如何，您的投诉已经受理。',
    },
  },
  'too-many-codes': {
    status: 429,
    title: { en: 'No more codes can be sent', 'zh-CN': '无法再发送验证码' },
    detail: {
      en: 'Answer the mail that we sent you instead; that confirms your address as well.',
      'zh-CN': '请直接回复我们发给您的邮件，同样可以确认您的邮箱。',
    },
  },
  'no-email': {
    status: 422,
    title: { en: 'We have no e-mail address to write to', 'zh-CN': '没有可用的邮箱地址' },
    detail: { en: 'Add an address first.', 'zh-CN': '请先补充邮箱地址。' },
  },
  'unknown-draft': {
    status: 404,
    title: { en: 'There is nothing saved under this code', 'zh-CN': '此续填码没有对应的草稿' },
    detail: {
      en: 'Check the code. Drafts are kept for 30 days, and end when they are sent.',
      'zh-CN': '请核对续填码。草稿保存 30 天，提交后即失效。',
    },
  },
  'not-a-handler': {
    status: 422,
    title: { en: 'Cases are given to staff who handle them', 'zh-CN': '案件只能分配给处理人员' },
    detail: { en: 'Choose somebody with the role of a handler or supervisor.', 'zh-CN': '请选择处理员或主管。' },
  },
  'redress-not-allowed': {
    status: 422,
    title: { en: 'No money goes with this outcome', 'zh-CN': '该结果不涉及支付' },
    detail: {
      en: 'Choose an outcome that upholds or settles the complaint, or leave the redress out.',
      'zh-CN': '请选择成立或和解类结果，或不填写补救金额。',
    },
  },
  'redress-needed': {
    status: 422,
    title: { en: 'This outcome pays something', 'zh-CN': '该结果需要支付' },
    detail: {
      en: 'Say in which asset and how much, or choose another outcome.',
      'zh-CN': '请填写资产和金额，或选择其他结果。',
    },
  },
  'outcome-not-yours': {
    status: 422,
    title: { en: 'A handler cannot decide this', 'zh-CN': '处理员不能作出此结果' },
    detail: {
      en: 'This outcome comes from the customer, a clock or an outside body.',
      'zh-CN': '此结果由客户、时限或外部机构产生。',
    },
  },
});
