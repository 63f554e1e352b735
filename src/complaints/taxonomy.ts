import type { Localized } from '../platform/localized.ts';

/** L1: the product complained about. */
export const products = {
  stored_value: { en: 'Balance account', 'zh-CN': '余额账户' },
  transfer: { en: 'Transfer', 'zh-CN': '转账' },
  top_up: { en: 'Top-up', 'zh-CN': '充值' },
  withdrawal: { en: 'Withdrawal', 'zh-CN': '提现' },
  merchant_checkout: { en: 'Merchant payment', 'zh-CN': '商户收付款' },
  crypto_custody: { en: 'Crypto-asset custody', 'zh-CN': '加密资产保管' },
  account_identity: { en: 'Registration and identity', 'zh-CN': '注册与实名' },
  app_support: { en: 'App and support', 'zh-CN': '应用与客服' },
} as const satisfies Readonly<Record<string, Localized>>;
export type Product = keyof typeof products;

/** The two classes in which Chinese payment institutions publish complaints (PBOC 公告2015第43号 §28). */
export type DisclosureClass = '交易类' | '服务类';

/**
 * L2 with its L3, and the issue's names in three reporting schemes. The CFPB names and the Chinese
 * classes were read at their source; the FCA groups and the 12315 categories are general knowledge.
 */
export interface Issue {
  readonly label: Localized;
  /** How the customer would say it, for the form. */
  readonly plain: Localized;
  readonly subIssues: Readonly<Record<string, Localized>>;
  readonly cfpb: readonly string[];
  readonly fca: readonly string[];
  readonly cn: { readonly classes: readonly DisclosureClass[]; readonly categories: readonly string[] };
}

