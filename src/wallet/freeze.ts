import type { Localized } from '../platform/localized.ts';
import type { FreezeScope, Lifter } from './contract.ts';

interface Reason {
  readonly text: Localized;
  /** What the customer can do about it. */
  readonly next: Localized;
  readonly lifter: Lifter;
}

/** Why a wallet is frozen, in words that its customer reads, and who may lift it. */
export const freezeReasons = {
  'unusual-activity': {
    text: {
      en: 'We saw activity that may not be yours and stopped it to protect your money.',
      'zh-CN': '我们发现可能并非您本人的操作，为保护您的资金已暂停。',
    },
    next: {
      en: 'Answer the message we sent you, or tell us here which payments are yours.',
      'zh-CN': '请回复我们发给您的消息，或在此告诉我们哪些交易是您本人操作。',
    },
    lifter: 'staff',
  },
  'lost-device': {
    text: {
      en: 'You told us that your device or sign-in was lost or stolen.',
      'zh-CN': '您告知我们您的设备或登录方式丢失或被盗。',
    },
    next: {
      en: 'Once you have set a new password or passkey, ask us to unfreeze it.',
      'zh-CN': '设置新密码或通行密钥后，请联系我们解冻。',
    },
    lifter: 'staff',
  },
  'your-request': {
    text: { en: 'You locked it, or asked us to.', 'zh-CN': '您本人锁定，或应您本人要求锁定。' },
    next: {
      en: 'Unlock it yourself on the page of your wallet, after confirming that it is you.',
      'zh-CN': '您可以在钱包页面自行解锁，届时需验证是您本人。',
    },
    lifter: 'customer',
  },
  'identity-check': {
    text: {
      en: 'The law asks us to check who holds a wallet, and something is missing.',
      'zh-CN': '依法我们须核实钱包持有人身份，目前资料不全。',
    },
    next: { en: 'Send us the document that we asked you for.', 'zh-CN': '请提交我们要求的证件资料。' },
    lifter: 'staff',
  },
  'scam-report': {
    text: {
      en: 'A payment into it was reported as a scam, and we are looking into it.',
      'zh-CN': '有一笔转入款项被举报涉嫌诈骗，我们正在调查。',
    },
    next: {
      en: 'Tell us what the payment was for, and send what shows it.',
      'zh-CN': '请说明该款项的用途，并提交证明材料。',
    },
    lifter: 'compliance',
  },
  'legal-order': {
    text: { en: 'A court or an authority ordered it.', 'zh-CN': '根据法院或主管机关的命令冻结。' },
    next: {
      en: 'Ask us which order it is; we tell you what we are allowed to.',
      'zh-CN': '您可以询问命令的详情，我们会在允许范围内告知。',
    },
    lifter: 'compliance',
  },
  'deposit-missing': {
    text: {
      en: 'A deposit on the blockchain that we had credited was undone there.',
      'zh-CN': '一笔已入账的链上充值在区块链上被撤销。',
    },
    next: {
      en: 'A person looks at it now. If the deposit comes back, the wallet works again as before; you need not send anything twice.',
      'zh-CN': '人工正在核实。如果充值重新上链，钱包将恢复正常，您无需重复转账。',
    },
    lifter: 'staff',
  },
} as const satisfies Record<string, Reason>;

export type FreezeReason = keyof typeof freezeReasons;
export const freezeReasonCodes = [
  'unusual-activity',
  'lost-device',
  'your-request',
  'identity-check',
  'scam-report',
  'legal-order',
  'deposit-missing',
] as const satisfies readonly FreezeReason[];

/** What the customer can do where he may know of the order. */
export const orderNext: Localized = {
  en: 'Turn to the authority that ordered it, with the number above; or complain to us.',
  'zh-CN': '请凭上述文号向发出命令的机关提出，或向我们投诉。',
};

/** What still works under a freeze. */
export const freezeEffects: Readonly<Record<FreezeScope, Localized>> = {
  debits: {
    en: 'You cannot send money. You can still receive money, see everything, and complain.',
    'zh-CN': '您暂时不能转出资金，但仍可收款、查看全部信息和提交投诉。',
  },
  all: {
    en: 'No money can leave or reach your wallet. You can still see everything and complain.',
    'zh-CN': '您的钱包暂时无法转出或收款，但仍可查看全部信息和提交投诉。',
  },
};

/** Who lifts a lock, in words for its customer. */
export const lifterTexts: Readonly<Record<Lifter, Localized>> = {
  customer: { en: 'You, whenever you like.', 'zh-CN': '您本人，随时可以。' },
  staff: { en: 'Our support staff, once it is cleared up.', 'zh-CN': '我们的客服人员，在问题澄清后。' },
  compliance: {
    en: 'Our compliance officers alone; after an order, once whoever gave it withdraws it.',
    'zh-CN': '仅限我们的合规人员；如属执法命令，须由发出机关撤销后解除。',
  },
};
