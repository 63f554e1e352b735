import type { Selectable } from 'kysely';
import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import type { Database } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import type { DB } from '../../platform/schema.ts';
import { afterAct, recallStates } from './recall-state.ts';
import type { RecallAct, RecallState } from './recall-state.ts';

/** A payment that its sender asked back, and what came of it; amounts in minor units. */
export interface Recall {
  readonly transferId: string;
  readonly senderId: string;
  readonly recipientId: string;
  readonly asset: string;
  readonly amount: bigint;
  readonly reason: string;
  readonly state: RecallState;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly answeredAt: Date | null;
  readonly declinedBecause: string | null;
  readonly returned: bigint;
  readonly returnTransferId: string | null;
}

function toRecall(row: Selectable<DB['wallet.recalls']>): Recall {
  const state = recallStates.find((known) => known === row.state);
  assert(state, 'a recall is in a state that we know');
  return {
    transferId: row.transfer_id,
    senderId: row.sender_id,
    recipientId: row.recipient_id,
    asset: row.asset,
    amount: row.amount,
    reason: row.reason,
    state,
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
    answeredAt: row.answered_at,
    declinedBecause: row.declined_because,
    returned: row.returned,
    returnTransferId: row.return_transfer_id,
  };
}

/** The recall of a payment, where its sender asked. */
export async function findRecall(db: Database, transferId: string): Promise<Recall | undefined> {
  const row = await db
    .selectFrom('wallet.recalls')
    .selectAll()
    .where('shard', '=', shardOf(transferId))
    .where('transfer_id', '=', transferId)
    .executeTakeFirst();
  return row && toRecall(row);
}

/** The same, locked: answers and the end of its time follow each other. */
export async function lockRecall({ tx }: Ctx, transferId: string): Promise<Recall | undefined> {
  const row = await tx
    .selectFrom('wallet.recalls')
    .selectAll()
    .where('shard', '=', shardOf(transferId))
    .where('transfer_id', '=', transferId)
    .forUpdate()
    .executeTakeFirst();
  return row && toRecall(row);
}

interface Outcome {
  readonly declinedBecause?: string;
  readonly returned?: bigint;
  readonly returnTransferId?: string;
}

/** Takes a locked recall to its end and off the recipient's list. */
export async function settleRecall(ctx: Ctx, recall: Recall, act: RecallAct, outcome: Outcome = {}): Promise<void> {
  const state = afterAct(recall.state, act);
  assert(state, 'whoever settles a recall looked whether he may');
  const { transferId, recipientId } = recall;
  await ctx.tx
    .updateTable('wallet.recalls')
    .set({
      state,
      answered_at: ctx.now,
      declined_because: outcome.declinedBecause ?? null,
      returned: outcome.returned ?? 0n,
      return_transfer_id: outcome.returnTransferId ?? null,
    })
    .where('shard', '=', shardOf(transferId))
    .where('transfer_id', '=', transferId)
    .execute();
  await ctx.tx
    .deleteFrom('wallet.recalls_to_answer')
    .where('shard', '=', shardOf(recipientId))
    .where('person_id', '=', recipientId)
    .where('transfer_id', '=', transferId)
    .execute();
}

/** What of a payment its sender has back, by refunds of ours and by a return; both lie in his shard. */
export async function givenBack(db: Database, transferId: string): Promise<bigint> {
  const shard = shardOf(transferId);
  const [{ refunded }, recall] = await Promise.all([
    db
      .selectFrom('wallet.redress')
      .select(({ fn }) => fn.sum<bigint | null>('amount').as('refunded'))
      .where('shard', '=', shard)
      .where('of_transfer_id', '=', transferId)
      .where('kind', '=', 'refund')
      .executeTakeFirstOrThrow(),
    findRecall(db, transferId),
  ]);
  return (refunded ?? 0n) + (recall?.returned ?? 0n);
}
