import type { Door, Extension, Pack } from '../pack.ts';

const regulator: Door = {
  id: 'cn-nfra',
  label: {
    en: 'You may complain to the National Financial Regulatory Administration (call 12378).',
    'zh-CN': '您可以向国家金融监督管理总局或其派出机构投诉（拨打12378）。',
  },
  clause: '中国银行保险监督管理委员会令2020年第3号',
};

const approved: Extension = {
  by: 'holding_reply_sent',
  limits: [
    { unit: 'calendar_day', count: 30 },
    { unit: 'calendar_day', count: 60 },
  ],
  mustContain: [
    { en: 'That the matter is complex and the longer time was approved', 'zh-CN': '情况复杂，已获批准延长' },
    { en: 'The new date', 'zh-CN': '新的日期' },
  ],
};

export default {
  id: 'cn-bank',
  version: '2026-11-25',
  title: { en: 'China: banks and insurers', 'zh-CN': '中国：银行业保险业' },
  binding: 'law',
  notice: {
    en: 'Deadlines of 《银行业保险业消费投诉处理管理办法》 as read on the date of this pack. For banks and insurers; a yardstick for others. Not legal advice.',
    'zh-CN':
      '时限依据《银行业保险业消费投诉处理管理办法》（中国银行保险监督管理委员会令2020年第3号），以本规则包日期为准。适用于银行保险机构，其他机构可作参照。不构成法律意见。',
  },
  scope: { residences: ['CN'] },
  zone: 'Asia/Shanghai',
  calendar: 'cn',
  rules: [
    {
      id: 'CN-5',
      clause: '中国银行保险监督管理委员会令2020年第3号',
      title: { en: 'Decide the complaint and tell you', 'zh-CN': '作出处理决定并告知投诉人' },
      bearer: 'provider',
      startedBy: ['received', 'forwarded_by_regulator'],
      countFrom: 'day_after',
      limit: { unit: 'calendar_day', count: 15 },
      stoppedBy: ['answered'],
      extension: approved,
      mustContain: [
        { en: 'The decision and its reasons', 'zh-CN': '处理决定及理由' },
        { en: 'That you may ask for a review, and where', 'zh-CN': '可以申请核查及其途径' },
      ],
      door: regulator,
      confidence: 'H',
      evidence: 's',
      example: { start: '2026-03-02', due: '2026-03-17' },
    },
    {
      id: 'CN-5a',
      clause: '中国银行保险监督管理委员会令2020年第3号',
      title: { en: 'Review the decision, since you asked for it', 'zh-CN': '对投诉处理决定进行核查' },
      bearer: 'provider',
      startedBy: ['reopened'],
      countFrom: 'day_after',
      limit: { unit: 'calendar_day', count: 30 },
      stoppedBy: ['answered'],
      extension: { ...approved, limits: [{ unit: 'calendar_day', count: 60 }] },
      mustContain: [{ en: 'The result of the review', 'zh-CN': '核查决定' }],
      door: regulator,
      confidence: 'L',
      evidence: 'g',
      caveat: {
        en: 'The limits of the review are general knowledge and not verified.',
        'zh-CN': '核查期限属一般常识，未经核实。',
      },
      example: { start: '2026-03-02', due: '2026-04-01' },
    },
  ],
  duties: [
    {
      id: 'CN-5b',
      clause: '中国银行保险监督管理委员会令2020年第3号',
      text: {
        en: 'Whoever decides was not part of the matter. Nobody is asked for what the firm holds already. Heirs and people with authority may complain; groups name at most five representatives. Taking a complaint back ends it.',
        'zh-CN':
          '处理人员应当独立于被投诉事项；不得要求投诉人提供已持有的材料；可以委托代理人，继承人可以投诉；群体投诉推选不超过五名代表；投诉人撤回投诉的，处理终止。',
      },
      confidence: 'H',
      evidence: 's2',
    },
  ],
} satisfies Pack;
