import { sql } from 'kysely';
import { Type } from 'typebox';
import { assert } from '../../platform/assert.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import type { Tx } from '../../platform/db.ts';
import { emit } from '../../platform/event.ts';
import { payoutChanged } from '../events.ts';
import { readChain } from './chain.ts';
import type { OrderRow } from './orders.ts';

const wei = Type.String({ pattern: '^[0-9]{1,38}$' });

/** A replacement that offers less than an eighth more is refused by every node. */
export function raised(fee: bigint): bigint {
  return fee + fee / 4n + 1n;
}

/**
 * Signs what an order moves and keeps the bytes, before anybody can send them. The first time it claims the sender's
 * next nonce; each later one is a replacement with the same nonce and higher fees, of which the chain takes one at the
 * most. So an order is carried out once, whatever crashes and however often it is sent.
 */
export const signOrder = command({
  name: 'rails.sign-order',
  summary: 'Signs the transaction of an order on the chain, or its replacement with a higher fee.',
  can: (actor) => actor.kind === 'system',
  input: input({
    order: Type.String({ format: 'uuid' }),
    /** Attempts that the caller saw; another process may have signed since. */
    attempts: Type.Integer({ minimum: 0 }),
    gas: wei,
    fee: wei,
    tip: wei,
    /** For a sweep: all that the address has now. */
    amount: Type.Optional(wei),
  }),
  run: async (ctx, { order: id, attempts, gas, fee, tip, amount }) => {
    const order = await lockOrder(ctx.tx, id);
    const last = await lastAttempt(ctx.tx, id);
    if (order === undefined || (last?.attempt ?? 0) !== attempts) return { signed: false };
    if (order.state !== 'queued' && order.state !== 'sent') return { signed: false };
    const offer = { gas: BigInt(gas), fee: BigInt(fee), tip: BigInt(tip) };
    assert(last === undefined || offer.fee >= last.fee + last.fee / 8n, 'a replacement offers more');
    assert(amount === undefined || order.kind === 'sweep', 'only a sweep may change what it moves');
    const moved = amount === undefined ? order.amount : BigInt(amount);
    const nonce = order.nonce ?? (await claimNonce(ctx.tx, order.sender));
    const hash = await signAndKeep(ctx, { ...order, amount: moved, nonce, attempt: attempts + 1 }, offer);
    await ctx.tx
      .updateTable('rails.evm_orders')
      .set({ state: 'sent', nonce, amount: moved, reason: null, sent_at: order.sent_at ?? ctx.now })
      .where('id', '=', id)
      .execute();
    if (order.kind === 'payout' && order.state === 'queued')
      await emit(ctx, payoutChanged, { rail: 'evm', payoutId: id, state: 'sent', reference: hash });
    return { signed: true };
  },
});

interface Offer {
  readonly gas: bigint;
  readonly fee: bigint;
  readonly tip: bigint;
}

async function signAndKeep(
  ctx: Ctx,
  {
    id,
    sender,
    recipient,
    token,
    amount,
    nonce,
    attempt,
  }: OrderRow & { readonly nonce: number; readonly attempt: number },
  offer: Offer,
): Promise<string> {
  const { sign } = await import('./signer.ts');
  const [chain, from] = [await readChain(ctx.tx), await findNumber(ctx.tx, sender)];
  assert(chain !== undefined, 'there is a chain to sign for');
  const move = { number: from, chainId: chain.chainId, nonce, recipient, token, amount, ...offer };
  const { hash, raw } = await sign(ctx.tx, ctx.config, move);
  await ctx.tx
    .insertInto('rails.evm_transactions')
    .values({ hash, order_id: id, attempt, raw, ...offer, signed_at: ctx.now })
    .execute();
  return hash;
}

export async function lockOrder(tx: Tx, id: string): Promise<OrderRow | undefined> {
  return tx.selectFrom('rails.evm_orders').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

async function lastAttempt(tx: Tx, order: string) {
  return tx
    .selectFrom('rails.evm_transactions')
    .select(['attempt', 'fee'])
    .where('order_id', '=', order)
    .orderBy('attempt', 'desc')
    .limit(1)
    .executeTakeFirst();
}

async function findNumber(tx: Tx, address: string): Promise<number> {
  const row = await tx
    .selectFrom('rails.evm_addresses')
    .select('number')
    .where('address', '=', address)
    .executeTakeFirstOrThrow();
  return row.number;
}

/** The sender's next nonce, given once for ever. */
async function claimNonce(tx: Tx, address: string): Promise<number> {
  const { rows } = await sql<{ nonce: number }>`
    insert into rails.evm_nonces as n (address, next) values (${address}, 1)
    on conflict (address) do update set next = n.next + 1 returning next - 1 as nonce`.execute(tx);
  const [claimed] = rows;
  assert(claimed, 'a nonce is given');
  return claimed.nonce;
}
