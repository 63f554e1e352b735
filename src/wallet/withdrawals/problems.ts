import { defineProblems } from '../../platform/problem.ts';
import type { Problem } from '../../platform/problem.ts';

/** Everything that withdrawing refuses; each says what to do next. */
export const withdrawalProblem = defineProblems('wallet', {
  'rail-not-here': {
    status: 422,
    title: { en: 'Nothing is paid out this way here', 'zh-CN': '此处不支持该出款方式' },
    detail: {
      en: 'This way out is not set up here. Choose another kind of destination.',
      'zh-CN': '该出款方式尚未开通，请选择其他类型的收款地址。',
    },
  },
  'destination-incomplete': {
    status: 422,
    title: { en: 'Something of the destination is missing', 'zh-CN': '收款信息不完整' },
    detail: { en: 'Fill this in: without it nothing can be paid.', 'zh-CN': '请填写此项，否则无法出款。' },
  },
  'destination-known': {
    status: 409,
    title: { en: 'This destination is in your list already', 'zh-CN': '该收款地址已在列表中' },
    detail: {
      en: 'Use the one that you have. To change its name, remove it and add it again.',
      'zh-CN': '请直接使用已有的地址。如需改名，请先删除再添加。',
    },
  },
  'destination-unknown': {
    status: 404,
    title: { en: 'This destination is not in your list', 'zh-CN': '列表中没有该收款地址' },
    detail: {
      en: 'It may have been removed. Choose one of your list, or add it.',
      'zh-CN': '该地址可能已被删除。请从列表中选择，或重新添加。',
    },
  },
  'destination-in-use': {
    status: 409,
    title: { en: 'A withdrawal to this destination is under way', 'zh-CN': '有一笔提现正发往该地址' },
    detail: {
      en: 'Cancel the withdrawal first, or wait until it is done; then remove the destination.',
      'zh-CN': '请先取消该笔提现，或待其完成后再删除地址。',
    },
  },
  'destinations-full': {
    status: 409,
    title: { en: 'Your list of destinations is full', 'zh-CN': '收款地址列表已满' },
    detail: {
      en: 'It holds {limit} at the most. Remove one that you no longer use.',
      'zh-CN': '最多可保存 {limit} 个，请先删除不再使用的地址。',
    },
  },
  'destination-not-for-asset': {
    status: 422,
    title: { en: 'This asset cannot go there', 'zh-CN': '该资产不能转到此地址' },
    detail: {
      en: '{asset} does not move on the way of this destination. Choose another destination or another balance.',
      'zh-CN': '{asset} 不能通过该收款地址的通道转出。请更换收款地址或选择其他余额。',
    },
  },
  'withdrawal-unknown': {
    status: 404,
    title: { en: 'There is no such withdrawal', 'zh-CN': '没有这笔提现' },
    detail: {
      en: 'Check the address, or look in your transactions.',
      'zh-CN': '请核对网址，或在交易记录中查找。',
    },
  },
  'withdrawal-on-its-way': {
    status: 409,
    title: { en: 'The money has left already', 'zh-CN': '款项已经转出' },
    detail: {
      en: 'It can no longer be taken back from here. If something is wrong with it, complain about it; we ask the other side.',
      'zh-CN': '款项已无法从这里撤回。如有问题请提交投诉，我们会联系对方处理。',
    },
  },
  'withdrawal-over': {
    status: 409,
    title: { en: 'This withdrawal is over', 'zh-CN': '该笔提现已结束' },
    detail: {
      en: 'Nothing can be changed about it any more. Read on its page what became of it.',
      'zh-CN': '已无法更改。请在其页面查看结果。',
    },
  },
  'withdrawal-not-under-review': {
    status: 409,
    title: { en: 'This withdrawal is not under review', 'zh-CN': '该笔提现不在审核中' },
    detail: {
      en: 'A colleague may have decided it, or its customer cancelled it. Open it again to see.',
      'zh-CN': '可能已由同事处理，或客户已取消。请重新打开查看。',
    },
  },
  'approved-by-you': {
    status: 409,
    title: { en: 'You have approved this already', 'zh-CN': '您已批准过' },
    detail: {
      en: 'An amount this large needs a second person. Ask a colleague to look at it.',
      'zh-CN': '该金额需第二人复核，请由同事审核。',
    },
  },
});

type Name = Parameters<typeof withdrawalProblem>[0];

/** A problem that also marks the field it is about. */
export function atField(pointer: string, name: Name, values: Readonly<Record<string, string>> = {}): Problem {
  return withdrawalProblem(name, values, [{ pointer, detail: withdrawalProblem(name).text.detail }]);
}
