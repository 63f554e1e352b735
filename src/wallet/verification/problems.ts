import { defineProblems } from '../../platform/problem.ts';

export const verificationProblem = defineProblems('wallet', {
  'verification-nothing-higher': {
    status: 409,
    title: { en: 'You are fully verified', 'zh-CN': '您已完成全部认证' },
    detail: {
      en: 'There is no higher level. Write to us if you need higher limits.',
      'zh-CN': '没有更高的等级。如需更高额度，请联系我们。',
    },
  },
  'verification-under-way': {
    status: 409,
    title: { en: 'We are looking at your documents', 'zh-CN': '您的材料正在审核中' },
    detail: {
      en: 'Nothing can be changed while we look. We write to you as soon as it is decided.',
      'zh-CN': '审核期间不能修改。审核完成后我们会立即通知您。',
    },
  },
  'verification-too-often': {
    status: 429,
    title: { en: 'Too many attempts', 'zh-CN': '提交次数过多' },
    detail: {
      en: 'You have sent documents {max} times within 30 days. Wait, or write to us so that we can help.',
      'zh-CN': '您在 30 天内已提交 {max} 次。请稍后再试，或联系我们协助。',
    },
  },
  'verification-detail-missing': {
    status: 422,
    title: { en: 'Something is missing', 'zh-CN': '信息不完整' },
    detail: { en: 'Fill this in as it stands in the document.', 'zh-CN': '请按证件内容填写。' },
  },
  'verification-birth-date': {
    status: 422,
    title: { en: 'Check the date of birth', 'zh-CN': '请检查出生日期' },
    detail: {
      en: 'Write year, month and day, such as 1990-02-28. A wallet is for people of 18 years or more.',
      'zh-CN': '请按年-月-日填写，例如 1990-02-28。年满 18 周岁方可使用钱包。',
    },
  },
  'verification-document-missing': {
    status: 422,
    title: { en: 'A document is missing', 'zh-CN': '缺少材料' },
    detail: { en: 'Add a photo or a PDF of it.', 'zh-CN': '请添加照片或 PDF。' },
  },
  'document-kind-refused': {
    status: 422,
    title: { en: 'This kind of file does not show a document', 'zh-CN': '不支持该文件类型' },
    detail: {
      en: 'Send a photo (JPEG, PNG, WebP, HEIC) or a PDF.',
      'zh-CN': '请提交照片（JPEG、PNG、WebP、HEIC）或 PDF。',
    },
  },
  'document-too-many': {
    status: 422,
    title: { en: 'Too many files', 'zh-CN': '文件过多' },
    detail: {
      en: 'There is room for {max} files. Remove one first, or put several pages into one PDF.',
      'zh-CN': '最多 {max} 个文件。请先移除一个，或将多页合并为一个 PDF。',
    },
  },
  'verification-unknown': {
    status: 404,
    title: { en: 'There is no such verification', 'zh-CN': '没有此认证申请' },
    detail: { en: 'Go back to the list and choose one there.', 'zh-CN': '请返回列表选择。' },
  },
  'verification-moved-on': {
    status: 409,
    title: { en: 'A colleague was faster', 'zh-CN': '同事已先处理' },
    detail: {
      en: 'This verification is no longer at this step. Reload it to see how it stands.',
      'zh-CN': '该申请已不在此步骤。请刷新查看当前状态。',
    },
  },
  'verification-second-person': {
    status: 403,
    title: { en: 'Somebody else decides', 'zh-CN': '须由另一人决定' },
    detail: {
      en: 'You recommended, so another member of compliance decides.',
      'zh-CN': '您已提出建议，须由另一位合规人员决定。',
    },
  },
  'verification-own': {
    status: 403,
    title: { en: 'This is your own verification', 'zh-CN': '这是您本人的认证申请' },
    detail: {
      en: 'Nobody judges what is his own. Ask a colleague.',
      'zh-CN': '不能处理与自己有关的事项，请联系同事。',
    },
  },
  'verification-reason-missing': {
    status: 422,
    title: { en: 'Say why', 'zh-CN': '请说明原因' },
    detail: {
      en: 'Choose at least one reason; for “another reason” write a remark, since the customer reads it.',
      'zh-CN': '请至少选择一个原因；选择“其他原因”时须填写说明，客户会看到。',
    },
  },
});
