import type { Door, Pack } from '../pack.ts';

const fidrec: Door = {
  id: 'sg-fidrec',
  label: {
    en: 'You may take your dispute to FIDReC, the Financial Industry Disputes Resolution Centre (fidrec.com.sg).',
    'zh-CN': '您可以向金融业争议调解中心（FIDReC）申请处理（fidrec.com.sg）。',
  },
  clause: 'MAS E-Payments User Protection Guidelines',
};

export default {
  id: 'sg-mas',
  version: '2026-11-25',
  title: { en: 'Singapore: electronic payments', 'zh-CN': '新加坡：电子支付' },
  binding: 'guidance',
  notice: {
    en: 'What the E-Payments User Protection Guidelines of MAS expect, as told by secondary sources on the date of this pack. Guidelines are not law. Not legal advice.',
    'zh-CN':
      '依据新加坡金融管理局《电子支付用户保护指引》，参考二手资料，以本规则包日期为准。指引不是法律，不构成法律意见。',
  },
  scope: { residences: ['SG'] },
  zone: 'Asia/Singapore',
  calendar: 'sg',
  rules: [
    {
      id: 'SG-1',
      clause: 'MAS E-Payments User Protection Guidelines',
      title: {
        en: 'Finish the investigation and send its report',
        'zh-CN': '完成调查并发出书面调查报告',
      },
      bearer: 'provider',
      startedBy: ['received', 'forwarded_by_regulator', 'reopened'],
      countFrom: 'day_after',
      limit: { unit: 'business_day', count: 21 },
      stoppedBy: ['answered'],
      extension: {
        by: 'holding_reply_sent',
        limits: [{ unit: 'business_day', count: 45 }],
        mustContain: [
          { en: 'What makes the case complex', 'zh-CN': '情况复杂的原因' },
          { en: 'When the report will come', 'zh-CN': '调查报告的时间' },
        ],
      },
      mustContain: [{ en: 'A written report of what was found', 'zh-CN': '书面调查报告' }],
      door: fidrec,
      confidence: 'M',
      evidence: 's2',
      caveat: {
        en: 'Some reports say days where the guidelines are said to mean business days.',
        'zh-CN': '有的报道写作“天”，指引所指据称为工作日。',
      },
      example: { start: '2026-03-02', due: '2026-03-31' },
    },
  ],
  duties: [
    {
      id: 'SG-2',
      clause: 'MAS PS-G03 ch. 6',
      text: {
        en: 'From 19 June 2025 crypto firms handle complaints fairly and in time, apart from the business, and offer a way to settle disputes in Singapore. It names no date.',
        'zh-CN':
          '自2025年6月19日起，加密资产机构须公正、及时、独立于业务部门处理投诉，并提供在新加坡解决争议的途径。未规定日期。',
      },
      confidence: 'M',
      evidence: 's2',
    },
  ],
} satisfies Pack;
