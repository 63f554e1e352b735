import type { Selectable } from 'kysely';
import type { Ctx } from '../../platform/command.ts';
import type { Database, Tx } from '../../platform/db.ts';
import type { RailsEvmOrders } from '../../platform/schema.ts';
import type { Localized } from '../../platform/localized.ts';
import { assert } from '../../platform/assert.ts';
import type { Payout, PayoutState, PayoutStatus } from '../contract.ts';
import { problem } from '../problems.ts';
import { addressOfOwner, provider } from './address.ts';
import { readChain } from './chain.ts';
import { confirmationsAt } from './deposit.ts';

export type OrderRow = Selectable<RailsEvmOrders>;

/** Why an order waits, or failed. */
export const orderReasons = {
  'hot-wallet-short': {
    en: 'The wallet that it is paid from is being refilled; it goes out as soon as that is done.',
    'zh-CN': '付款钱包正在补充资金，完成后立即发出。',
  },
  'fees-too-high': {
    en: 'The network’s fees are too high at the moment; it goes out when they have fallen.',
    'zh-CN': '目前网络手续费过高，费用回落后即发出。',
  },
  refused: {
    en: 'The network would refuse this transaction: the recipient does not take it.',
    'zh-CN': '网络会拒绝这笔交易：收款方不接受。',
  },
  reverted: {
    en: 'The network took the transaction up but refused to carry it out: the recipient does not take it.',
    'zh-CN': '交易已上链但执行失败：收款方不接受。',
  },
  'nonce-taken': {
    en: 'Another transaction of the paying wallet took this one’s place on the chain. A person looks at it before anything is paid.',
    'zh-CN': '出款钱包的另一笔交易占用了此笔的位置，人工核实后才会处理。',
  },
} as const satisfies Record<string, Localized>;
export type OrderReason = keyof typeof orderReasons;

export function orderReasonOf({ reason }: Pick<OrderRow, 'reason'>): OrderReason | null {
  return reason !== null && Object.hasOwn(orderReasons, reason)
    ? // oxlint-disable-next-line typescript/consistent-type-assertions -- the line above found it in the table
      (reason as OrderReason)
    : null;
}

/** Takes a payout in the caller's transaction; a repeat changes nothing. */
export async function submit(ctx: Ctx, { id, asset, amount, destination }: Payout): Promise<void> {
  const found = ctx.config.evmAssets.find(({ code }) => code === asset);
  const sender = await addressOfOwner(ctx.tx, provider);
  if (found === undefined || sender === undefined) throw problem('payouts-closed');
  assert(destination.rail === 'evm', 'a payout on the chain goes to an address');
  await ctx.tx
    .insertInto('rails.evm_orders')
    .values({
      id,
      kind: 'payout',
      sender,
      recipient: destination.address.toLowerCase(),
      asset,
      token: found.token,
      amount,
      need: found.confirmations,
      state: 'queued',
      queued_at: ctx.now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** Takes a payout back; false once a nonce is its own. */
export async function cancel({ tx, now }: Ctx, payoutId: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('rails.evm_orders')
    .set({ state: 'cancelled', settled_at: now })
    .where('id', '=', payoutId)
    .where('kind', '=', 'payout')
    .where('state', 'in', ['queued', 'cancelled'])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What a payout's state is called by the wallet. */
const payoutStates: Readonly<Record<string, PayoutState>> = {
  queued: 'queued',
  sent: 'sent',
  mined: 'sent',
  settled: 'settled',
  failed: 'failed',
  cancelled: 'failed',
};

export async function payoutStatus(db: Database | Tx, payoutId: string): Promise<PayoutStatus | undefined> {
  const order = await db.selectFrom('rails.evm_orders').selectAll().where('id', '=', payoutId).executeTakeFirst();
  if (order === undefined) return undefined;
  const [chain, reference] = await Promise.all([readChain(db), referenceOf(db, order)]);
  const reason = orderReasonOf(order);
  return {
    state: payoutStates[order.state] ?? 'queued',
    reference,
    have: order.height === null ? 0 : confirmationsAt(order.height, chain?.height ?? order.height, order.need),
    need: order.need,
    reason: reason === null ? null : { code: reason, text: orderReasons[reason] },
  };
}

/** The hash of the transaction that the chain took, or of the one that was sent last. */
export async function referenceOf(db: Database | Tx, { id, tx_hash: mined }: OrderRow): Promise<string | null> {
  if (mined !== null) return mined;
  const last = await db
    .selectFrom('rails.evm_transactions')
    .select('hash')
    .where('order_id', '=', id)
    .orderBy('attempt', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.hash ?? null;
}
