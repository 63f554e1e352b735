import type { BankLine } from '../rails/rails.ts';
import type { Localized } from '../platform/localized.ts';

/** Why a line of a bank statement waits for a person, in the order of looking. */
export const openReasons = {
  'repeated-reference': {
    en: 'The bank gave this movement a reference that was booked before',
    'zh-CN': '银行对该笔款项使用了已入账过的参考号',
  },
  'money-out': { en: 'Money left our bank account', 'zh-CN': '款项从我们的银行账户转出' },
  reversal: { en: 'The bank undid an earlier movement', 'zh-CN': '银行冲正了先前的款项' },
  'unclear-batch': { en: 'The bank booked several payments as one', 'zh-CN': '银行将多笔付款合并为一笔入账' },
  'no-reference': { en: 'The payer gave no deposit reference', 'zh-CN': '付款人未填写充值附言' },
  'several-references': { en: 'The payer gave more than one deposit reference', 'zh-CN': '付款人填写了多个充值附言' },
  'unknown-reference': {
    en: 'Nobody has the deposit reference that the payer gave',
    'zh-CN': '付款人填写的充值附言不属于任何客户',
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
}

export type Judgement = { readonly credit: string } | { readonly open: OpenReason; readonly personId: string | null };

/** Whom a line credits, or why a person must look at it; the person is named as far as the reference tells. */
export function judgeLine(line: BankLine, { repeated, references, owners }: LineFacts): Judgement {
  const people = [...new Set(references.flatMap((reference) => owners.get(reference) ?? []))];
  const [personId = null] = people.length === 1 ? people : [];
  const open = (reason: OpenReason): Judgement => ({ open: reason, personId });
  if (repeated) return open('repeated-reference');
  if (line.reversal) return open('reversal');
  if (line.direction === 'out') return open('money-out');
  if (line.unclearBatch) return open('unclear-batch');
  if (references.length === 0) return open('no-reference');
  if (people.length === 0) return open('unknown-reference');
  if (personId === null) return open('several-references');
  return { credit: personId };
}
