import { defineProblems } from '../../platform/problem.ts';

/** What is refused about statements and exports. */
export const documentProblem = defineProblems('wallet', {
  'period-future': {
    status: 422,
    title: { en: 'This period has not come yet', 'zh-CN': '该时段尚未到来' },
    detail: {
      en: 'A statement ends today at the latest. Choose an earlier last day.',
      'zh-CN': '对账单最晚截至今天，请选择更早的截止日期。',
    },
  },
  'document-unknown': {
    status: 404,
    title: { en: 'There is no such document', 'zh-CN': '没有该文件' },
    detail: {
      en: 'We find no such document of yours. Choose one from the list, or ask for a new one.',
      'zh-CN': '未找到您的该文件。请从列表中选择，或重新申请一份。',
    },
  },
  'document-not-ready': {
    status: 409,
    title: { en: 'The document is not ready yet', 'zh-CN': '文件尚未生成' },
    detail: {
      en: 'It is still being made. Its page shows how far we are.',
      'zh-CN': '文件仍在生成中，可在其页面查看进度。',
    },
  },
  'document-expired': {
    status: 410,
    title: { en: 'The document was deleted', 'zh-CN': '文件已删除' },
    detail: {
      en: 'We delete documents after a while, so that they do not lie around. Ask for it again: it is free and shows the same.',
      'zh-CN': '为保护您的信息，文件会在一段时间后删除。请重新申请，免费且内容相同。',
    },
  },
  'documents-too-many': {
    status: 429,
    title: { en: 'Several documents are being made already', 'zh-CN': '已有多份文件正在生成' },
    detail: {
      en: 'We make up to {limit} documents for you at a time. Wait until one is ready, then ask again.',
      'zh-CN': '我们同时最多为您生成 {limit} 份文件。请等其中一份完成后再申请。',
    },
  },
});
