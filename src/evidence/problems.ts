import { defineProblems } from '../platform/problem.ts';

export const evidenceProblem = defineProblems('evidence', {
  'too-large': {
    status: 413,
    title: { en: 'The file is too large', 'zh-CN': '文件过大' },
    detail: {
      en: '“{name}” is larger than 25 MB. Send a smaller picture or only the pages that matter; everything else that you entered is kept.',
      'zh-CN': '“{name}”超过 25 MB。请发送较小的图片或仅相关页面；您已填写的其他内容均已保留。',
    },
  },
  'too-many': {
    status: 422,
    title: { en: 'There are 20 files already', 'zh-CN': '已有 20 个文件' },
    detail: {
      en: 'A case can hold 20 files. Remove one, or describe the rest in a message.',
      'zh-CN': '一个案件最多 20 个文件。请删除其中一个，或在留言中说明其余内容。',
    },
  },
  'kind-refused': {
    status: 415,
    title: { en: 'This kind of file cannot be taken', 'zh-CN': '不支持此类文件' },
    detail: {
      en: '“{name}” is not a picture (PNG, JPEG, WebP, GIF, HEIC), a PDF or a plain text. A screenshot or a PDF of it will do.',
      'zh-CN': '“{name}”不是图片（PNG、JPEG、WebP、GIF、HEIC）、PDF 或纯文本。您可以改为上传截图或 PDF。',
    },
  },
  empty: {
    status: 422,
    title: { en: 'The file is empty', 'zh-CN': '文件为空' },
    detail: { en: '“{name}” has no content. Choose the file again.', 'zh-CN': '“{name}”没有内容，请重新选择文件。' },
  },
  unknown: {
    status: 404,
    title: { en: 'There is no such file', 'zh-CN': '没有此文件' },
    detail: {
      en: 'It may have been removed. Go back to the case to see its files.',
      'zh-CN': '文件可能已被移除。请返回案件查看其文件。',
    },
  },
});
