import type { Door, Pack } from '../pack.ts';

const cfpbAgain: Door = {
  id: 'us-cfpb-feedback',
  label: {
    en: 'You may tell the Consumer Financial Protection Bureau that no answer came, and go to your state’s regulator or to court.',
    'zh-CN': '您可以告知美国消费者金融保护局（CFPB）未获答复，也可以向所在州监管机构投诉或提起诉讼。',
  },
  clause: 'CFPB complaint process',
};

export default {
  id: 'us-cfpb',
  version: '2026-11-25',
  title: { en: 'United States: complaints sent by the CFPB', 'zh-CN': '美国：消费者金融保护局（CFPB）转来的投诉' },
  binding: 'law',
  notice: {
    en: 'Time limits of the CFPB’s complaint portal, as told by secondary sources on the date of this pack. Not legal advice.',
    'zh-CN': '时限依据CFPB投诉平台，参考二手资料，以本规则包日期为准。不构成法律意见。',
  },
  scope: { residences: ['US'], forwarded: true },
  zone: 'America/New_York',
  calendar: 'us-federal',
  rules: [
    {
      id: 'US-5',
      clause: 'CFPB complaint process',
      title: { en: 'Respond in the CFPB’s portal', 'zh-CN': '在CFPB平台上答复' },
      bearer: 'provider',
      startedBy: ['forwarded_by_regulator'],
      countFrom: 'day_after',
      limit: { unit: 'calendar_day', count: 15 },
      stoppedBy: ['answered'],
      extension: {
        by: 'holding_reply_sent',
        limits: [{ unit: 'calendar_day', count: 60 }],
        mustContain: [
          { en: 'That the response is in progress, and why', 'zh-CN': '正在处理以及原因' },
          { en: 'When the final response will come', 'zh-CN': '最终答复的时间' },
        ],
      },
      mustContain: [
        { en: 'What was done, and what was said to you', 'zh-CN': '已采取的措施和与您的沟通情况' },
        { en: 'What follows', 'zh-CN': '后续安排' },
        {
          en: 'Closed with an explanation, with monetary relief, or with other relief',
          'zh-CN': '结案类型：说明、金钱补救或者其他补救',
        },
      ],
      door: cfpbAgain,
      confidence: 'H',
      evidence: 's2',
      example: { start: '2026-11-17', due: '2026-12-02' },
    },
  ],
} satisfies Pack;
