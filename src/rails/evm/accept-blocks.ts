import { sql } from 'kysely';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { assert } from '../../platform/assert.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { emit } from '../../platform/event.ts';
import { newId } from '../../platform/id.ts';
import { depositsChanged } from '../events.ts';
import { findOwners, ownerShard } from './address.ts';
import { lockChainAt } from './chain.ts';
import { judge } from './deposit.ts';
import { toChanges } from './deposit-row.ts';
import type { DepositRow } from './deposit-row.ts';

const text = Type.String({ maxLength: 400 });
const amount = Type.String({ pattern: '^[1-9][0-9]{0,37}$' });
const arrivalSchema = input({
  key: text,
  address: text,
  sender: text,
  token: Type.Union([text, Type.Null()]),
  amount,
  txHash: text,
  height: Type.Integer(),
});
type GivenArrival = Static<typeof arrivalSchema>;

/** Blocks whose hashes are kept: a reorganisation that goes deeper stops the following, and a person looks. */
const blocksKept = 5_000;

/** Follows the chain by some blocks; a repeat, or another process that was faster, changes nothing. */
export const acceptBlocks = command({
  name: 'rails.accept-blocks',
  summary: 'Takes the next blocks of the chain: records what reached our addresses, and confirms what is deep enough.',
  can: (actor) => actor.kind === 'system',
  input: input({
    parent: text,
    blocks: Type.Array(input({ height: Type.Integer(), hash: text }), { minItems: 1, maxItems: 1_000 }),
    arrivals: Type.Array(arrivalSchema),
  }),
  run: async (ctx, { parent, blocks, arrivals }) => {
    const last = blocks.at(-1);
    assert(last, 'some blocks are given');
    if (!(await lockChainAt(ctx, parent))) return { accepted: false };
    await ctx.tx.insertInto('rails.evm_blocks').values(blocks).execute();
    await ctx.tx
      .deleteFrom('rails.evm_blocks')
      .where('height', '<', last.height - blocksKept)
      .execute();
    await ctx.tx.updateTable('rails.evm_chain').set({ height: last.height, hash: last.hash }).execute();
    const hashes = new Map(blocks.map(({ height, hash }) => [height, hash]));
    const seen = await record(ctx, arrivals, hashes);
    const confirmed = await confirm(ctx, last.height);
    const changes = toChanges([...seen, ...confirmed], last.height);
    if (changes.length > 0) await emit(ctx, depositsChanged, changes);
    return { accepted: true };
  },
});

/** Records what is new, and places anew what a reorganisation had taken away; gives those that changed. */
async function record(
  ctx: Ctx,
  arrivals: readonly GivenArrival[],
  hashes: ReadonlyMap<number, string>,
): Promise<DepositRow[]> {
  if (arrivals.length === 0) return [];
  const [owners, own] = await Promise.all([
    findOwners(
      ctx.tx,
      arrivals.map(({ address }) => address),
    ),
    ownMoves(
      ctx,
      arrivals.map(({ txHash }) => txHash),
    ),
  ]);
  const rows = arrivals.flatMap((arrival) => {
    const owner = owners.get(arrival.address);
    if (owner === undefined || own.has(arrival.txHash)) return [];
    const { asset, need, reason } = judge(
      { token: arrival.token, amount: BigInt(arrival.amount) },
      ctx.config.evmAssets,
    );
    const shard = ownerShard(owner);
    return [
      {
        shard,
        id: newId(shard),
        key: `${arrival.address} ${arrival.key}`,
        owner,
        address: arrival.address,
        asset,
        token: arrival.token,
        amount: BigInt(arrival.amount),
        sender: arrival.sender,
        tx_hash: arrival.txHash,
        height: arrival.height,
        block_hash: hashes.get(arrival.height) ?? null,
        need,
        state: reason === null ? 'seen' : 'ignored',
        reason,
        seen_at: ctx.now,
      },
    ];
  });
  const changed: DepositRow[] = [];
  for (const [, group] of Map.groupBy(rows, ({ shard }) => shard)) changed.push(...(await place(ctx, group)));
  return changed;
}

type NewRow = Omit<DepositRow, 'confirmed_at' | 'vanished_at' | 'swept_by'>;

/** Rows of one shard; PostgreSQL takes 65,535 parameters a statement. */
const rowsMax = 2_000;

async function place(ctx: Ctx, rows: readonly NewRow[]): Promise<DepositRow[]> {
  const changed: DepositRow[] = [];
  for (let start = 0; start < rows.length; start += rowsMax) {
    const placed = await ctx.tx
      .insertInto('rails.evm_deposits')
      .values(rows.slice(start, start + rowsMax))
      .onConflict((conflict) =>
        conflict
          .columns(['shard', 'key'])
          .doUpdateSet((row) => ({
            height: row.ref('excluded.height'),
            block_hash: row.ref('excluded.block_hash'),
            state: row.ref('excluded.state'),
            reason: row.ref('excluded.reason'),
            vanished_at: null,
            swept_by: null,
          }))
          .where('rails.evm_deposits.state', '=', 'vanished'),
      )
      .returningAll()
      .execute();
    changed.push(...placed);
  }
  return changed;
}

/** Which of these transactions are our own moves between our own addresses. */
async function ownMoves({ tx }: Ctx, hashes: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ hash: string }>`
    select t.hash from rails.evm_transactions t join rails.evm_orders o on o.id = t.order_id
    where t.hash = any(${[...new Set(hashes)]}::text[]) and o.kind <> 'payout'`.execute(tx);
  return new Set(rows.map(({ hash }) => hash));
}

/** Confirms what is deep enough, each shard by itself. */
async function confirm(ctx: Ctx, height: number): Promise<DepositRow[]> {
  const { rows: shards } = await sql<{ shard: number }>`
    select distinct shard from rails.evm_deposits where state = 'seen' and height <= ${height} - need + 1`.execute(
    ctx.tx,
  );
  const confirmed: DepositRow[] = [];
  for (const { shard } of shards) {
    const rows = await ctx.tx
      .updateTable('rails.evm_deposits')
      .set({ state: 'confirmed', confirmed_at: ctx.now })
      .where('shard', '=', shard)
      .where('state', '=', 'seen')
      .where(sql<boolean>`height <= ${height} - need + 1`)
      .returningAll()
      .execute();
    confirmed.push(...rows);
  }
  return confirmed;
}
