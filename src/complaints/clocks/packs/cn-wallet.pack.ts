import type { Door, Pack } from '../pack.ts';

const authorities: Door = {
  id: 'cn-pboc-12363',
  label: {
    en: 'You may complain to the People’s Bank of China (call 12363) or through the 12315 platform, free of charge.',
    'zh-CN': '您可以向中国人民银行投诉（拨打12363），也可以通过全国12315平台投诉，均不收费。',
  },
  clause: '《消费者权益保护法》第三十九条',
};

export default {
  id: 'cn-wallet',
  version: '2026-11-25',
  title: { en: 'China: payment institutions', 'zh-CN': '中国：非银行支付机构' },
  binding: 'law',
  notice: {
    en: 'Rules for non-bank payment institutions (国务院令第768号, 中国人民银行公告〔2015〕第43号, 消费者权益保护法) as read on the date of this pack; several are marked as not verified. For money only: trading in crypto-assets is not allowed there. Not legal advice.',
    'zh-CN':
      '依据《非银行支付机构监督管理条例》（国务院令第768号）、中国人民银行公告〔2015〕第43号和《消费者权益保护法》，以本规则包日期为准；部分内容注明未经核实。仅适用于法定货币，境内不允许加密资产交易。不构成法律意见。',
  },
  scope: {
    residences: ['CN'],
    products: [
      'stored_value',
      'transfer',
      'top_up',
      'withdrawal',
      'merchant_checkout',
      'account_identity',
      'app_support',
    ],
  },
  zone: 'Asia/Shanghai',
  calendar: 'cn',
  rules: [
    {
      id: 'CN-8',
      clause: '国务院令第768号 第二十条、第三十一条至第三十五条',
      title: { en: 'Deal with the dispute in time', 'zh-CN': '及时处理与用户的争议' },
      bearer: 'provider',
      startedBy: ['received', 'reopened'],
      countFrom: 'day_after',
      limit: { unit: 'prompt', ceiling: { unit: 'calendar_day', count: 15 } },
      stoppedBy: ['answered'],
      extension: {
        by: 'holding_reply_sent',
        limits: [],
        mustContain: [{ en: 'Why it takes longer, and the new date', 'zh-CN': '延迟原因和新的日期' }],
      },
      mustContain: [
        { en: 'What was decided, and why', 'zh-CN': '处理结果和理由' },
        { en: 'To whom you may turn next', 'zh-CN': '下一步可以向谁投诉' },
      ],
      door: authorities,
      confidence: 'H',
      evidence: 's',
      caveat: {
        en: 'The regulation says “in time” and names no number of days; 15 days is our promise.',
        'zh-CN': '条例只要求“及时”，没有规定天数；15日是我们的承诺。',
      },
      example: { start: '2026-03-02', due: '2026-03-17' },
    },
    {
      id: 'CN-6',
      clause: '中国人民银行令〔2020〕第5号',
      title: {
        en: 'Answer a complaint that the People’s Bank of China sent on',
        'zh-CN': '答复中国人民银行转办的投诉',
      },
      bearer: 'provider',
      startedBy: ['forwarded_by_regulator'],
      countFrom: 'day_after',
      limit: { unit: 'calendar_day', count: 15 },
      stoppedBy: ['answered'],
      extension: {
        by: 'holding_reply_sent',
        limits: [{ unit: 'calendar_day', count: 60 }],
        mustContain: [{ en: 'That the longer time was approved, and why', 'zh-CN': '已获批准延长以及理由' }],
      },
      mustContain: [{ en: 'What was decided, and why', 'zh-CN': '处理结果和理由' }],
      door: authorities,
      confidence: 'L',
      evidence: 'g',
      caveat: {
        en: 'The 15 and 60 days are general knowledge and not verified.',
        'zh-CN': '15日和60日的时限属一般常识，未经核实。',
      },
      example: { start: '2026-03-02', due: '2026-03-17' },
    },
    {
      id: 'CN-1',
      clause: '《消费者权益保护法》第四十六条',
      title: {
        en: 'The authority deals with what you brought to it and tells you',
        'zh-CN': '有关行政部门收到投诉后予以处理并告知消费者',
      },
      bearer: 'authority',
      startedBy: ['referred'],
      countFrom: 'day_after',
      limit: { unit: 'business_day', count: 7 },
      stoppedBy: ['accepted_by_authority', 'closed_by_authority'],
      mustContain: [],
      confidence: 'H',
      evidence: 's',
      example: { start: '2025-09-26', due: '2025-10-13' },
    },
  ],
  duties: [
    {
      id: 'CN-7',
      clause: '中国人民银行公告〔2015〕第43号 第二十八条',
      text: {
        en: 'By 31 January of each year the institution publishes how many complaints there were, of which kinds, how many were closed, and how fast.',
        'zh-CN': '每年1月31日前公布上一年度客户投诉的数量、类型、处理完毕的投诉占比和投诉处理速度等情况。',
      },
      confidence: 'H',
      evidence: 's',
    },
    {
      id: 'CN-8b',
      clause: '国务院令第768号 第二十条',
      text: {
        en: 'A changed user agreement takes effect only after 30 days of public notice. No fee without showing it first.',
        'zh-CN': '变更用户协议应当公示30日后方可生效。未明示的费用不得收取。',
      },
      confidence: 'H',
      evidence: 's',
    },
    {
      id: 'CN-6b',
      clause: '中国人民银行令〔2020〕第5号',
      text: {
        en: 'The payment institution is the first to be responsible for complaints, and publishes yearly figures.',
        'zh-CN': '支付机构是处理金融消费者投诉的第一责任人，每年公布投诉数据。',
      },
      confidence: 'M',
      evidence: 's2',
    },
  ],
} satisfies Pack;
