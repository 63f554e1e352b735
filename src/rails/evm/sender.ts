import { sql } from 'kysely';
import type { RailWorld } from '../rail.ts';
import { readChain } from './chain.ts';
import { NodeFault } from './node.ts';
import type { Node } from './node.ts';
import { noteMined } from './note-mined.ts';
import { noteOrder } from './note-order.ts';
import type { OrderReason, OrderRow } from './orders.ts';
import { orderGas } from './order-gas.ts';
import { findSweeps, orderSweeps } from './order-sweeps.ts';
import { settleOrder } from './settle-order.ts';
import { raised, signOrder } from './sign-order.ts';
import { callOf } from './signer.ts';
import { run } from './world.ts';

/** Orders that one look works on. */
const ordersMax = 100;

/** Seconds after which a transaction that no block took is sent again with a higher fee. */
const stuckSeconds = 120;

interface Attempt {
  readonly hash: string;
  readonly order_id: string;
  readonly attempt: number;
  readonly raw: string;
  readonly gas: bigint;
  readonly fee: bigint;
  readonly tip: bigint;
  readonly signed_at: Date;
}

interface Open {
  readonly order: OrderRow;
  /** The latest first. */
  readonly attempts: readonly Attempt[];
}

/** Carries on with everything that is to be moved on the chain: finds what was mined, settles it, sends what waits. */
export async function send(world: RailWorld, node: Node): Promise<void> {
  await trackSent(world, node);
  await settleDeep(world);
  if ((await findSweeps(world.db, world.config)).length > 0) await run(world, orderSweeps, {});
  await signQueued(world, node);
}

async function readOpen({ db }: Pick<RailWorld, 'db'>, state: 'queued' | 'sent'): Promise<Open[]> {
  const orders = await db
    .selectFrom('rails.evm_orders')
    .selectAll()
    .where('state', '=', state)
    // Customers' money first, then what makes room for it.
    .orderBy(sql`case kind when 'payout' then 0 when 'gas' then 1 else 2 end`)
    .orderBy('nonce')
    .orderBy('queued_at')
    .orderBy('id')
    .limit(ordersMax)
    .execute();
  if (orders.length === 0) return [];
  const attempts = await db
    .selectFrom('rails.evm_transactions')
    .select(['hash', 'order_id', 'attempt', 'raw', 'gas', 'fee', 'tip', 'signed_at'])
    .where(
      'order_id',
      'in',
      orders.map(({ id }) => id),
    )
    .orderBy('attempt', 'desc')
    .execute();
  return orders.map((order) => ({ order, attempts: attempts.filter(({ order_id: of }) => of === order.id) }));
}

async function trackSent(world: RailWorld, node: Node): Promise<void> {
  for (const open of await readOpen(world, 'sent')) {
    if (await findMined(world, node, open)) continue;
    await keepGoing(world, node, open);
  }
}

/** Looks for each attempt's receipt: any of them may be the one that a block took, an earlier one as well. */
async function findMined(world: RailWorld, node: Node, { order, attempts }: Open): Promise<boolean> {
  const receipts = await Promise.all(attempts.map(({ hash }) => node.receipt(hash)));
  const receipt = receipts.find((found) => found !== undefined);
  if (receipt === undefined) return false;
  const { txHash, height, blockHash, succeeded, cost } = receipt;
  await run(world, noteMined, { order: order.id, txHash, height, blockHash, succeeded, cost: cost.toString() });
  return true;
}

/** No block holds it: sent again where the node forgot it, replaced where it is stuck, shown to staff where another took its nonce. */
async function keepGoing(world: RailWorld, node: Node, { order, attempts }: Open): Promise<void> {
  const [latest] = attempts;
  if (latest === undefined || order.nonce === null) return;
  if ((await node.nonce(order.sender)) > order.nonce) {
    // Between the two questions its own block may have come: only if there is still no receipt was it another's.
    if (!(await findMined(world, node, { order, attempts })))
      await run(world, noteOrder, { order: order.id, reason: 'nonce-taken' });
    return;
  }
  const age = world.clock.now().getTime() - latest.signed_at.getTime();
  if (age > stuckSeconds * 1_000 && (await replace(world, node, order, latest))) return;
  if ((await node.transaction(latest.hash)) === undefined) await broadcast(world, node, order, latest.raw);
}

