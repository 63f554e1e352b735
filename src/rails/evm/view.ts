import type { Database, Tx } from '../../platform/db.ts';
import type { Localized } from '../../platform/localized.ts';
import type { Reader } from '../rail.ts';
import { addressOfOwner, provider } from './address.ts';
import { networkName, readChain } from './chain.ts';
import type { ChainState } from './chain.ts';
import { confirmationsAt } from './deposit.ts';
import type { Explanation } from './explain.ts';
import { orderReasonOf, orderReasons, referenceOf } from './orders.ts';
import type { OrderRow } from './orders.ts';

export type { Explanation } from './explain.ts';

/** What a transaction's hash is to a person; asks the chain where our records do not say. */
export async function explainTransaction(
  reader: Reader,
  owner: string | undefined,
  hash: string,
): Promise<Explanation> {
  return (await import('./explain.ts')).explainTransaction(reader, owner, hash);
}

/** A person's deposit address, where he asked for one. */
export async function openAddressOf(db: Database | Tx, owner: string): Promise<string | undefined> {
  const address = await addressOfOwner(db, owner);
  return address === undefined ? undefined : withChecksum(address);
}

/** The address as people should see it: its capital and small letters carry a checksum (EIP-55). */
export async function withChecksum(address: string): Promise<string> {
  const { getAddress } = await import('viem');
  return getAddress(address);
}

/** Something that is on its way on the chain. */
export interface ChainOrder {
  readonly id: string;
  readonly kind: 'payout' | 'sweep' | 'gas';
  readonly asset: string;
  readonly amount: bigint;
  readonly sender: string;
  readonly recipient: string;
  readonly nonce: number | null;
  readonly state: string;
  readonly have: number;
  readonly need: number;
  readonly hash: string | null;
  /** What the node said against it when it was last sent. */
  readonly fault: string | null;
  readonly reason: { readonly code: string; readonly text: Localized } | null;
  readonly queuedAt: Date;
}

/** How the chain's side of this installation is. */
export interface ChainView extends ChainState {
  readonly network: string;
  readonly hotWallet: string;
  readonly addresses: number;
  readonly orders: readonly ChainOrder[];
}

const ordersMax = 100;

export async function chainView(db: Database): Promise<ChainView | undefined> {
  const chain = await readChain(db);
  if (chain === undefined) return undefined;
  const [hotWallet, { count }, orders] = await Promise.all([
    addressOfOwner(db, provider),
    db
      .selectFrom('rails.evm_addresses')
      .select(({ fn }) => fn.countAll<bigint>().as('count'))
      .where('owner', '<>', provider)
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('rails.evm_orders')
      .selectAll()
      .where((where) =>
        where.or([where('state', 'in', ['queued', 'sent', 'mined']), where('reason', '=', 'nonce-taken')]),
      )
      .orderBy('queued_at')
      .limit(ordersMax)
      .execute(),
  ]);
  return {
    ...chain,
    network: networkName(chain.chainId),
    hotWallet: hotWallet === undefined ? '' : await withChecksum(hotWallet),
    addresses: Number(count),
    orders: await Promise.all(orders.map((order) => toOrder(db, order, chain.height))),
  };
}

async function toOrder(db: Database, order: OrderRow, head: number): Promise<ChainOrder> {
  const hash = await referenceOf(db, order);
  const sent =
    hash === null
      ? undefined
      : await db.selectFrom('rails.evm_transactions').select('fault').where('hash', '=', hash).executeTakeFirst();
  const reason = orderReasonOf(order);
  return {
    id: order.id,
    kind: order.kind === 'sweep' ? 'sweep' : order.kind === 'gas' ? 'gas' : 'payout',
    asset: order.asset,
    amount: order.amount,
    sender: order.sender,
    recipient: order.recipient,
    nonce: order.nonce,
    state: order.state,
    have: order.height === null ? 0 : confirmationsAt(order.height, head, order.need),
    need: order.need,
    hash,
    fault: sent?.fault ?? null,
    reason: reason === null ? null : { code: reason, text: orderReasons[reason] },
    queuedAt: order.queued_at,
  };
}
