import { freezeAccount, unfreezeAccount } from '../ledger/ledger.ts';
import { actorName, hasRole, roles } from '../platform/actor.ts';
import type { Actor } from '../platform/actor.ts';
import type { Ctx } from '../platform/command.ts';
import { queryable } from '../platform/db.ts';
import { newId, shardOf } from '../platform/id.ts';
import { walletAccountId } from './account.ts';
import type { FreezeScope } from './contract.ts';
import type { FreezeReason } from './freeze.ts';
import { findFreeze } from './freezes.ts';
import { problem } from './problems.ts';

/** Freezes that a handler may make and only compliance may lift. */
const complianceReasons: ReadonlySet<string> = new Set<FreezeReason>(['legal-order', 'scam-report']);

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
}

/** Freezes a wallet in the caller's transaction; throws `wallet.no-wallet` and `wallet.already-frozen`. */
export async function freezeWithin(ctx: Ctx, { personId, scope, reason, note }: FreezeOrder): Promise<void> {
  await lockRow(ctx, personId);
  const shard = shardOf(personId);
  const present = await findFreeze(ctx.tx, personId);
  if (present) throw problem('already-frozen', { since: present.since.toISOString().slice(0, 10) });
  await ctx.tx
    .insertInto('wallet.freezes')
    .values({
      shard,
      id: newId(shard),
      person_id: personId,
      scope,
      reason,
      note: note ?? null,
      frozen_at: ctx.now,
      frozen_by: actorName(ctx.actor),
      frozen_by_role: roleOf(ctx.actor),
    })
    .execute();
  for (const account of accountsOf(ctx, personId)) await freezeAccount(queryable(ctx.tx), account, scope);
}

/** Lifts the freeze of a wallet in the caller's transaction; throws `wallet.no-wallet` and `wallet.not-frozen`. */
export async function unfreezeWithin(
  ctx: Ctx,
  { personId, because }: { readonly personId: string; readonly because: string },
): Promise<void> {
  await lockRow(ctx, personId);
  const lifted = await ctx.tx
    .updateTable('wallet.freezes')
    .set({ lifted_at: ctx.now, lifted_by: actorName(ctx.actor), lifted_because: because })
    .where('shard', '=', shardOf(personId))
    .where('person_id', '=', personId)
    .where('lifted_at', 'is', null)
    .returning('reason')
    .executeTakeFirst();
  if (lifted === undefined) throw problem('not-frozen');
  if (complianceReasons.has(lifted.reason) && !hasRole(ctx.actor, 'compliance', 'admin'))
    throw problem('compliance-only');
  for (const account of accountsOf(ctx, personId)) await unfreezeAccount(queryable(ctx.tx), account);
}

/** A wallet's accounts in the order in which the ledger locks them, so that neither waits for the other. */
function accountsOf({ config }: Ctx, personId: string): string[] {
  return config.assets.map(({ code }) => walletAccountId(personId, code)).toSorted();
}