/** Signs and sends the same nonce with a higher fee, up to the cap; false where it cannot be higher. */
async function replace(world: RailWorld, node: Node, order: OrderRow, latest: Attempt): Promise<boolean> {
  const offer = await currentOffer(world, node);
  const fee = offer.fee > raised(latest.fee) ? offer.fee : raised(latest.fee);
  const tip = offer.tip > raised(latest.tip) ? offer.tip : raised(latest.tip);
  if (fee > world.config.evmFeeCap) {
    await run(world, noteOrder, { order: order.id, reason: 'fees-too-high' });
    return false;
  }
  const amount = await sweepable(node, order, latest.gas * fee);
  if (amount !== undefined && amount <= 0n) return false;
  await signAndSend(world, node, order, { attempts: latest.attempt, gas: latest.gas, fee, tip, amount });
  return true;
}

/** What a unit of gas should be offered: twice the price, so that it holds while prices rise, and the tip. */
async function currentOffer({ config }: RailWorld, node: Node): Promise<{ fee: bigint; tip: bigint }> {
  const { price, tip } = await node.gasPrice();
  const fee = price * 2n + tip;
  const held = price <= config.evmFeeCap && fee > config.evmFeeCap ? config.evmFeeCap : fee;
  return { fee: held, tip: tip > held ? held : tip };
}

interface Offer {
  readonly attempts: number;
  readonly gas: bigint;
  readonly fee: bigint;
  readonly tip: bigint;
  readonly amount: bigint | undefined;
}

