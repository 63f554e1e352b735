import type { BankLine } from '../../rails/rails.ts';
import type { NameMatch } from './compare-names.ts';
import type { Localized } from '../../platform/localized.ts';

/** Why a line of a bank statement waits for a person, in the order of looking. */
export const openReasons = {
  'repeated-reference': {
    en: 'The bank gave this movement a reference that was booked before',
    'zh-CN': '银行对该笔款项使用了已入账过的参考号',
  },
  'money-out': { en: 'Money left our bank account', 'zh-CN': '款项从我们的银行账户转出' },
  reversal: { en: 'The bank undid an earlier movement', 'zh-CN': '银行冲正了先前的款项' },
  'returned-payment': {
    en: 'A payment came back that we cannot find among ours',
    'zh-CN': '有一笔付款被退回，但在我们的付款中找不到对应记录',
  },
  'early-return': {
    en: 'A payment of ours came back before the bank told us that it left',
    'zh-CN': '我方付款已被退回，但银行尚未告知该款项已转出',
  },
  'payout-conflict': {
    en: 'The bank paid what it refused before, or paid it twice, or another amount',
    'zh-CN': '银行支付了此前拒绝的付款，或重复支付，或金额不符',
  },
  'unclear-batch': { en: 'The bank booked several payments as one', 'zh-CN': '银行将多笔付款合并为一笔入账' },
  'no-reference': { en: 'The payer gave no deposit reference', 'zh-CN': '付款人未填写充值附言' },
  'several-references': { en: 'The payer gave more than one deposit reference', 'zh-CN': '付款人填写了多个充值附言' },
  'unknown-reference': {
    en: 'Nobody has the deposit reference that the payer gave',
    'zh-CN': '付款人填写的充值附言不属于任何客户',
  },
  'name-mismatch': {
    en: 'The payer’s name is not the customer’s, and the amount is large',
    'zh-CN': '付款人姓名与客户姓名不符，且金额较大',
  },
  'wallet-frozen': { en: 'The customer’s wallet may not receive money', 'zh-CN': '客户钱包目前不能收款' },
  'wallet-closed': {
    en: 'The customer’s account in this asset is closed or missing',
    'zh-CN': '客户的该资产账户已关闭或不存在',
  },
} as const satisfies Record<string, Localized>;
export type OpenReason = keyof typeof openReasons;

/** What is known of a line beside its own content. */
export interface LineFacts {
  /** The bank's name for the movement was booked before, under another statement or higher up in this one. */
  readonly repeated: boolean;
  /** Deposit references found in its texts, and whose they are. */
  readonly references: readonly string[];
  readonly owners: ReadonlyMap<string, string>;
  /** How the payer's name stands to that of the one person whom the references name. */
  readonly nameMatch: NameMatch;
  /** Minor units from which another's name holds a deposit for a person; undefined: never. */
  readonly holdFrom: bigint | undefined;
}

/** The one person whom a line's references name; undefined where there is none, or more than one. */
export function personOf({ references, owners }: Pick<LineFacts, 'references' | 'owners'>): string | undefined {
  const people = [...new Set(references.flatMap((reference) => owners.get(reference) ?? []))];
  return people.length === 1 ? people[0] : undefined;
}

export type Judgement = { readonly credit: string } | { readonly open: OpenReason; readonly personId: string | null };

/** Whom a line credits, or why a person must look at it; the person is named as far as the reference tells. */
export function judgeLine(line: BankLine, facts: LineFacts): Judgement {
  const { repeated, references, owners, nameMatch, holdFrom } = facts;
  const personId = personOf(facts) ?? null;
  const open = (reason: OpenReason): Judgement => ({ open: reason, personId });
  if (repeated) return open('repeated-reference');
  if (line.reversal) return open('reversal');
  if (line.direction === 'out') return open('money-out');
  if (line.returned !== null) return open('returned-payment');
  if (line.unclearBatch) return open('unclear-batch');
  if (references.length === 0) return open('no-reference');
  if (!references.some((reference) => owners.has(reference))) return open('unknown-reference');
  if (personId === null) return open('several-references');
  if (nameMatch === 'different' && holdFrom !== undefined && line.amount >= holdFrom) return open('name-mismatch');
  return { credit: personId };
}