export const taxonomy = {
  W01: {
    label: { en: 'Slow customer service', 'zh-CN': '客服响应慢' },
    plain: { en: 'Nobody answers me, or it takes too long', 'zh-CN': '没人回复我，或处理太慢' },
    subIssues: {
      no_answer: { en: 'No answer', 'zh-CN': '无人回复' },
      passed_around: { en: 'Passed around', 'zh-CN': '反复转接' },
      promise_broken: { en: 'Promise broken', 'zh-CN': '承诺未兑现' },
      complaint_late: { en: 'Complaint answered late', 'zh-CN': '投诉超期' },
    },
    cfpb: ['Problem with customer service'],
    fca: ['General administration and customer service'],
    cn: { classes: ['服务类'], categories: ['售后服务'] },
  },
  W02: {
    label: { en: 'Account locked or frozen', 'zh-CN': '账户冻结或锁定' },
    plain: { en: 'I cannot get into or use my account', 'zh-CN': '我的账户进不去或不能用' },
    subIssues: {
      risk_hold: { en: 'Risk hold', 'zh-CN': '风控冻结' },
      legal_freeze: { en: 'Legal freeze', 'zh-CN': '司法冻结' },
      lost_device: { en: 'Lost device', 'zh-CN': '设备丢失' },
      funds_inside: { en: 'Balance cannot be taken out', 'zh-CN': '余额取不出' },
      no_reason_given: { en: 'No reason given', 'zh-CN': '理由不明' },
    },
    cfpb: ['Trouble accessing funds in your mobile or digital wallet'],
    fca: ['E-money', 'Disputes over sums or charges'],
    cn: { classes: ['服务类', '交易类'], categories: ['合同'] },
  },
  W03: {
    label: { en: 'Deposit not credited', 'zh-CN': '充值未到账' },
    plain: { en: 'I added money and it has not arrived', 'zh-CN': '我充了钱，但没有到账' },
    subIssues: {
      bank_debited: { en: 'Bank has debited me', 'zh-CN': '银行已扣' },
      chain_confirmed: { en: 'Confirmed on chain', 'zh-CN': '链上已确认' },
      wrong_network: { en: 'Wrong network chosen', 'zh-CN': '网络选错' },
      amount_differs: { en: 'Amount differs', 'zh-CN': '金额不符' },
      memo_missing: { en: 'Memo or reference missing', 'zh-CN': '备注缺失' },
    },
    cfpb: ['Problem adding money', 'Money was not available when promised'],
    fca: ['Issuing or redemption of e-money', 'Disputes over sums or charges'],
    cn: { classes: ['交易类'], categories: ['合同'] },
  },
  W04: {
    label: { en: 'Withdrawal delayed or failed', 'zh-CN': '提现延迟或失败' },
    plain: { en: 'I took money out and it is late or failed', 'zh-CN': '我的提现迟迟不到或失败' },
    subIssues: {
      under_review: { en: 'Under review', 'zh-CN': '审核中' },
      returned: { en: 'Returned by the bank', 'zh-CN': '银行退回' },
      beyond_promise: { en: 'Beyond the promised time', 'zh-CN': '超承诺时限' },
      limit: { en: 'Limit', 'zh-CN': '限额' },
    },
    cfpb: ['Money was not available when promised', 'Trouble accessing funds in your mobile or digital wallet'],
    fca: ['Issuing or redemption of e-money'],
    cn: { classes: ['交易类'], categories: ['合同'] },
  },
  W05: {
    label: { en: 'Loss by mistake', 'zh-CN': '误操作损失' },
    plain: { en: 'I sent money by mistake', 'zh-CN': '我转错了钱' },
    subIssues: {
      wrong_address: { en: 'Wrong address or person', 'zh-CN': '地址填错' },
      wrong_amount: { en: 'Wrong amount', 'zh-CN': '金额填错' },
      paid_twice: { en: 'Paid twice', 'zh-CN': '重复转账' },
      wrong_chain: { en: 'Wrong chain chosen', 'zh-CN': '链选错' },
    },
    cfpb: ['Wrong amount charged or received', 'Other transaction problem'],
    fca: ['Transfers', 'Information, advice or explanation'],
    cn: { classes: ['交易类'], categories: ['其他'] },
  },
  W06: {
    label: { en: 'Scam: I was tricked into paying', 'zh-CN': '被骗转账' },
    plain: { en: 'I was tricked into sending money', 'zh-CN': '我被骗转了钱' },
    subIssues: {
      impersonation: { en: 'Someone posed as staff or an official', 'zh-CN': '冒充客服' },
      investment: { en: 'Investment scam', 'zh-CN': '投资骗局' },
      purchase_scam: { en: 'Seller took the money and vanished', 'zh-CN': '商户不发货' },
      malicious_approval: { en: 'Tricked into an approval', 'zh-CN': '诱导授权' },
    },
    cfpb: ['Fraud or scam'],
    fca: ['Transfers', 'Fraud'],
    cn: { classes: ['交易类'], categories: ['安全'] },
  },
  W07: {
    label: { en: 'Payment I did not make', 'zh-CN': '盗刷或非本人交易' },
    plain: { en: 'There is a payment that I did not make', 'zh-CN': '有一笔不是我本人操作的交易' },
    subIssues: {
      takeover: { en: 'Account taken over', 'zh-CN': '账号被盗' },
      sim_or_mail: { en: 'SIM card or mailbox stolen', 'zh-CN': 'SIM/邮箱被盗' },
      key_leak: { en: 'Key leaked', 'zh-CN': '密钥泄露' },
      merchant_overcharge: { en: 'Merchant took more than agreed', 'zh-CN': '商户多扣' },
    },
    cfpb: ['Unauthorized transactions or other transaction problem'],
    fca: ['Transfers', 'Unauthorised transactions'],
    cn: { classes: ['交易类'], categories: ['盗刷'] },
  },
  W08: {
    label: { en: 'Fees', 'zh-CN': '收费争议' },
    plain: { en: 'A fee or an exchange rate is wrong', 'zh-CN': '手续费或汇率不对' },
    subIssues: {
      not_shown: { en: 'Not shown before', 'zh-CN': '未明示' },
      spread: { en: 'Exchange rate or spread', 'zh-CN': '汇率点差' },
      network_fee: { en: 'Network fee', 'zh-CN': '网络费' },
      dormant: { en: 'Dormant-account fee', 'zh-CN': '休眠费' },
    },
    cfpb: ['Unexpected or other fees', 'Incorrect exchange rate'],
    fca: ['Disputes over sums or charges'],
    cn: { classes: ['服务类', '交易类'], categories: ['价格'] },
  },
  W09: {
    label: { en: 'Unclear or changed rules', 'zh-CN': '规则不透明' },
    plain: { en: 'The rules are unclear or changed without notice', 'zh-CN': '规则看不懂，或没通知就改了' },
    subIssues: {
      change_without_notice: { en: 'Changed without notice', 'zh-CN': '规则变更未告知' },
      unclear_terms: { en: 'Unclear terms', 'zh-CN': '条款看不懂' },
      promotion: { en: 'Rules of a promotion', 'zh-CN': '活动规则' },
      limits: { en: 'Limits unknown', 'zh-CN': '限额不明' },
    },
    cfpb: ['Confusing or missing disclosures', 'Confusing or misleading advertising or marketing'],
    fca: ['Information, advice or explanation'],
    cn: { classes: ['服务类'], categories: ['合同', '广告'] },
  },
  W10: {
    label: { en: 'Registration and identity check', 'zh-CN': '注册与实名困难' },
    plain: { en: 'I cannot register, verify myself or close my account', 'zh-CN': '我无法注册、实名或注销' },
    subIssues: {
      id_rejected: { en: 'ID document rejected', 'zh-CN': '证件不识别' },
      face_check: { en: 'Face check failed', 'zh-CN': '人脸失败' },
      no_code: { en: 'Code does not arrive', 'zh-CN': '收不到验证码' },
      cannot_close: { en: 'Cannot close the account', 'zh-CN': '注销难' },
      access_needs: { en: 'Minor, or access needs', 'zh-CN': '未成年/残障' },
    },
    cfpb: ['Managing, opening, or closing your mobile wallet account'],
    fca: ['General administration and customer service'],
    cn: { classes: ['服务类'], categories: ['签约认证'] },
  },
  W11: {
    label: { en: 'Doubts about security', 'zh-CN': '安全质疑' },
    plain: { en: 'I am worried about the safety of my money or data', 'zh-CN': '我担心资金或信息不安全' },
    subIssues: {
      proof_of_reserves: { en: 'Proof of reserves', 'zh-CN': '储备证明' },
      data_leak: { en: 'Data leak', 'zh-CN': '信息泄露' },
      odd_login: { en: 'Odd sign-in', 'zh-CN': '异常登录' },
      phishing: { en: 'Phishing or imitation', 'zh-CN': '钓鱼仿冒' },
    },
    cfpb: ['Other service problem'],
    fca: ['Other', 'Data protection'],
    cn: { classes: ['服务类'], categories: ['安全'] },
  },
  W12: {
    label: { en: 'Poor service', 'zh-CN': '服务态度与差错' },
    plain: { en: 'I was treated badly, or the app did not work', 'zh-CN': '服务态度差，或应用出了故障' },
    subIssues: {
      attitude: { en: 'Attitude', 'zh-CN': '态度' },
      wrong_answer: { en: 'Wrong answer', 'zh-CN': '错误答复' },
      outage: { en: 'App did not work', 'zh-CN': '应用故障' },
      error_handling: { en: 'An error was handled badly', 'zh-CN': '差错处理' },
    },
    cfpb: ['Problem with customer service', 'Other service problem'],
    fca: ['General administration and customer service'],
    cn: { classes: ['服务类'], categories: ['服务态度'] },
  },
  W13: {
    label: { en: 'Dispute with a merchant', 'zh-CN': '商户纠纷' },
    plain: { en: 'I have a problem with a shop I paid', 'zh-CN': '我付款的商户有问题' },
    subIssues: {
      not_delivered: { en: 'Not delivered', 'zh-CN': '未发货' },
      refund_missing: { en: 'Refund missing', 'zh-CN': '退款未到' },
      double_charge: { en: 'Charged twice', 'zh-CN': '重复收款' },
      mismatch: { en: 'Not what I ordered', 'zh-CN': '订单不符' },
    },
    cfpb: ['Wrong amount charged or received', 'Other transaction problem'],
    fca: ['Merchant acquiring'],
    cn: { classes: ['交易类'], categories: ['售后服务'] },
  },
  W14: {
    label: { en: 'Coupons and rewards', 'zh-CN': '优惠与奖励' },
    plain: { en: 'A coupon or reward did not work', 'zh-CN': '优惠券或奖励有问题' },
    subIssues: {
      coupon_fails: { en: 'Coupon cannot be used', 'zh-CN': '券不可用' },
      reward_missing: { en: 'Reward not given', 'zh-CN': '奖励未发' },
    },
    cfpb: ['Overdraft, savings, or rewards features'],
    fca: ['Other'],
    cn: { classes: ['服务类'], categories: ['广告'] },
  },
  W15: {
    label: { en: 'Privacy and personal data', 'zh-CN': '隐私与数据' },
    plain: { en: 'It is about my personal data', 'zh-CN': '与我的个人信息有关' },
    subIssues: {
      erase: { en: 'Request to erase', 'zh-CN': '删除请求' },
      correct: { en: 'Correction', 'zh-CN': '更正' },
      over_collection: { en: 'Too much is collected', 'zh-CN': '过度收集' },
    },
    cfpb: ['Other service problem'],
    fca: ['Data protection'],
    cn: { classes: ['服务类'], categories: ['个人信息'] },
  },
  W16: {
    label: { en: 'How a complaint was handled', 'zh-CN': '对投诉处理不满' },
    plain: { en: 'I complained before and was not treated fairly', 'zh-CN': '我投诉过，但处理得不好' },
    subIssues: {
      no_reply: { en: 'No reply', 'zh-CN': '无回复' },
      points_missed: { en: 'Not every point was answered', 'zh-CN': '未答全部问题' },
      no_reasons: { en: 'Reasons unclear', 'zh-CN': '理由不清' },
      redress_unpaid: { en: 'Redress not paid', 'zh-CN': '赔偿未付' },
    },
    cfpb: ['Problem with customer service'],
    fca: ['General administration and customer service'],
    cn: { classes: ['服务类'], categories: ['处理时效'] },
  },
} as const satisfies Readonly<Record<`W${number}`, Issue>>;

