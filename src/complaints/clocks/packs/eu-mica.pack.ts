import { eeaPlaces } from '../eea-places.ts';
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
  scope: {
    residences: Object.keys(eeaPlaces),
    products: ['crypto_custody', 'account_identity', 'app_support'],
  },
  zone: 'Europe/Brussels',
  calendar: 'target',
  byResidence: eeaPlaces,
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
      evidence: 's',
      example: { start: '2026-04-01', due: '2026-04-07' },
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
      evidence: 'g',
      example: { start: '2026-04-01', due: '2026-04-10' },
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
        limits: [],
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
      evidence: 's',
      example: { start: '2026-04-01', due: '2026-06-01' },
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
        limits: [{ unit: 'business_day', count: 35 }],
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
      evidence: 's',
      example: { start: '2026-04-01', due: '2026-04-24' },
    },
  ],
  duties: [
    {
      id: 'EU-1',
      clause: '(EU) 2025/294 art. 1',
      text: {
        en: 'The procedure and the complaint form of the Annex are published and free of charge. A complaint on another form, or on none, may not be refused for that.',
        'zh-CN': '公布投诉程序和附件中的投诉表格，免费受理。不得因未使用该表格而拒绝受理。',
      },
      confidence: 'H',
      evidence: 's',
    },
    {
      id: 'EU-2',
      clause: '(EU) 2025/294 art. 3, 7',
      text: {
        en: 'A complaint may come electronically or on paper, and is answered plainly in the language in which it was made.',
        'zh-CN': '可以通过电子方式或纸质方式投诉，并以投诉所用的语言作出通俗易懂的答复。',
      },
      confidence: 'H',
      evidence: 's',
    },
    {
      id: 'EU-6',
      clause: '(EU) 2025/294 art. 2(3), 8',
      text: {
        en: 'Management hears regularly of the complaints and of what was changed because of them.',
        'zh-CN': '定期向管理层报告投诉数据和据此采取的措施。',
      },
      confidence: 'M',
      evidence: 's',
    },
    {
      id: 'EU-7',
      clause: '(EU) 2025/294 Annex',
      text: {
        en: 'The form asks who complains and for whom, which service or transactions, what happened and when, what was lost, and for documents.',
        'zh-CN': '投诉表格应填写：投诉人及其代表、所涉服务或交易、事实经过和日期、损失，并附相关文件。',
      },
      confidence: 'H',
      evidence: 's',
    },
    {
      id: 'EU-8',
      clause: 'MiCA (EU) 2023/1114 art. 71, 108',
      text: {
        en: 'Complaints are handled fairly and in time and are recorded. Clients and consumer associations may complain to the authority.',
        'zh-CN': '公正、及时处理投诉并留存记录。客户和消费者协会可以向主管机关投诉。',
      },
      confidence: 'M',
      evidence: 's2',
    },
    {
      id: 'EU-9',
      clause: '(EU) 2025/305 art. 11',
      text: {
        en: 'Whoever asks for a licence describes the resources, the person in charge, the records, the timeline and the remedies of its complaints procedure.',
        'zh-CN': '申请牌照时须说明投诉程序的资源、负责人、记录、时限和救济途径。',
      },
      confidence: 'H',
      evidence: 's',
    },
  ],
} satisfies Pack;
