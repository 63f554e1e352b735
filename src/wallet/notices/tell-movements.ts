import { sql } from 'kysely';
import { Type } from 'typebox';
import { listEntries } from '../../ledger/ledger.ts';
import type { Entry } from '../../ledger/ledger.ts';
import { assert } from '../../platform/assert.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import { findAsset } from '../asset.ts';
import { readFeeReference } from '../fees/fee-transfers.ts';
import { toTransactions } from '../transaction.ts';
import { movementNotice } from './movement-notice.ts';
import { openNotices } from './send-notice.ts';

/** Accounts that one call may tell of. */
export const accountsMax = 200;

/** Entries of an account that one call reads; of a longer flood the summary says how many they were. */
const entriesMax = 10_000;

export const tellMovements = command({
  name: 'wallet.tell-movements',
  summary: 'Tells the owners of some accounts of every movement of which they have not been told.',
  can: (actor) => actor.kind === 'system',
  input: input({ accounts: Type.Array(Type.String({ format: 'uuid' }), { maxItems: accountsMax }) }),
  run: async (ctx, { accounts }) => {
    // In one order, so that two tellers wait for each other instead of both.
    for (const account of accounts.toSorted()) await tellAccount(ctx, account);
  },
});

async function tellAccount(ctx: Ctx, account: string): Promise<void> {
  const told = await lockCursor(ctx, account);
  const {
    rows: [found],
  } = await sql<{ owner: string; asset: string; last_seq: bigint }>`
    select owner, asset, last_seq from ledger.public_accounts where shard = ${shardOf(account)} and id = ${account}`.execute(
    ctx.tx,
  );
  assert(found, 'an account that moved exists');
  const news = Number(found.last_seq - told);
  const asset = findAsset(ctx.config, found.asset);
  const desk = await openNotices(ctx, found.owner);
  if (news > 0 && asset !== undefined && desk !== undefined) {
    const limit = Math.min(news, entriesMax);
    const entries = await listEntries(queryable(ctx.tx), { account, before: found.last_seq + 1n, limit });
    const wanted = { id: account, asset, before: undefined, least: undefined, most: undefined };
    const movements = await toTransactions(
      ctx.tx,
      entries.reverse().map((entry) => ({ ...entry, account: wanted })),
      { kind: 'person', ...desk.person },
    );
    desk.hold(news - entries.length);
    const toldWith = feesToldWith(entries);
    for (const movement of movements)
      if (!toldWith.has(movement.id)) await desk.send(movementNotice(movement, desk.person.locale, ctx.config.zone));
    await desk.close();
  }
  await ctx.tx
    .updateTable('wallet.notice_cursors')
    .set({ seq: found.last_seq })
    .where('shard', '=', shardOf(account))
    .where('account', '=', account)
    .execute();
}

/** Fees that the notice of what they are for tells of: the two were posted together, so they are read together. */
function feesToldWith(entries: readonly Entry[]): ReadonlySet<string> {
  const here = new Set(entries.map(({ transferId }) => transferId));
  const told = entries.filter(({ purpose, reference }) => {
    const charged = purpose === 'fee' ? readFeeReference(reference) : undefined;
    return charged !== undefined && here.has(charged.of);
  });
  return new Set(told.map(({ transferId }) => transferId));
}

/** The number of the last entry that was told; whoever else would tell the same waits. */
async function lockCursor(ctx: Ctx, account: string): Promise<bigint> {
  const { seq } = await ctx.tx
    .insertInto('wallet.notice_cursors')
    .values({ shard: shardOf(account), account, seq: 0n })
    .onConflict((conflict) => conflict.columns(['shard', 'account']).doUpdateSet({ account }))
    .returning('seq')
    .executeTakeFirstOrThrow();
  return seq;
}
