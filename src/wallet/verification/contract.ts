import type { Localized } from '../../platform/localized.ts';

export const documentKinds = ['identity', 'address', 'funds'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Levels that a customer can ask for. */
export const askedLevels = [1, 2] as const;
export type AskedLevel = (typeof askedLevels)[number];

/** Which documents a level needs, one of each at the least. */
export const documentsOf: Readonly<Record<AskedLevel, readonly DocumentKind[]>> = {
  1: ['identity'],
  2: ['address', 'funds'],
};

export const verificationStates = ['draft', 'submitted', 'recommended', 'approved', 'refused'] as const;
export type VerificationState = (typeof verificationStates)[number];

/** Why compliance refuses, in words that the customer reads, each with what to do. */
export const refusalReasons = {
  unreadable: {
    en: 'We cannot read the document. Photograph it again, whole, in good light.',
    'zh-CN': '证件无法看清。请在光线充足处完整地重新拍摄。',
  },
  expired: {
    en: 'The document has expired. Send one that is valid.',
    'zh-CN': '证件已过期。请提交有效证件。',
  },
  mismatch: {
    en: 'The document says something else than you entered. Enter everything as it stands there.',
    'zh-CN': '证件内容与您填写的不一致。请按证件内容填写。',
  },
  'wrong-document': {
    en: 'This is not the kind of document that we asked for. See what we accept, and send one of these.',
    'zh-CN': '这不是我们要求的证件类型。请查看可接受的证件并重新提交。',
  },
  incomplete: {
    en: 'Something is missing: a page, a side or an edge. Send it whole.',
    'zh-CN': '材料不完整，缺页、缺面或边角被裁切。请完整提交。',
  },
  'too-old': {
    en: 'The proof of address is older than three months. Send a newer one.',
    'zh-CN': '住址证明超过三个月。请提交较新的证明。',
  },
  'funds-unclear': {
    en: 'The document does not show where the money comes from. Send one that does, such as a payslip or a contract of sale.',
    'zh-CN': '材料未能说明资金来源。请提交能够说明的材料，例如工资单或买卖合同。',
  },
  altered: {
    en: 'The picture was changed or is one of a screen. Photograph the document itself.',
    'zh-CN': '图片经过修改或为翻拍。请直接拍摄证件原件。',
  },
  other: { en: 'For another reason; see the remark.', 'zh-CN': '其他原因，请见说明。' },
} as const satisfies Record<string, Localized>;

export type RefusalReason = keyof typeof refusalReasons;
export const refusalReasonCodes = [
  'unreadable',
  'expired',
  'mismatch',
  'wrong-document',
  'incomplete',
  'too-old',
  'funds-unclear',
  'altered',
  'other',
] as const satisfies readonly RefusalReason[];

export const identityDocuments = ['passport', 'id-card', 'driving-licence', 'residence-permit'] as const;

/** ISO 3166-1 alpha-2, in the order of their letters. */
export const countries: readonly string[] = (
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD ' +
  'CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD ' +
  'GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI ' +
  'KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW ' +
  'MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB ' +
  'SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY ' +
  'UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
).split(' ');

/** What a customer says of himself; which of it is asked depends on the level. */
export interface VerificationDetails {
  readonly name?: string;
  /** `1990-02-28`. */
  readonly birthDate?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  readonly documentKind?: (typeof identityDocuments)[number];
  readonly documentNumber?: string;
  readonly address?: string;
  readonly funds?: string;
}

/** A document as it is listed; its bytes are for compliance. */
export interface VerificationDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
}

/** A verification as its customer sees it. */
export interface Verification {
  readonly id: string;
  readonly level: AskedLevel;
  readonly state: VerificationState;
  readonly details: VerificationDetails;
  readonly documents: readonly VerificationDocument[];
  readonly openedAt: Date;
  readonly submittedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly reasons: readonly RefusalReason[];
  readonly remark: string | null;
}