async function signAndSend(world: RailWorld, node: Node, order: OrderRow, offer: Offer): Promise<void> {
  const { signed } = await run(world, signOrder, {
    order: order.id,
    attempts: offer.attempts,
    gas: offer.gas.toString(),
    fee: offer.fee.toString(),
    tip: offer.tip.toString(),
    ...(offer.amount === undefined ? {} : { amount: offer.amount.toString() }),
  });
  if (!signed) return;
  const { raw } = await world.db
    .selectFrom('rails.evm_transactions')
    .select('raw')
    .where('order_id', '=', order.id)
    .orderBy('attempt', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  await broadcast(world, node, order, raw);
}

/** Sends signed bytes; the same bytes twice are one transaction. What the node says against it is kept for staff, and asked again at the next look. */
async function broadcast({ db }: RailWorld, node: Node, { id }: OrderRow, raw: string): Promise<void> {
  let fault: string | null = null;
  try {
    await node.send(raw);
  } catch (error) {
    if (!(error instanceof NodeFault) || error.kind !== 'refused') throw error;
    if (/already (known|imported)/i.test(error.message)) return;
    fault = error.message.slice(0, 300);
  }
  await db
    .updateTable('rails.evm_transactions')
    .set({ fault })
    .where('order_id', '=', id)
    .where('raw', '=', raw)
    .execute();
}

async function settleDeep(world: RailWorld): Promise<void> {
  const chain = await readChain(world.db);
  if (chain === undefined) return;
  const deep = await world.db
    .selectFrom('rails.evm_orders')
    .select('id')
    .where('state', '=', 'mined')
    .where(sql<boolean>`height <= ${chain.height} - need + 1`)
    .limit(ordersMax)
    .execute();
  for (const { id } of deep) await run(world, settleOrder, { order: id });
}

async function signQueued(world: RailWorld, node: Node): Promise<void> {
  const queued = await readOpen(world, 'queued');
  if (queued.length === 0) return;
  const offer = await currentOffer(world, node);
  for (const { order } of queued) {
    if (offer.fee > world.config.evmFeeCap) await wait(world, order, 'fees-too-high');
    else await signFirst(world, node, order, offer);
  }
}

async function wait(world: RailWorld, order: OrderRow, reason: OrderReason & ('hot-wallet-short' | 'fees-too-high')) {
  if (order.reason !== reason) await run(world, noteOrder, { order: order.id, reason });
}

/** An estimate is of this moment; what a contract does may cost more in the block that takes it. */
function withMargin(gas: bigint): bigint {
  return gas === plainGas ? gas : (gas * 6n) / 5n;
}

/** Gas of a plain transfer of native coin. */
const plainGas = 21_000n;

/** A sweep is worth its fee where it moves that many times as much. */
const worthwhile = 10n;

async function signFirst(
  world: RailWorld,
  node: Node,
  order: OrderRow,
  { fee, tip }: { readonly fee: bigint; readonly tip: bigint },
): Promise<void> {
  if (order.token !== null && !(await hasTokens(world, node, order))) return;
  const gas = await estimate(world, node, order);
  if (gas === undefined) return;
  const cost = gas * fee;
  const amount = await sweepable(node, order, cost);
  if (amount !== undefined && order.token === null && amount < cost * worthwhile) {
    await wait(world, order, 'fees-too-high');
    return;
  }
  const needed = cost + (order.token === null ? (amount ?? order.amount) : 0n);
  const free = (await node.balance(order.sender)) - (await promised(world, order.sender, null));
  if (free < needed) {
    if (order.kind === 'sweep')
      await run(world, orderGas, { recipient: order.sender, amount: ((needed * 3n) / 2n - free).toString() });
    await wait(world, order, 'hot-wallet-short');
    return;
  }
  await signAndSend(world, node, order, { attempts: 0, gas, fee, tip, amount });
}

/** All that an address has, less the fee where the native coin pays it; undefined for what is not a sweep. */
async function sweepable(node: Node, { kind, sender, token }: OrderRow, cost: bigint): Promise<bigint | undefined> {
  if (kind !== 'sweep') return undefined;
  return token === null ? (await node.balance(sender)) - cost : node.tokenBalance(token, sender);
}

async function hasTokens(world: RailWorld, node: Node, order: OrderRow): Promise<boolean> {
  if (order.token === null) return true;
  const free =
    (await node.tokenBalance(order.token, order.sender)) - (await promised(world, order.sender, order.token));
  // A sweep takes whatever is there.
  if (order.kind === 'sweep' ? free > 0n : free >= order.amount) return true;
  await wait(world, order, 'hot-wallet-short');
  return false;
}

/** Gas that the order needs; undefined where the network would refuse it, which is noted. */
async function estimate(world: RailWorld, node: Node, order: OrderRow): Promise<bigint | undefined> {
  if (order.kind !== 'payout' && order.token === null) return plainGas;
  const { to, value, data } = callOf(order);
  try {
    return withMargin(await node.gasFor({ from: order.sender, to, value, data }));
  } catch (error) {
    if (!(error instanceof NodeFault) || error.kind !== 'refused') throw error;
    if (/revert|invalid opcode/i.test(error.message))
      await run(world, noteOrder, { order: order.id, reason: 'refused' });
    else await wait(world, order, 'hot-wallet-short');
    return undefined;
  }
}

/** What signed transactions of an address will still take from it: the token, or native coin and fees. */
async function promised({ db }: RailWorld, sender: string, token: string | null): Promise<bigint> {
  const { rows } = await sql<{ amount: bigint }>`
    select coalesce(sum(case when ${token}::text is null then case when o.token is null then o.amount else 0 end + t.gas * t.fee
      when o.token = ${token}::text then o.amount else 0 end), 0) as amount
    from rails.evm_orders o join lateral (
      select gas, fee from rails.evm_transactions t where t.order_id = o.id order by attempt desc limit 1) t on true
    where o.sender = ${sender} and o.state = 'sent'`.execute(db);
  return rows[0]?.amount ?? 0n;
}
