import type { ClockEventType, Door, Extension, Pack } from '../pack.ts';

const ombudsman: Door = {
  id: 'uk-fos',
  label: {
    en: 'You may take your complaint to the Financial Ombudsman Service, free of charge (financial-ombudsman.org.uk).',
    'zh-CN': '您可以免费向英国金融申诉专员服务机构（Financial Ombudsman Service）申诉（financial-ombudsman.org.uk）。',
  },
  clause: 'FCA DISP 2.8.1R',
};

const starts: readonly ClockEventType[] = ['received', 'forwarded_by_regulator', 'reopened'];

const holdingResponse: Extension = {
  by: 'holding_reply_sent',
  limits: [{ unit: 'business_day', count: 35 }],
  mustContain: [
    { en: 'Why we cannot answer yet, for reasons beyond our control', 'zh-CN': '因我方无法控制的原因暂不能答复的说明' },
    { en: 'By when the final response will come', 'zh-CN': '最终答复的期限' },
  ],
};

const finalResponse = [
  {
    en: 'Whether we accept the complaint and what we offer, or why we reject it',
    'zh-CN': '是否认可投诉及补救方案，或者不认可的理由',
  },
  {
    en: 'That you may refer it to the Financial Ombudsman Service within six months, with its leaflet and website',
    'zh-CN': '告知可在六个月内向金融申诉专员服务机构申诉，并附其说明和网址',
  },
  {
    en: 'Whether we agree to waive the time limits of the ombudsman',
    'zh-CN': '是否同意放弃申诉时限的抗辩',
  },
] as const;

