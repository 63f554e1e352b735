import type { Localized } from '../../platform/localized.ts';
import type { RailId } from '../../rails/contract.ts';

/** What makes the outside differ from the books without anything being wrong, or, at the end, what is. */
export const reasons = {
  'opening-balance': {
    en: 'Was on the account before our books began',
    'zh-CN': '我们开始记账之前账户上已有的余额',
  },
  notified: {
    en: 'Told by notifications, not yet on a statement',
    'zh-CN': '收支通知已告知、尚未出现在对账单上的款项',
  },
  'reported-twice': {
    en: 'Settled by a person as reported twice by the bank',
    'zh-CN': '经人工确认为银行重复报告的款项',
  },
  'being-booked': { en: 'Lines of a file that is being booked', 'zh-CN': '正在入账的文件中的明细' },
  'unconfirmed-deposit': {
    en: 'Deposits that wait for confirmations',
    'zh-CN': '等待区块确认的充值',
  },
  'ignored-deposit': {
    en: 'Deposits recorded and not credited (too small, or not to be credited)',
    'zh-CN': '已记录但未入账的充值（金额过小等）',
  },
  'refused-deposit': {
    en: 'Deposits that the wallet could not take and that wait for a person',
    'zh-CN': '钱包无法接收、等待人工处理的充值',
  },
  'vanished-deposit': {
    en: 'Deposits that the chain took back after they were credited',
    'zh-CN': '入账后被链上撤销的充值',
  },
  'mined-payout': { en: 'Payouts in blocks that are not final yet', 'zh-CN': '尚未最终确认的区块中的付款' },
  'mined-cost': { en: 'Network fees in blocks that are not final yet', 'zh-CN': '尚未最终确认的区块中的网络费' },
  'missing-statement': {
    en: 'Moved by statements that are missing: on the work list',
    'zh-CN': '缺失对账单期间的发生额：已列入待办',
  },
  'no-answer': { en: 'The node does not answer, so nothing was compared', 'zh-CN': '节点没有应答，无法比对' },
} as const satisfies Record<string, Localized>;
export type DifferenceReason = keyof typeof reasons;

/** Reasons that name a difference without making it right: somebody must act. */
const faults: ReadonlySet<DifferenceReason> = new Set(['missing-statement', 'no-answer']);

/** One thing by which outside and books differ; minor units, as the outside has more. */
export interface DifferenceItem {
  readonly reason: DifferenceReason;
  readonly count: number;
  readonly amount: bigint;
}

/** What was found on one side of the world in one asset. */
export interface Compared {
  readonly rail: RailId;
  readonly asset: string;
  /** Account numbers, or where on the chain, each with what it holds. */
  readonly places: readonly { readonly place: string; readonly amount: bigint; readonly source: string }[];
  /** Null: the outside did not answer. */
  readonly outside: bigint | null;
  readonly books: bigint;
  readonly items: readonly DifferenceItem[];
  /** Money that moves soon and makes no difference yet: payouts on the way, lines that wait in suspense. */
  readonly onTheWay: bigint;
  readonly inSuspense: bigint;
}

export interface Reconciled extends Compared {
  /** What nothing explains. */
  readonly unexplained: bigint;
  readonly explained: boolean;
}

/** Explains as much of the difference as the items do. */
export function explain(compared: Compared): Reconciled {
  const { outside, books, items } = compared;
  const right = items.reduce((sum, { reason, amount }) => (faults.has(reason) ? sum : sum + amount), 0n);
  const unexplained = outside === null ? 0n : outside - books - right;
  return { ...compared, unexplained, explained: outside !== null && unexplained === 0n };
}

export interface Reconciliation {
  readonly id: string;
  readonly at: Date;
  /** As `actorName` names who asked. */
  readonly by: string;
  readonly rows: readonly Reconciled[];
  /** How many of the rows are not explained. */
  readonly unexplained: number;
}
