import type { Door, Pack } from '../pack.ts';

const competentAuthority: Door = {
  id: 'competent-authority',
  label: {
    en: 'You may complain to the competent authority for crypto-asset services, free of charge; a consumer association may do so for you.',
    'zh-CN': '你可以免费向加密资产服务的主管机关投诉，也可以由消费者协会代你投诉。',
  },
  clause: 'MiCA (EU) 2023/1114 art. 108',
};

const paymentAdr: Door = {
  id: 'payment-adr',
  label: {
    en: 'You may go to the out-of-court dispute body for payment services, and complain to the competent authority.',
    'zh-CN': '你可以申请支付服务的庭外争议解决，并可向主管机关投诉。',
  },
  clause: 'PSD2 (EU) 2015/2366 art. 99, 101, 102',
};

export default {
  id: 'eu-mica',
  version: '2026-11-22',
  title: { en: 'European Union: crypto-asset services (MiCA)', 'zh-CN': '欧盟：加密资产服务（MiCA）' },
  binding: 'law',
  notice: {
    en: 'Deadlines under MiCA and Delegated Regulation (EU) 2025/294 as read on the date of this pack. Not legal advice.',
    'zh-CN': '时限依据MiCA和欧盟授权条例2025/294，以本规则包日期为准。不构成法律意见。',
  },
  zone: 'Europe/Brussels',
  calendar: 'target',
  byResidence: {
    AT: { zone: 'Europe/Vienna', calendar: 'at' },
    BE: { zone: 'Europe/Brussels', calendar: 'be' },
    BG: { zone: 'Europe/Sofia', calendar: 'bg' },
    CY: { zone: 'Asia/Nicosia', calendar: 'cy' },
    CZ: { zone: 'Europe/Prague', calendar: 'cz' },
    DE: { zone: 'Europe/Berlin', calendar: 'de' },
    DK: { zone: 'Europe/Copenhagen', calendar: 'dk' },
    EE: { zone: 'Europe/Tallinn', calendar: 'ee' },
    ES: { zone: 'Europe/Madrid', calendar: 'es' },
    FI: { zone: 'Europe/Helsinki', calendar: 'fi' },
    FR: { zone: 'Europe/Paris', calendar: 'fr' },
    GR: { zone: 'Europe/Athens', calendar: 'gr' },
    HR: { zone: 'Europe/Zagreb', calendar: 'hr' },
    HU: { zone: 'Europe/Budapest', calendar: 'hu' },
    IE: { zone: 'Europe/Dublin', calendar: 'ie' },
    IS: { zone: 'Atlantic/Reykjavik', calendar: 'is' },
    IT: { zone: 'Europe/Rome', calendar: 'it' },
    LI: { zone: 'Europe/Vaduz', calendar: 'li' },
    LT: { zone: 'Europe/Vilnius', calendar: 'lt' },
    LU: { zone: 'Europe/Luxembourg', calendar: 'lu' },
    LV: { zone: 'Europe/Riga', calendar: 'lv' },
    MT: { zone: 'Europe/Malta', calendar: 'mt' },
    NL: { zone: 'Europe/Amsterdam', calendar: 'nl' },
    NO: { zone: 'Europe/Oslo', calendar: 'no' },
    PL: { zone: 'Europe/Warsaw', calendar: 'pl' },
    PT: { zone: 'Europe/Lisbon', calendar: 'pt' },
    RO: { zone: 'Europe/Bucharest', calendar: 'ro' },
    SE: { zone: 'Europe/Stockholm', calendar: 'se' },
    SI: { zone: 'Europe/Ljubljana', calendar: 'si' },
    SK: { zone: 'Europe/Bratislava', calendar: 'sk' },
  },
  rules: [
    {
      id: 'EU-3',
      clause: '(EU) 2025/294 art. 4',
      title: { en: 'Confirm receipt and say whether the complaint is admissible', 'zh-CN': '确认收到并告知是否受理' },
      bearer: 'provider',
      startedBy: ['received', 'forwarded_by_regulator', 'reopened'],
      countFrom: 'day_after',
      limit: { unit: 'prompt', ceiling: { unit: 'business_day', count: 2 } },
      stoppedBy: ['acknowledged', 'answered'],
      mustContain: [
        { en: 'Whether the complaint is admissible and, if not, why', 'zh-CN': '是否受理；不受理的理由' },
        {
          en: 'Name, e-mail address and telephone number of the person or team to ask',
          'zh-CN': '联系人或部门的名称、电子邮箱和电话',
        },
        { en: 'Date of receipt', 'zh-CN': '收到日期' },
        { en: 'By when the decision will come', 'zh-CN': '作出决定的时限' },
        {
          en: 'A copy of the complaint, if it was made on the electronic form',
          'zh-CN': '通过电子表格投诉的，附投诉副本',
        },
      ],
      door: competentAuthority,
      confidence: 'H',
    },
    {
      id: 'EU-4',
      clause: '(EU) 2025/294 art. 5',
      title: {
        en: 'Check that the complaint is complete, ask for what is missing, say what comes next',
        'zh-CN': '核对投诉是否完整，索取缺少的材料并告知下一步',
      },
      bearer: 'provider',
      startedBy: ['received', 'forwarded_by_regulator', 'reopened'],
      countFrom: 'day_after',
      limit: { unit: 'prompt', ceiling: { unit: 'business_day', count: 5 } },
      stoppedBy: ['progress_reported', 'answered'],
      mustContain: [
        { en: 'What has been examined, and what is left', 'zh-CN': '已审查的内容和待查的内容' },
        { en: 'Any information still needed from the customer', 'zh-CN': '还需要客户补充的材料' },
      ],
      door: competentAuthority,
      confidence: 'M',
    },
    {
      id: 'EU-5',
      clause: '(EU) 2025/294 art. 6',
      title: { en: 'Decide the complaint and give reasons', 'zh-CN': '作出决定并说明理由' },
      bearer: 'provider',
      startedBy: ['received', 'forwarded_by_regulator', 'reopened'],
      countFrom: 'day_after',
      limit: { unit: 'month', count: 2 },
      stoppedBy: ['answered'],
      extension: {
        by: 'holding_reply_sent',
        mustContain: [
          { en: 'The exceptional situation that delays the decision', 'zh-CN': '造成延迟的特殊情况' },
          { en: 'The date of the decision', 'zh-CN': '作出决定的日期' },
        ],
      },
      mustContain: [
        { en: 'An answer to every point raised', 'zh-CN': '逐项答复' },
        {
          en: 'The reasons, and why this differs from like decisions if it does',
          'zh-CN': '理由；与类似投诉的决定不一致时的说明',
        },
        {
          en: 'If not everything asked for is granted: the reasoning and the remedies',
          'zh-CN': '未全部满足诉求的：说明理由和救济途径',
        },
      ],
      door: competentAuthority,
      confidence: 'H',
    },
    {
      id: 'EU-10',
      clause: 'PSD2 (EU) 2015/2366 art. 101',
      title: { en: 'Answer a complaint about a payment service', 'zh-CN': '答复支付服务投诉' },
      bearer: 'provider',
      when: { paymentService: true },
      startedBy: ['received', 'forwarded_by_regulator', 'reopened'],
      countFrom: 'day_after',
      limit: { unit: 'business_day', count: 15 },
      stoppedBy: ['answered'],
      extension: {
        by: 'holding_reply_sent',
        limit: { unit: 'business_day', count: 35 },
        mustContain: [
          { en: 'The reasons, beyond our control, for the delay', 'zh-CN': '超出我方控制的延迟原因' },
          { en: 'By when the final reply will come', 'zh-CN': '最终答复的期限' },
        ],
      },
      mustContain: [
        { en: 'An answer to every point raised', 'zh-CN': '逐项答复' },
        {
          en: 'The name of at least one dispute body and how to reach it',
          'zh-CN': '至少一个争议解决机构的名称和联系方式',
        },
      ],
      door: paymentAdr,
      confidence: 'H',
    },
  ],
} satisfies Pack;
