import { sql } from 'kysely';
import { assert } from '../../platform/assert.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import type { Config } from '../../platform/config.ts';
import type { Database, Tx } from '../../platform/db.ts';
import { newId } from '../../platform/id.ts';
import { addressOfOwner, provider } from './address.ts';
import { lockChain } from './chain.ts';

/** Addresses swept in one go. */
const sweepsMax = 50;

interface Candidate {
  readonly shard: number;
  readonly address: string;
  readonly asset: string;
  readonly amount: bigint;
}

/** Addresses that hold enough of an asset to be swept, and are not being swept. */
export async function findSweeps(db: Database | Tx, { evmAssets }: Config): Promise<Candidate[]> {
  const minima = evmAssets.map(({ code, minimum }) => ({ code, minimum: minimum.toString() }));
  const { rows } = await sql<Candidate>`
    select shard, address, asset, sum(amount) as amount from rails.evm_deposits d
    where state = 'confirmed' and swept_by is null and owner <> ${provider} and not exists (
      select from rails.evm_orders o where o.kind = 'sweep' and o.sender = d.address and o.asset = d.asset and o.state in ('queued', 'sent', 'mined'))
    group by shard, address, asset
    having sum(amount) >= (select (m ->> 'minimum')::numeric from jsonb_array_elements(${JSON.stringify(minima)}::jsonb) m where m ->> 'code' = asset)
    limit ${sweepsMax}`.execute(db);
  return rows;
}

/** Collects what customers deposited: one order for each address and asset that has enough to be worth its fee. */
export const orderSweeps = command({
  name: 'rails.order-sweeps',
  summary: 'Orders that confirmed deposits move from their addresses to the hot wallet.',
  can: (actor) => actor.kind === 'system',
  input: input({}),
  run: async (ctx) => {
    const hot = await addressOfOwner(ctx.tx, provider);
    if (hot === undefined) return { ordered: 0 };
    await lockChain(ctx);
    const rows = await findSweeps(ctx.tx, ctx.config);
    for (const candidate of rows) await orderSweep(ctx, hot, candidate);
    return { ordered: rows.length };
  },
});

async function orderSweep(ctx: Ctx, hot: string, { shard, address, asset, amount }: Candidate): Promise<void> {
  const found = ctx.config.evmAssets.find(({ code }) => code === asset);
  assert(found, 'what is swept is an asset of the chain');
  const id = newId(0);
  await ctx.tx
    .insertInto('rails.evm_orders')
    .values({
      id,
      kind: 'sweep',
      sender: address,
      recipient: hot,
      asset,
      token: found.token,
      amount,
      need: found.confirmations,
      state: 'queued',
      queued_at: ctx.now,
    })
    .execute();
  await ctx.tx
    .updateTable('rails.evm_deposits')
    .set({ swept_by: id })
    .where('shard', '=', shard)
    .where('address', '=', address)
    .where('asset', '=', asset)
    .where('state', '=', 'confirmed')
    .where('swept_by', 'is', null)
    .execute();
}
