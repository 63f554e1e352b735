import { sql } from 'kysely';
import { Type } from 'typebox';
import { assert } from '../../platform/assert.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { emit } from '../../platform/event.ts';
import { depositsChanged } from '../events.ts';
import { lockChainAt } from './chain.ts';
import { toChanges } from './deposit-row.ts';
import type { DepositRow } from './deposit-row.ts';

/** The chain was reorganised: what was in the blocks that it dropped is no longer there, until it is seen again. */
export const rewindChain = command({
  name: 'rails.rewind-chain',
  summary: 'Goes back to the last block that the chain still has; deposits and payouts in the others are unmade.',
  can: (actor) => actor.kind === 'system',
  input: input({ from: Type.String({ maxLength: 100 }), height: Type.Integer() }),
  run: async (ctx, { from, height }) => {
    if (!(await lockChainAt(ctx, from))) return { rewound: false };
    const ancestor = await ctx.tx
      .selectFrom('rails.evm_blocks')
      .select('hash')
      .where('height', '=', height)
      .executeTakeFirst();
    assert(ancestor, 'the chain goes back to a block that was followed');
    await ctx.tx.deleteFrom('rails.evm_blocks').where('height', '>', height).execute();
    await ctx.tx.updateTable('rails.evm_chain').set({ height, hash: ancestor.hash }).execute();
    const changes = toChanges(await vanish(ctx, height), height);
    if (changes.length > 0) await emit(ctx, depositsChanged, changes);
    await unmine(ctx, height);
    return { rewound: true };
  },
});

async function vanish(ctx: Ctx, height: number): Promise<DepositRow[]> {
  const { rows: shards } = await sql<{ shard: number }>`
    select distinct shard from rails.evm_deposits where height > ${height} and state <> 'vanished'`.execute(ctx.tx);
  const vanished: DepositRow[] = [];
  for (const { shard } of shards) {
    const rows = await ctx.tx
      .updateTable('rails.evm_deposits')
      .set({ state: 'vanished', vanished_at: ctx.now })
      .where('shard', '=', shard)
      .where('height', '>', height)
      .where('state', '<>', 'vanished')
      // Noticed by a balance, not in a block: it is compared again.
      .where('tx_hash', 'is not', null)
      .returningAll()
      .execute();
    vanished.push(...rows);
  }
  return vanished;
}

/**
 * What was mined in a dropped block is only sent again; its signed bytes are broadcast until a block holds them. When it
 * was settled stays: that was told, and telling it anew changes nothing.
 */
async function unmine({ tx }: Ctx, height: number): Promise<void> {
  await tx
    .updateTable('rails.evm_orders')
    .set({
      state: 'sent',
      tx_hash: null,
      height: null,
      block_hash: null,
      succeeded: null,
      cost: null,
    })
    .where('height', '>', height)
    .where('state', 'in', ['mined', 'settled'])
    .execute();
}