export type IssueId = keyof typeof taxonomy;

/** `W03.bank_debited`: a sub-issue's stable id names its issue. */
export type SubIssueId = { [Id in IssueId]: `${Id}.${keyof (typeof taxonomy)[Id]['subIssues'] & string}` }[IssueId];

export const issueIds: readonly IssueId[] = Object.keys(taxonomy).filter(isIssueId);

/** Every sub-issue with its id, label and issue, in the order of the taxonomy. */
export const subIssues: readonly { readonly id: SubIssueId; readonly issue: IssueId; readonly label: Localized }[] =
  issueIds.flatMap((issue) =>
    Object.entries<Localized>(taxonomy[issue].subIssues).flatMap(([name, label]) => {
      const id = `${issue}.${name}`;
      return isSubIssueId(id) ? [{ id, issue, label }] : [];
    }),
  );

/** Whether a text from outside names an issue, `W01` … `W16`. */
export function isIssueId(text: string): text is IssueId {
  return Object.hasOwn(taxonomy, text);
}

/** Whether a text from outside names a sub-issue, such as `W03.bank_debited`. */
export function isSubIssueId(text: string): text is SubIssueId {
  const [issue = '', name = ''] = text.split('.');
  return isIssueId(issue) && text === `${issue}.${name}` && Object.hasOwn(taxonomy[issue].subIssues, name);
}

/** Whether a text from outside names a product. */
export function isProduct(text: string): text is Product {
  return Object.hasOwn(products, text);
}
