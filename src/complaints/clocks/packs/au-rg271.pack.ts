import type { ClockEventType, Door, Pack } from '../pack.ts';

const afca: Door = {
  id: 'au-afca',
  label: {
    en: 'You may take your complaint to the Australian Financial Complaints Authority, free of charge (afca.org.au, 1800 931 678).',
    'zh-CN': '您可以免费向澳大利亚金融投诉局（AFCA）投诉（afca.org.au，1800 931 678）。',
  },
  clause: 'ASIC RG 271',
};

const starts: readonly ClockEventType[] = ['received', 'forwarded_by_regulator', 'reopened'];

export default {
  id: 'au-rg271',
  version: '2026-11-25',
  title: { en: 'Australia: internal dispute resolution (RG 271)', 'zh-CN': '澳大利亚：内部争议解决（RG 271）' },
  binding: 'law',
  notice: {
    en: 'Deadlines of ASIC Regulatory Guide 271 and of AFCA, mostly as told by secondary sources on the date of this pack. National public holidays only. Not legal advice.',
    'zh-CN':
      '时限依据澳大利亚证券与投资委员会监管指南271和AFCA规则，多数参考二手资料，以本规则包日期为准。仅计全国性公众假日。不构成法律意见。',
  },
  scope: { residences: ['AU'] },
  zone: 'Australia/Sydney',
  calendar: 'au',
  rules: [
    {
      id: 'AU-1',
      clause: 'ASIC RG 271',
      title: { en: 'Confirm receipt, by the channel it came by', 'zh-CN': '通过投诉所用的渠道确认收到' },
      bearer: 'provider',
      startedBy: starts,
      countFrom: 'day_after',
      limit: { unit: 'business_day', count: 1 },
      stoppedBy: ['acknowledged', 'answered'],
      mustContain: [{ en: 'That the complaint was received', 'zh-CN': '已收到投诉' }],
      confidence: 'H',
      evidence: 's2',
      caveat: {
        en: 'The guide says 24 hours or one business day; business days are counted here.',
        'zh-CN': '指南规定为24小时或一个工作日，此处按工作日计算。',
      },
      example: { start: '2026-04-02', due: '2026-04-07' },
    },
    {
      id: 'AU-2',
      clause: 'ASIC RG 271',
      title: { en: 'Send the response with the outcome', 'zh-CN': '作出包含处理结果的书面答复' },
      bearer: 'provider',
      startedBy: starts,
      countFrom: 'day_after',
      limit: { unit: 'calendar_day', count: 30 },
      stoppedBy: ['answered'],
      extension: {
        by: 'holding_reply_sent',
        limits: [],
        door: afca,
        mustContain: [
          {
            en: 'Why: the matter is particularly complex, or beyond our control',
            'zh-CN': '延迟原因：事项特别复杂，或者超出我方控制',
          },
          { en: 'When we expect to answer', 'zh-CN': '预计答复的时间' },
          {
            en: 'That you may complain to AFCA now, and how to reach it',
            'zh-CN': '您现在即可向AFCA投诉及其联系方式',
          },
        ],
      },
      mustContain: [
        { en: 'The outcome', 'zh-CN': '处理结果' },
        { en: 'That you may go to AFCA, and how to reach it', 'zh-CN': '您可以向AFCA投诉及其联系方式' },
        {
          en: 'If it is rejected: each issue, the findings of fact, and enough detail to judge them',
          'zh-CN': '不认可的：逐项问题、事实认定及足以判断的细节',
        },
      ],
      door: afca,
      confidence: 'H',
      evidence: 's2',
      example: { start: '2026-04-02', due: '2026-05-02' },
    },
    {
      id: 'AU-3',
      clause: 'ASIC RG 271',
      title: {
        en: 'Settle it at once: no formal response is then needed, unless you ask for one',
        'zh-CN': '当即了结；除非您要求，无需正式答复',
      },
      bearer: 'nobody',
      startedBy: starts,
      countFrom: 'day_after',
      limit: { unit: 'business_day', count: 5 },
      stoppedBy: ['answered'],
      mustContain: [
        { en: 'Nothing, but the complaint is registered all the same', 'zh-CN': '无需正式答复，但投诉照样登记' },
      ],
      confidence: 'H',
      evidence: 's2',
      caveat: {
        en: 'That a response is due where you ask for it is general knowledge.',
        'zh-CN': '应您要求须书面答复，属一般常识。',
      },
      example: { start: '2026-04-02', due: '2026-04-13' },
    },
    {
      id: 'AU-5',
      clause: 'AFCA refer-back',
      title: { en: 'Respond in AFCA’s portal', 'zh-CN': '在AFCA平台上答复' },
      bearer: 'provider',
      startedBy: ['forwarded_by_regulator'],
      inForce: { from: '2024-06-17' },
      countFrom: 'day_after',
      limit: { unit: 'calendar_day', count: 21 },
      stoppedBy: ['answered'],
      mustContain: [{ en: 'Our response to what AFCA sent back', 'zh-CN': '对AFCA退回事项的答复' }],
      door: afca,
      confidence: 'H',
      evidence: 's',
      example: { start: '2026-04-02', due: '2026-04-23' },
    },
  ],
  duties: [
    {
      id: 'AU-4',
      clause: 'ASIC RG 271.32',
      text: {
        en: 'A post on the firm’s own channel by somebody who can be identified and reached is a complaint, from the time of the post.',
        'zh-CN': '在机构自有渠道上发帖，且发帖人可识别、可联系的，自发帖之时起即为投诉。',
      },
      confidence: 'H',
      evidence: 's2',
    },
  ],
} satisfies Pack;
