import type { ClockEventType, Door, Facts, Pack, Rule } from '../pack.ts';

const cfpb: Door = {
  id: 'us-cfpb',
  label: {
    en: 'You may submit a complaint to the Consumer Financial Protection Bureau, free of charge (consumerfinance.gov/complaint).',
    'zh-CN': '您可以免费向美国消费者金融保护局（CFPB）投诉（consumerfinance.gov/complaint）。',
  },
  clause: '12 CFR 1005.11',
};

const notice: readonly ClockEventType[] = ['received', 'oral_notice', 'forwarded_by_regulator'];

/** Ten business days, or twenty for an account whose first deposit is not thirty days old. */
function decideOrCredit(when: Facts, count: 10 | 20, due: string): Rule {
  return {
    id: 'US-2',
    clause: '12 CFR 1005.11(c)(1), (3)',
    title: {
      en: 'Decide about the error, or give a provisional credit',
      'zh-CN': '就差错作出决定，或者先行垫付',
    },
    bearer: 'provider',
    when,
    startedBy: notice,
    countFrom: 'day_after',
    limit: { unit: 'business_day', count },
    stoppedBy: ['answered', 'provisional_credit_given'],
    mustContain: [
      {
        en: 'The result, within three business days of the decision; an error is corrected within one',
        'zh-CN': '作出决定后三个工作日内告知结果；确认有差错的，一个工作日内更正',
      },
      {
        en: 'Of a provisional credit: its amount and date, within two business days, for full use',
        'zh-CN': '先行垫付的，在两个工作日内告知金额和日期，款项可全额使用',
      },
    ],
    door: cfpb,
    confidence: 'H',
    evidence: 's2',
    caveat: {
      en: 'That an error is corrected within one business day is general knowledge, not read in the rule.',
      'zh-CN': '一个工作日内更正属一般常识，未核对规则原文。',
    },
    example: { start: '2026-11-17', due },
  };
}

/** Forty-five days; ninety for a new account, a debit at a shop's till, or a transfer begun abroad. */
function finishAfterCredit(when: Facts, count: 45 | 90, due: string): Rule {
  return {
    id: 'US-3',
    clause: '12 CFR 1005.11(c)(2), (3)',
    title: {
      en: 'Finish the investigation, after a provisional credit',
      'zh-CN': '先行垫付后完成调查',
    },
    bearer: 'provider',
    when,
    startedBy: notice,
    countFrom: 'day_after',
    limit: { unit: 'calendar_day', count },
    stoppedBy: ['answered'],
    mustContain: [
      {
        en: 'The result, and any fees refunded if there was an error',
        'zh-CN': '调查结果；确有差错的，退还相关费用',
      },
    ],
    door: cfpb,
    confidence: 'H',
    evidence: 's2',
    example: { start: '2026-11-17', due },
  };
}

export default {
  id: 'us-reg-e',
  version: '2026-11-25',
  title: {
    en: 'United States: errors in electronic fund transfers (Regulation E)',
    'zh-CN': '美国：电子资金转账差错（E条例）',
  },
  binding: 'law',
  notice: {
    en: 'Deadlines of Regulation E, 12 CFR 1005.11, mostly as told by secondary sources on the date of this pack. Not legal advice.',
    'zh-CN': '时限依据美国E条例（12 CFR 1005.11），多数参考二手资料，以本规则包日期为准。不构成法律意见。',
  },
  scope: {
    residences: ['US'],
    products: ['stored_value', 'transfer', 'top_up', 'withdrawal', 'merchant_checkout'],
  },
  zone: 'America/New_York',
  calendar: 'us-federal',
  rules: [
    {
      id: 'US-1',
      clause: '12 CFR 1005.11(b)',
      title: {
        en: 'Last day to report an error that a statement shows',
        'zh-CN': '对账单所示差错的最后报告日期',
      },
      bearer: 'customer',
      startedBy: ['statement_sent'],
      countFrom: 'day_after',
      limit: { unit: 'calendar_day', count: 60 },
      stoppedBy: ['received', 'oral_notice', 'forwarded_by_regulator'],
      mustContain: [
        {
          en: 'By word of mouth or in writing: name and account, why, and type, date and amount as far as possible',
          'zh-CN': '可口头或书面提出：姓名和账户、理由，并尽可能说明类型、日期和金额',
        },
      ],
      confidence: 'H',
      evidence: 's',
      example: { start: '2026-11-17', due: '2027-01-16' },
    },
    decideOrCredit({ newAccount: false }, 10, '2026-12-02'),
    decideOrCredit({ newAccount: true }, 20, '2026-12-16'),
    finishAfterCredit({ newAccount: false, pointOfSale: false, foreignInitiated: false }, 45, '2027-01-01'),
    finishAfterCredit({ newAccount: true }, 90, '2027-02-15'),
    finishAfterCredit({ newAccount: false, pointOfSale: true }, 90, '2027-02-15'),
    finishAfterCredit({ newAccount: false, pointOfSale: false, foreignInitiated: true }, 90, '2027-02-15'),
    {
      id: 'US-4',
      clause: '12 CFR 1005.11(d)',
      title: {
        en: 'Explain in writing why there was no error, or another one',
        'zh-CN': '书面说明为何没有差错，或者差错与所述不同',
      },
      bearer: 'provider',
      startedBy: ['determined'],
      countFrom: 'day_after',
      limit: { unit: 'business_day', count: 3 },
      stoppedBy: ['answered'],
      mustContain: [
        { en: 'The explanation in writing', 'zh-CN': '书面说明' },
        { en: 'That you may ask for the documents we relied on', 'zh-CN': '您有权索取我们所依据的资料' },
        {
          en: 'If a provisional credit is taken back: the date and amount, and that payments are honoured for five business days',
          'zh-CN': '收回先行垫付款的：日期和金额，并说明五个工作日内照常兑付',
        },
      ],
      door: cfpb,
      confidence: 'M',
      evidence: 'g',
      caveat: { en: 'General knowledge; the rule was not read.', 'zh-CN': '一般常识，未核对规则原文。' },
      example: { start: '2026-11-24', due: '2026-11-30' },
    },
  ],
} satisfies Pack;
