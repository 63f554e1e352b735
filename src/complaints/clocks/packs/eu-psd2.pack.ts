import { eeaPlaces } from '../eea-places.ts';
import type { Door, Pack } from '../pack.ts';

const paymentAdr: Door = {
  id: 'payment-adr',
  label: {
    en: 'You may go to the out-of-court dispute body for payment services, and complain to the competent authority.',
    'zh-CN': '您可以申请支付服务的庭外争议解决，并可向主管机关投诉。',
  },
  clause: 'PSD2 (EU) 2015/2366 art. 99, 101, 102',
};

export default {
  id: 'eu-psd2',
  version: '2026-11-25',
  title: { en: 'European Union: payment services (PSD2)', 'zh-CN': '欧盟：支付服务（PSD2）' },
  binding: 'law',
  notice: {
    en: 'Deadlines under Directive (EU) 2015/2366 (PSD2) as read on the date of this pack; states put it into their own law. Not legal advice.',
    'zh-CN': '时限依据欧盟指令2015/2366（PSD2），以本规则包日期为准；各成员国以本国法律转化实施。不构成法律意见。',
  },
  scope: {
    residences: Object.keys(eeaPlaces),
    products: ['stored_value', 'transfer', 'top_up', 'withdrawal', 'merchant_checkout'],
  },
  zone: 'Europe/Brussels',
  calendar: 'target',
  byResidence: eeaPlaces,
  rules: [
    {
      id: 'EU-10',
      clause: 'PSD2 (EU) 2015/2366 art. 101',
      title: { en: 'Answer a complaint about a payment service', 'zh-CN': '答复支付服务投诉' },
      bearer: 'provider',
      startedBy: ['received', 'forwarded_by_regulator', 'reopened'],
      countFrom: 'day_after',
      limit: { unit: 'business_day', count: 15 },
      stoppedBy: ['answered'],
      extension: {
        by: 'holding_reply_sent',
        limits: [{ unit: 'business_day', count: 35 }],
        mustContain: [
          { en: 'The reasons, beyond our control, for the delay', 'zh-CN': '超出我方控制的延迟原因' },
          { en: 'By when the final reply will come', 'zh-CN': '最终答复的期限' },
        ],
      },
      mustContain: [
        {
          en: 'An answer to every point raised, on paper or another durable medium that was agreed, in an official language',
          'zh-CN': '逐项答复，以纸质或者约定的其他持久介质作出，并使用官方语言',
        },
        {
          en: 'The name of at least one dispute body and how to reach it',
          'zh-CN': '至少一个争议解决机构的名称和联系方式',
        },
      ],
      door: paymentAdr,
      confidence: 'H',
      evidence: 's',
      example: { start: '2026-04-01', due: '2026-04-24' },
    },
  ],
  duties: [
    {
      id: 'EU-11',
      clause: 'PSR, political agreement of 27 November 2025',
      text: {
        en: 'Coming: support by people, taking part in dispute resolution, refunds for impersonation fraud. Neither its publication nor the day it begins was seen; nothing here is computed from it.',
        'zh-CN':
          '即将到来：人工客服、强制参加争议解决、冒充诈骗退款。公布和施行日期均未见，本规则包未据此计算任何日期。',
      },
      confidence: 'M',
      evidence: 's2',
    },
  ],
} satisfies Pack;
