import type { Ctx } from '../../platform/command.ts';
import { emit } from '../../platform/event.ts';
import { isId, shardOf } from '../../platform/id.ts';
import type { DepositChanged } from '../../rails/rails.ts';
import { freezeWithin, liftCauseWithin, lockRow } from '../change-freeze.ts';
import { chainDepositFlagged } from '../events.ts';
import type { ChainDepositFlagged } from '../events.ts';
import { findLocks } from '../freezes.ts';
import { creditTransfer, holdMissing, post, releaseMissing } from './deposit-book.ts';
import type { BookRow } from './deposit-book.ts';

/**
 * Subscribed to `rails.deposits-changed`: what the chain confirmed is credited in the transaction that writes it down,
 * once for each deposit; what it took back is set aside where it was credited, and given back when it is seen again.
 */
export async function followDeposits(ctx: Ctx, changes: readonly DepositChanged[]): Promise<void> {
  const chain = changes.filter(({ rail }) => rail === 'evm');
  const shards = Map.groupBy(chain, ({ depositId }) => shardOf(depositId));
  for (const [shard, group] of shards) {
    const rows = await lockRows(
      ctx,
      shard,
      group.map(({ depositId }) => depositId),
    );
    const confirmed = group.filter(({ state }) => state === 'confirmed');
    await creditAll(
      ctx,
      confirmed.filter(({ depositId }) => isOpenFor(rows.get(depositId))),
      rows,
    );
    for (const { depositId } of confirmed) {
      const row = rows.get(depositId);
      if (row?.state === 'missing') await find(ctx, row);
    }
    for (const deposit of group) {
      const row = rows.get(deposit.depositId);
      if (deposit.state === 'vanished' && row !== undefined) await miss(ctx, row);
      if (deposit.state === 'ignored' && row === undefined) await flag(ctx, deposit, 'ignored');
    }
  }
}

/** Whether a confirmed deposit is to be credited: never booked, or what was booked is undone. */
function isOpenFor(row: BookRow | undefined): boolean {
  return row === undefined || row.state === 'reversed' || row.state === 'gone';
}

async function lockRows({ tx }: Ctx, shard: number, ids: readonly string[]): Promise<Map<string, BookRow>> {
  const rows = await tx
    .selectFrom('wallet.chain_deposits')
    .selectAll()
    .where('shard', '=', shard)
    .where('deposit_id', 'in', [...ids])
    .orderBy('deposit_id')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.deposit_id, row]));
}

/** Credits deposits of one shard together; one that the customer's account refuses waits for a person. */
async function creditAll(
  ctx: Ctx,
  deposits: readonly DepositChanged[],
  rows: ReadonlyMap<string, BookRow>,
): Promise<void> {
  if (deposits.length === 0) return;
  const transfers = deposits.map((deposit) =>
    creditTransfer({ ...deposit, round: rows.get(deposit.depositId)?.round ?? 0 }),
  );
  const results = await post(ctx, transfers);
  const booked = deposits.map(({ depositId, owner, asset, amount }, index) => {
    const result = results[index];
    const why = result !== undefined && 'refused' in result ? result.refused : null;
    return {
      shard: shardOf(depositId),
      deposit_id: depositId,
      owner,
      asset,
      amount,
      round: rows.get(depositId)?.round ?? 0,
      state: why === null ? 'credited' : 'refused',
      why,
      transfer_id: why === null ? (transfers[index]?.id ?? null) : null,
      at: ctx.now,
    };
  });
  for (const [index, deposit] of deposits.entries())
    if (booked[index]?.why !== null) await flag(ctx, deposit, 'refused');
  await ctx.tx
    .insertInto('wallet.chain_deposits')
    .values(booked)
    .onConflict((conflict) =>
      conflict.columns(['shard', 'deposit_id']).doUpdateSet((row) => ({
        state: row.ref('excluded.state'),
        why: row.ref('excluded.why'),
        transfer_id: row.ref('excluded.transfer_id'),
        hold_id: null,
        held: null,
        settled_at: null,
        settled_by: null,
        settled_because: null,
      })),
    )
    .execute();
}

/** It was credited and is on the chain again: nothing is credited twice, what was set aside is free again. */
async function find(ctx: Ctx, row: BookRow): Promise<void> {
  await releaseMissing(ctx, row);
  await update(ctx, row, { state: 'credited', hold_id: null, held: null, why: null });
  if (isId(row.owner) && !(await hasMissing(ctx, row)))
    await liftCauseWithin(ctx, row.owner, 'deposit-missing', 'The chain shows the deposit again.');
  await flag(ctx, { ...row, depositId: row.deposit_id }, 'found');
}

/** Whether the chain still lacks something that was credited to the same person. */
async function hasMissing({ tx }: Ctx, { shard, owner }: BookRow): Promise<boolean> {
  const row = await tx
    .selectFrom('wallet.chain_deposits')
    .select('deposit_id')
    .where('shard', '=', shard)
    .where('owner', '=', owner)
    .where('state', '=', 'missing')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

async function miss(ctx: Ctx, row: BookRow): Promise<void> {
  if (row.state === 'refused') await update(ctx, row, { state: 'gone', round: row.round + 1 });
  if (row.state !== 'credited') return;
  const isPerson = isId(row.owner);
  if (isPerson) await lockRow(ctx, row.owner);
  const next = { ...row, round: row.round + 1 };
  const hold = await holdMissing(ctx, next);
  await update(ctx, row, { state: 'missing', why: 'vanished', round: next.round, ...hold });
  // Where less is left than is missing, nothing more may leave until a person has looked at it.
  const isShort = (hold.held ?? 0n) < row.amount;
  if (isPerson && isShort && !(await isLockedFor(ctx, row.owner)))
    await freezeWithin(ctx, { personId: row.owner, scope: 'debits', reason: 'deposit-missing' });
  await flag(ctx, { ...row, depositId: row.deposit_id }, 'missing');
}

/** Whether another missing deposit has locked the wallet already. */
async function isLockedFor({ tx }: Ctx, personId: string): Promise<boolean> {
  return (await findLocks(tx, personId)).some(({ reason }) => reason === 'deposit-missing');
}

/** Tells who listens what became of a person's deposit; the provider's own concern nobody. */
async function flag(
  ctx: Ctx,
  { depositId, owner, asset, amount }: Pick<DepositChanged, 'depositId' | 'owner' | 'asset' | 'amount'>,
  state: ChainDepositFlagged['state'],
): Promise<void> {
  if (isId(owner)) await emit(ctx, chainDepositFlagged, { personId: owner, depositId, asset, amount, state });
}

async function update(ctx: Ctx, row: BookRow, changes: Partial<BookRow>): Promise<void> {
  await ctx.tx
    .updateTable('wallet.chain_deposits')
    .set(changes)
    .where('shard', '=', row.shard)
    .where('deposit_id', '=', row.deposit_id)
    .execute();
}
