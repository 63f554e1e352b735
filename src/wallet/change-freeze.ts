import { freezeAccount, unfreezeAccount } from '../ledger/ledger.ts';
import { actorName, hasRole, isStaff, roles } from '../platform/actor.ts';
import type { Actor } from '../platform/actor.ts';
import type { Ctx } from '../platform/command.ts';
import { queryable } from '../platform/db.ts';
import { emit } from '../platform/event.ts';
import { newId, shardOf } from '../platform/id.ts';
import { walletAccountId } from './account.ts';
import type { Freeze, FreezeScope, LegalOrder } from './contract.ts';
import { walletLocked, walletUnlocked } from './events.ts';
import type { FreezeReason } from './freeze.ts';
import { findLocks } from './freezes.ts';
import { problem } from './problems.ts';

/** The weightiest role under which somebody acts. */
function roleOf(actor: Actor): string {
  return actor.kind === 'person'
    ? (roles.toReversed().find((role) => actor.roles.includes(role)) ?? 'customer')
    : actor.kind;
}

/** Locks the wallet's row, so that freezing and unfreezing follow each other; throws `wallet.no-wallet`. */
export async function lockRow(ctx: Ctx, personId: string): Promise<void> {
  const wallet = await ctx.tx
    .selectFrom('wallet.wallets')
    .select('person_id')
    .where('shard', '=', shardOf(personId))
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirst();
  if (wallet === undefined) throw problem('no-wallet');
}

export interface FreezeOrder {
  readonly personId: string;
  readonly scope: FreezeScope;
  readonly reason: FreezeReason;
  /** For staff alone. */
  readonly note?: string | undefined;
  /** With the reason `legal-order`: who ordered it, and whether the customer may know. */
  readonly order?: (LegalOrder & { readonly disclosed: boolean }) | undefined;
}

/** Freezes a wallet in the caller's transaction, beside what is on it for other reasons; throws `wallet.no-wallet` and `wallet.already-frozen`. */
export async function freezeWithin(ctx: Ctx, { personId, scope, reason, note, order }: FreezeOrder): Promise<string> {
  await lockRow(ctx, personId);
  const shard = shardOf(personId);
  const present = (await findLocks(ctx.tx, personId)).find((lock) => lock.reason === reason);
  if (present && reason !== 'legal-order')
    throw problem('already-frozen', { since: present.since.toISOString().slice(0, 10) });
  const id = newId(shard);
  await ctx.tx
    .insertInto('wallet.freezes')
    .values({
      shard,
      id,
      person_id: personId,
      scope,
      reason,
      note: note ?? null,
      frozen_at: ctx.now,
      frozen_by: actorName(ctx.actor),
      frozen_by_role: roleOf(ctx.actor),
      authority: order?.authority ?? null,
      order_reference: order?.reference ?? null,
      ordered_on: order?.orderedOn ?? null,
      disclosed: order?.disclosed ?? true,
    })
    .execute();
  await applyLocks(ctx, personId);
  await emit(ctx, walletLocked, { personId, lockId: id, scope, reason, at: ctx.now });
  return id;
}

/** Whether somebody may lift a lock; his own affair is another's to decide, unless he made the lock himself. */
function mayLift(actor: Actor, { lifter }: Freeze): boolean {
  return lifter === 'compliance' ? hasRole(actor, 'compliance', 'admin') : isStaff(actor);
}

/**
 * Lifts one freeze of a wallet, or all that are on it, in the caller's transaction; throws `wallet.no-wallet`,
 * `wallet.not-frozen`, and `wallet.compliance-only` where any of them is not the caller's to lift.
 */
export async function unfreezeWithin(
  ctx: Ctx,
  { personId, freeze, because }: { readonly personId: string; readonly freeze?: string; readonly because: string },
): Promise<void> {
  await lockRow(ctx, personId);
  const locks = (await findLocks(ctx.tx, personId)).filter(({ id }) => freeze === undefined || id === freeze);
  if (locks.length === 0) throw problem('not-frozen');
  if (locks.some((lock) => !mayLift(ctx.actor, lock))) throw problem('compliance-only');
  await lift(ctx, personId, locks, because);
}

/** Lifts the lock that a customer made himself, and no other; throws `wallet.not-locked-by-you`. */
export async function unlockOwnWithin(ctx: Ctx, personId: string): Promise<void> {
  await lockRow(ctx, personId);
  const own = (await findLocks(ctx.tx, personId)).filter(({ lifter }) => lifter === 'customer');
  if (own.length === 0) throw problem('not-locked-by-you');
  await lift(ctx, personId, own, 'by the customer himself');
}

/** Lifts the locks of one reason, whose cause the program itself saw end; none is no fault. */
export async function liftCauseWithin(ctx: Ctx, personId: string, cause: FreezeReason, because: string): Promise<void> {
  await lockRow(ctx, personId);
  const locks = (await findLocks(ctx.tx, personId)).filter(({ reason }) => reason === cause);
  if (locks.length > 0) await lift(ctx, personId, locks, because);
}

async function lift(ctx: Ctx, personId: string, locks: readonly Freeze[], because: string): Promise<void> {
  await ctx.tx
    .updateTable('wallet.freezes')
    .set({ lifted_at: ctx.now, lifted_by: actorName(ctx.actor), lifted_because: because })
    .where('shard', '=', shardOf(personId))
    .where(
      'id',
      'in',
      locks.map(({ id }) => id),
    )
    .execute();
  const left = await applyLocks(ctx, personId);
  for (const { id, reason } of locks)
    await emit(ctx, walletUnlocked, { personId, lockId: id, reason, stillLocked: left > 0, at: ctx.now });
}

/** Gives the accounts the strictest of the locks that are on the wallet, in the order in which the ledger locks them. */
async function applyLocks(ctx: Ctx, personId: string): Promise<number> {
  const locks = await findLocks(ctx.tx, personId);
  const scope = locks.some((lock) => lock.scope === 'all') ? 'all' : locks.length > 0 ? 'debits' : undefined;
  const accounts = ctx.config.assets.map(({ code }) => walletAccountId(personId, code)).toSorted();
  for (const account of accounts)
    await (scope === undefined
      ? unfreezeAccount(queryable(ctx.tx), account)
      : freezeAccount(queryable(ctx.tx), account, scope));
  return locks.length;
}
