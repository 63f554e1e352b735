import type { ClockEventType, Door, Pack } from '../pack.ts';

const hkma: Door = {
  id: 'hk-hkma',
  label: {
    en: 'You may complain to the Hong Kong Monetary Authority on its complaint form (hkma.gov.hk).',
    'zh-CN': '您可以填写投诉表格，向香港金融管理局投诉（hkma.gov.hk）。',
  },
  clause: 'HKMA SVF regime',
};

const starts: readonly ClockEventType[] = ['received', 'forwarded_by_regulator', 'reopened'];

const yardstick = {
  en: 'The guide is written for banks and serves as a yardstick here; its limits are general knowledge and not verified.',
  'zh-CN': '该手册适用于银行，此处仅作参照；所列时限属一般常识，未经核实。',
} as const;

export default {
  id: 'hk-svf',
  version: '2026-11-25',
  title: { en: 'Hong Kong: stored value facilities', 'zh-CN': '香港：储值支付工具' },
  binding: 'promise',
  notice: {
    en: 'The rules for stored value facilities ask for an effective procedure and name no dates; the dates are our promises after the HKMA’s guide for banks, not verified. Not legal advice.',
    'zh-CN':
      '储值支付工具的监管要求设有有效的投诉程序，未规定日期；所列日期是我们参照金管局对银行的手册作出的承诺，未经核实。不构成法律意见。',
  },
  scope: { residences: ['HK'] },
  zone: 'Asia/Hong_Kong',
  calendar: 'hk',
  rules: [
    {
      id: 'HK-2a',
      clause: 'HKMA SPM IC-4',
      title: { en: 'Confirm receipt', 'zh-CN': '确认收到投诉' },
      bearer: 'provider',
      startedBy: starts,
      countFrom: 'day_after',
      limit: { unit: 'calendar_day', count: 7 },
      stoppedBy: ['acknowledged', 'answered'],
      mustContain: [{ en: 'That the complaint was received, and whom to ask', 'zh-CN': '已收到投诉及联系人' }],
      confidence: 'L',
      evidence: 'g',
      caveat: yardstick,
      example: { start: '2026-03-02', due: '2026-03-09' },
    },
    {
      id: 'HK-2',
      clause: 'HKMA SPM IC-4',
      title: { en: 'Answer the complaint', 'zh-CN': '答复投诉' },
      bearer: 'provider',
      startedBy: starts,
      countFrom: 'day_after',
      limit: { unit: 'calendar_day', count: 30 },
      stoppedBy: ['answered'],
      extension: {
        by: 'holding_reply_sent',
        limits: [{ unit: 'calendar_day', count: 60 }],
        mustContain: [{ en: 'Why it takes longer, and the new date', 'zh-CN': '延迟原因和新的日期' }],
      },
      mustContain: [
        { en: 'The result and the reasons', 'zh-CN': '处理结果和理由' },
        { en: 'That you may go to the HKMA', 'zh-CN': '您可以向金管局投诉' },
      ],
      door: hkma,
      confidence: 'L',
      evidence: 'g',
      caveat: yardstick,
      example: { start: '2026-03-02', due: '2026-04-01' },
    },
  ],
  duties: [
    {
      id: 'HK-1',
      clause: 'HKMA SVF regime',
      text: {
        en: 'There is an effective way to complain with a published contact of its own; the HKMA’s form is the next step.',
        'zh-CN': '设有有效的投诉机制并公布专门联系方式；下一步可使用金管局投诉表格。',
      },
      confidence: 'H',
      evidence: 's',
    },
  ],
} satisfies Pack;