export default {
  id: 'uk-disp',
  version: '2026-11-25',
  title: { en: 'United Kingdom: complaints to financial firms (DISP)', 'zh-CN': '英国：金融机构投诉处理规则（DISP）' },
  binding: 'law',
  notice: {
    en: 'Deadlines of the FCA Handbook, DISP, as read on the date of this pack. Business days are those of England and Wales. Not legal advice.',
    'zh-CN': '时限依据英国金融行为监管局手册DISP，以本规则包日期为准。工作日按英格兰和威尔士计算。不构成法律意见。',
  },
  scope: { residences: ['GB'] },
  zone: 'Europe/London',
  calendar: 'gb-england-and-wales',
  rules: [
    {
      id: 'UK-1',
      clause: 'FCA DISP 1.5.1R, 1.5.2AR, 1.5.4R',
      title: {
        en: 'Settle the complaint at once, if you accept what we do; a short letter is then enough',
        'zh-CN': '您接受处理结果的，可当即了结，只需发出简短通知',
      },
      bearer: 'nobody',
      startedBy: starts,
      countFrom: 'day_after',
      limit: { unit: 'business_day', count: 3 },
      stoppedBy: ['answered'],
      mustContain: [
        {
          en: 'That a complaint was made and that we consider it resolved',
          'zh-CN': '您提出过投诉，且我们认为已经解决',
        },
        {
          en: 'That you may still refer it to the Financial Ombudsman Service, its website, and where to learn more',
          'zh-CN': '您仍可向金融申诉专员服务机构申诉，其网址和更多信息的获取方式',
        },
        { en: 'Whether we agree to waive the time limits', 'zh-CN': '是否同意放弃申诉时限的抗辩' },
      ],
      confidence: 'H',
      evidence: 's',
      example: { start: '2026-04-02', due: '2026-04-09' },
    },
    {
      id: 'UK-2',
      clause: 'FCA DISP 1.6.1R',
      title: { en: 'Confirm receipt in writing and name the time limits', 'zh-CN': '书面确认收到投诉并告知时限' },
      bearer: 'provider',
      startedBy: starts,
      countFrom: 'day_after',
      limit: { unit: 'prompt', ceiling: { unit: 'business_day', count: 5 } },
      stoppedBy: ['acknowledged', 'answered'],
      mustContain: [
        { en: 'That we received the complaint and are dealing with it', 'zh-CN': '已收到投诉并正在处理' },
        {
          en: 'The limits that apply: 15 or 35 business days, or eight weeks',
          'zh-CN': '适用的时限：15或35个工作日，或者八周',
        },
      ],
      confidence: 'H',
      evidence: 's',
      caveat: {
        en: 'The rule says “promptly”; five business days is what firms publish, and what we promise.',
        'zh-CN': '规则只要求“及时”；五个工作日是业内公布的做法，也是我们的承诺。',
      },
      example: { start: '2026-04-02', due: '2026-04-13' },
    },
    {
      id: 'UK-3',
      clause: 'FCA DISP 1.6.2R',
      title: { en: 'Send the final response', 'zh-CN': '作出最终答复' },
      bearer: 'provider',
      part: 'other',
      startedBy: starts,
      countFrom: 'day_after',
      limit: { unit: 'week', count: 8 },
      stoppedBy: ['answered'],
      extension: {
        by: 'holding_reply_sent',
        limits: [],
        door: ombudsman,
        mustContain: [
          { en: 'Why we cannot give a final response yet', 'zh-CN': '尚不能作出最终答复的原因' },
          { en: 'When we expect to', 'zh-CN': '预计答复的时间' },
          {
            en: 'That you may refer the complaint to the Financial Ombudsman Service now',
            'zh-CN': '您现在即可向金融申诉专员服务机构申诉',
          },
        ],
      },
      mustContain: finalResponse,
      confidence: 'H',
      evidence: 's',
      example: { start: '2026-04-02', due: '2026-05-28' },
    },
    {
      id: 'UK-4',
      clause: 'FCA DISP 1.6.2AR(1)',
      title: {
        en: 'Send the final response about a payment or electronic money',
        'zh-CN': '就支付或电子货币投诉作出最终答复',
      },
      bearer: 'provider',
      part: 'payment',
      startedBy: starts,
      countFrom: 'day_after',
      limit: { unit: 'business_day', count: 15 },
      stoppedBy: ['answered'],
      extension: holdingResponse,
      mustContain: finalResponse,
      confidence: 'H',
      evidence: 's',
      example: { start: '2026-04-02', due: '2026-04-27' },
    },
    {
      id: 'UK-5',
      clause: 'FCA DISP 1.6.2AR(2)',
      title: {
        en: 'The last day for it, even where a holding response was sent',
        'zh-CN': '即使已发出暂复函，也不得晚于的最后期限',
      },
      bearer: 'provider',
      part: 'payment',
      startedBy: starts,
      countFrom: 'day_after',
      limit: { unit: 'business_day', count: 35 },
      stoppedBy: ['answered'],
      mustContain: finalResponse,
      confidence: 'H',
      evidence: 's',
      caveat: {
        en: 'The content of a holding response is general knowledge, not read in the rule.',
        'zh-CN': '暂复函的内容属一般常识，未核对规则原文。',
      },
      example: { start: '2026-04-02', due: '2026-05-27' },
    },
    {
      id: 'UK-7',
      clause: 'FCA DISP 2.8.1R',
      title: {
        en: 'Without a final response by then, the ombudsman may be asked',
        'zh-CN': '届时仍无最终答复的，可以向申诉专员申诉',
      },
      bearer: 'provider',
      part: 'other',
      startedBy: starts,
      countFrom: 'day_after',
      limit: { unit: 'week', count: 8 },
      stoppedBy: ['answered'],
      mustContain: [],
      door: ombudsman,
      confidence: 'H',
      evidence: 's',
      example: { start: '2026-04-02', due: '2026-05-28' },
    },
    {
      id: 'UK-7',
      clause: 'FCA DISP 2.8.1R',
      title: {
        en: 'Without a final response about a payment or electronic money by then, the ombudsman may be asked',
        'zh-CN': '届时就支付或电子货币仍无最终答复的，可以向申诉专员申诉',
      },
      bearer: 'provider',
      part: 'payment',
      startedBy: starts,
      countFrom: 'day_after',
      limit: { unit: 'business_day', count: 15 },
      stoppedBy: ['answered'],
      extension: holdingResponse,
      mustContain: [],
      door: ombudsman,
      confidence: 'H',
      evidence: 's',
      example: { start: '2026-04-02', due: '2026-04-27' },
    },
    {
      id: 'UK-8',
      clause: 'FCA DISP 2.8.2R',
      title: {
        en: 'Last day to refer the complaint to the Financial Ombudsman Service',
        'zh-CN': '向金融申诉专员服务机构申诉的最后日期',
      },
      bearer: 'customer',
      startedBy: ['answered'],
      countFrom: 'day_after',
      limit: { unit: 'month', count: 6 },
      stoppedBy: ['referred', 'reopened'],
      mustContain: [],
      confidence: 'H',
      evidence: 's2',
      caveat: {
        en: 'There are outer limits as well: six years from the event, or three from when you could know of it (general knowledge). The ombudsman may allow more time in exceptional cases.',
        'zh-CN':
          '另有外部时限：自事件发生起六年，或自可以知道之日起三年（一般常识，未核对）。特殊情况下申诉专员可放宽。',
      },
      example: { start: '2026-05-27', due: '2026-11-27' },
    },
  ],
  duties: [
    {
      id: 'UK-6',
      clause: 'FCA DISP 1.6.1A',
      text: {
        en: 'A complaint that is about payments and about something else may be answered in two parts, if you are told so.',
        'zh-CN': '投诉同时涉及支付和其他事项的，可分两部分答复，但须告知您。',
      },
      confidence: 'M',
      evidence: 's2',
    },
    {
      id: 'UK-9',
      clause: 'FCA DISP 1.4.1R',
      text: {
        en: 'The complaint is investigated competently, promptly and impartially, like cases alike; redress that you accepted is paid promptly.',
        'zh-CN': '专业、及时、公正地调查，类似情况类似处理；您接受的补救应及时兑现。',
      },
      confidence: 'H',
      evidence: 's',
    },
    {
      id: 'UK-10',
      clause: 'FCA DISP 1.9.1R, Sch 1',
      text: {
        en: 'Every complaint and what was done is recorded and kept for three years.',
        'zh-CN': '每件投诉及处理措施均须记录，保存三年。',
      },
      confidence: 'H',
      evidence: 's',
    },
    {
      id: 'UK-11',
      clause: 'FCA DISP 1.10, PS25/19',
      text: {
        en: 'Figures on complaints go to the authority for each half-year; the new return covers half-years from 1 January 2027, and its window opens on 1 July 2027. Its fields were not seen in full.',
        'zh-CN':
          '每半年向监管机构报送投诉数据；新报表自2027年1月1日起的半年期适用，2027年7月1日开始报送。字段未能完整核对。',
      },
      confidence: 'M',
      evidence: 's',
    },
    {
      id: 'UK-12',
      clause: 'FCA DISP 1.10A',
      text: {
        en: 'A firm with 500 complaints or more in a half-year publishes its figures.',
        'zh-CN': '半年内投诉达到500件的机构须公布数据。',
      },
      confidence: 'M',
      evidence: 's2',
    },
    {
      id: 'UK-13',
      clause: 'FCA DISP 1.2, 1.3.1AR, 1.3.3R',
      text: {
        en: 'The procedure is published, complaining is free of charge, and root causes are looked for.',
        'zh-CN': '公布投诉程序，免费受理，并分析根本原因。',
      },
      confidence: 'H',
      evidence: 'g',
    },
    {
      id: 'UK-14',
      clause: 'FCA CP26/4',
      text: {
        en: 'DISP is planned to cover crypto-asset firms as well. The final rules were not seen; nothing here is computed from them.',
        'zh-CN': '拟将DISP扩展至加密资产机构。最终规则未见，本规则包未据此计算任何日期。',
      },
      confidence: 'M',
      evidence: 's2',
    },
  ],
} satisfies Pack;
