import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import type { Actor } from '../../platform/actor.ts';
import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import type { Database, Tx } from '../../platform/db.ts';
import { problem } from '../problems.ts';
import { payoutShard } from './payouts.ts';

export const batchField = Type.String({ format: 'uuid', description: 'The batch’s id' });

const batchStates = ['made', 'released', 'handed-over', 'refused'] as const;
export type BatchState = (typeof batchStates)[number];

/** A file of payments for the bank. */
export interface BankBatch {
  readonly id: string;
  /** What the bank knows it by. */
  readonly reference: string;
  readonly bankAccount: string;
  readonly asset: string;
  readonly payments: number;
  readonly sum: bigint;
  readonly state: BatchState;
  readonly madeAt: Date;
  /** Who made or first approved it; null: the program made it, and nobody approved it yet. */
  readonly firstBy: string | null;
  readonly releasedBy: string | null;
  readonly releasedAt: Date | null;
  readonly handedOverAt: Date | null;
  readonly refusedBecause: string | null;
}

const columns = [
  'id',
  'reference',
  'bank_account as bankAccount',
  'asset',
  'payments',
  'sum',
  'state',
  'made_at as madeAt',
  'first_by as firstBy',
  'released_by as releasedBy',
  'released_at as releasedAt',
  'handed_over_at as handedOverAt',
  'refused_because as refusedBecause',
] as const;

/** Who may make, release and hand over batches: never the front line alone. */
export function mayPayOut(actor: Actor): boolean {
  return hasRole(actor, 'supervisor', 'compliance', 'admin');
}

function toBatch(row: Omit<BankBatch, 'state'> & { readonly state: string }): BankBatch {
  const state = batchStates.find((known) => known === row.state);
  assert(state !== undefined, 'a batch is in a state that we know');
  return { ...row, state };
}

const batchesMax = 50;

/** The latest batches, the newest first. */
export async function readBatches(db: Database): Promise<readonly BankBatch[]> {
  const rows = await db
    .selectFrom('rails.bank_batches')
    .select(columns)
    .where('shard', '=', payoutShard)
    .orderBy('id', 'desc')
    .limit(batchesMax)
    .execute();
  return rows.map(toBatch);
}

/** One batch; throws `rails.batch-unknown`. */
export async function readBatch(db: Database | Tx, id: string): Promise<BankBatch> {
  const row = await db
    .selectFrom('rails.bank_batches')
    .select(columns)
    .where('shard', '=', payoutShard)
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw problem('batch-unknown');
  return toBatch(row);
}

/** Locks a batch that must be in a state; throws `rails.batch-unknown` and `rails.batch-state`. */
export async function lockBatch(ctx: Ctx, id: string, ...states: readonly BatchState[]): Promise<BankBatch> {
  const row = await ctx.tx
    .selectFrom('rails.bank_batches')
    .select(columns)
    .where('shard', '=', payoutShard)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw problem('batch-unknown');
  ctx.about(`bank-batch:${id}`);
  const batch = toBatch(row);
  if (!states.includes(batch.state)) throw problem('batch-state');
  return batch;
}
