import { Type } from 'typebox';
import { freezeAccount, unfreezeAccount } from '../ledger/ledger.ts';
import { actorName, hasRole, roles } from '../platform/actor.ts';
import type { Actor } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import type { Ctx } from '../platform/command.ts';
import { queryable } from '../platform/db.ts';
import { newId, shardOf } from '../platform/id.ts';
import { walletAccountId } from './account.ts';
import { freezeScopes } from './contract.ts';
import type { FreezeScope } from './contract.ts';
import { freezeReasonCodes } from './freeze.ts';
import type { FreezeReason } from './freeze.ts';
import { findFreeze } from './freezes.ts';
import { personIdOf } from './payment.ts';
import { problem } from './problems.ts';

const person = Type.String({ format: 'uuid', description: 'The customer’s id' });

function mayFreeze(actor: Actor): boolean {
  return hasRole(actor, 'handler', 'supervisor', 'compliance', 'admin');
}

/** The weightiest role under which somebody acts. */
function roleOf(actor: Actor): string {
  return actor.kind === 'person'
    ? (roles.toReversed().find((role) => actor.roles.includes(role)) ?? 'customer')
    : actor.kind;
}

/** Locks the wallet's row, so that freezing and unfreezing follow each other; throws `wallet.no-wallet`. */
async function lockRow(ctx: Ctx, personId: string): Promise<void> {
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
  for (const { code } of ctx.config.assets)
    await freezeAccount(queryable(ctx.tx), walletAccountId(personId, code), scope);
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
    .returning('id')
    .executeTakeFirst();
  if (lifted === undefined) throw problem('not-frozen');
  for (const { code } of ctx.config.assets) await unfreezeAccount(queryable(ctx.tx), walletAccountId(personId, code));
}

export const lockWallet = command({
  name: 'wallet.lock-wallet',
  summary: 'Stops money from leaving one’s own wallet, until staff are asked to unfreeze it.',
  rest: 'POST /wallet/lock',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async (ctx) => {
    const personId = personIdOf(ctx.actor);
    ctx.about(`person:${personId}`);
    await lockRow(ctx, personId);
    if (await findFreeze(ctx.tx, personId)) return;
    await freezeWithin(ctx, { personId, scope: 'debits', reason: 'your-request' });
  },
});

export const freezeWallet = command({
  name: 'wallet.freeze-wallet',
  summary: 'Freezes a customer’s wallet, for money out or altogether, with a reason that the customer reads.',
  rest: 'POST /wallets/{person}/freeze',
  can: mayFreeze,
  input: input({
    person,
    scope: Type.Enum(freezeScopes),
    reason: Type.Enum(freezeReasonCodes),
    note: Type.Optional(Type.String({ maxLength: 2000, description: 'For staff alone' })),
  }),
  run: async (ctx, { person: personId, scope, reason, note }) => {
    ctx.about(`person:${personId}`);
    await freezeWithin(ctx, { personId, scope, reason, note });
  },
});

export const unfreezeWallet = command({
  name: 'wallet.unfreeze-wallet',
  summary: 'Lifts the freeze of a customer’s wallet, with the reason for the record.',
  rest: 'POST /wallets/{person}/unfreeze',
  can: mayFreeze,
  input: input({ person, because: Type.String({ minLength: 3, maxLength: 2000 }) }),
  run: async (ctx, { person: personId, because }) => {
    ctx.about(`person:${personId}`);
    await unfreezeWithin(ctx, { personId, because });
  },
});
