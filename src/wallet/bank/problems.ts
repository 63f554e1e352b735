import { defineProblems } from '../../platform/problem.ts';

/** What is refused about files of the bank, payouts on its lines and the items of the work list. */
export const bankProblem = defineProblems('wallet', {
  'file-unknown': {
    status: 404,
    title: { en: 'There is no such file', 'zh-CN': '没有该文件' },
    detail: { en: 'Open the file from the list again.', 'zh-CN': '请从列表中重新打开该文件。' },
  },
  'file-settled': {
    status: 409,
    title: { en: 'The file waits for nobody', 'zh-CN': '该文件无需处理' },
    detail: {
      en: 'It is booked already, or a colleague put it aside. Open the list again.',
      'zh-CN': '该文件已入账，或已由同事处理。请重新打开列表。',
    },
  },
  'file-same-person': {
    status: 403,
    title: { en: 'A second person must confirm it', 'zh-CN': '必须由另一人确认' },
    detail: {
      en: 'You uploaded this file yourself, and it brings in much. A colleague compares it with the bank and confirms it.',
      'zh-CN': '该文件由您上传，且入账金额较大。须由另一位同事与银行核对后确认。',
    },
  },
  'payout-unknown': {
    status: 422,
    title: { en: 'No payout has this reference', 'zh-CN': '没有使用该参考号的付款' },
    detail: {
      en: 'Copy the end-to-end id from the batch: W and 15 letters and digits.',
      'zh-CN': '请从付款批次中复制端到端参考号：字母 W 加 15 位字母和数字。',
    },
  },
  'payout-does-not-fit': {
    status: 422,
    title: { en: 'The payout does not fit this line', 'zh-CN': '付款与该明细不符' },
    detail: {
      en: 'Amount or state differ: the payout is {state}. Money out settles a payout of the same amount that is on its way, money in brings back one that was paid.',
      'zh-CN': '金额或状态不符：该付款当前为 {state}。转出款须与在途付款金额一致，转入款须对应已支付的付款。',
    },
  },
  'item-unknown': {
    status: 404,
    title: { en: 'There is no such item', 'zh-CN': '没有该事项' },
    detail: {
      en: 'It was settled, or never was. Open the work list again.',
      'zh-CN': '该事项已处理或不存在。请重新打开待办列表。',
    },
  },
});
