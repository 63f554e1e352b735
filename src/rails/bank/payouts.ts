import { sql } from 'kysely';
import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import { sha256, toBase32 } from '../../platform/crypto.ts';
import type { Database, Tx } from '../../platform/db.ts';
import { emit } from '../../platform/event.ts';
import type { Payout, PayoutState, PayoutStatus } from '../contract.ts';
import { payoutChanged } from '../events.ts';
import { problem } from '../problems.ts';
import { reasonOf } from './reasons.ts';

/** Payouts and their batches are the provider's, and few beside the movements of wallets: they live in one shard. */
export const payoutShard = 0;

/** `batched`: it is in a file that was not handed to the bank yet. */
const bankPayoutStates = ['queued', 'batched', 'sent', 'settled', 'returned', 'failed'] as const;
export type BankPayoutState = (typeof bankPayoutStates)[number];

/** What a payout may become; whatever the bank says beside it is for a person. */
const next: Readonly<Record<BankPayoutState, readonly BankPayoutState[]>> = {
  queued: ['batched', 'failed'],
  batched: ['sent', 'settled', 'failed'],
  sent: ['settled', 'failed'],
  settled: ['returned'],
  returned: [],
  failed: [],
};

export function mayBecome(from: BankPayoutState, to: BankPayoutState): boolean {
  return next[from].includes(to);
}

export interface BankPayout {
  readonly id: string;
  /** The end-to-end id. */
  readonly reference: string;
  readonly owner: string;
  readonly asset: string;
  readonly amount: bigint;
  readonly iban: string;
  readonly bic: string | null;
  readonly name: string;
  readonly state: BankPayoutState;
  readonly batchId: string | null;
  readonly bankStatus: string | null;
  readonly reasonCode: string | null;
  readonly reasonNote: string | null;
  readonly queuedAt: Date;
}

const columns = [
  'id',
  'reference',
  'owner',
  'asset',
  'amount',
  'iban',
  'bic',
  'name',
  'state',
  'batch_id as batchId',
  'bank_status as bankStatus',
  'reason_code as reasonCode',
  'reason_note as reasonNote',
  'queued_at as queuedAt',
] as const;

function toPayout(row: Omit<BankPayout, 'state'> & { readonly state: string }): BankPayout {
  const state = bankPayoutStates.find((known) => known === row.state);
  assert(state !== undefined, 'a payout is in a state that we know');
  return { ...row, state };
}

/** Characters of a reference after its first; 75 bits. */
const referenceLength = 15;

/** The end-to-end id of a payout: short enough for every bank, and following from the payout's id. */
export function payoutReference(id: string): string {
  return `W${toBase32(sha256(`payout ${id}`))
    .slice(0, referenceLength)
    .toUpperCase()}`;
}

/** Queues a payout in the caller's transaction; a repeat changes nothing. Throws `rails.payouts-closed`. */
export async function queuePayout(ctx: Ctx, payout: Payout): Promise<void> {
  const { id, owner, asset, amount, destination } = payout;
  assert(destination.rail === 'bank', 'a payout goes to a destination of its rail');
  const account = await ctx.tx
    .selectFrom('rails.bank_accounts')
    .select('number')
    .where('asset', '=', asset)
    .executeTakeFirst();
  if (account === undefined) throw problem('payouts-closed');
  await ctx.tx
    .insertInto('rails.bank_payouts')
    .values({
      shard: payoutShard,
      id,
      reference: payoutReference(id),
      owner,
      asset,
      amount,
      iban: destination.iban,
      bic: destination.bic ?? null,
      name: destination.name,
      state: 'queued',
      queued_at: ctx.now,
      changed_at: ctx.now,
    })
    .onConflict((conflict) => conflict.columns(['shard', 'id']).doNothing())
    .execute();
}

/** Takes back a payout that is in no batch yet; true: it is never paid. */
export async function cancelPayout(ctx: Ctx, id: string): Promise<boolean> {
  await ctx.tx
    .updateTable('rails.bank_payouts')
    .set({ state: 'failed', reason_code: 'CANCELLED', changed_at: ctx.now })
    .where('shard', '=', payoutShard)
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute();
  const found = await findPayout(ctx.tx, id);
  return found?.state === 'failed';
}

async function findPayout(db: Database | Tx, id: string): Promise<BankPayout | undefined> {
  const row = await db
    .selectFrom('rails.bank_payouts')
    .select(columns)
    .where('shard', '=', payoutShard)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toPayout(row);
}

/** Payouts by their end-to-end ids, locked until the caller commits, in one order. */
export async function lockPayouts(tx: Tx, references: readonly string[]): Promise<ReadonlyMap<string, BankPayout>> {
  if (references.length === 0) return new Map();
  const rows = await tx
    .selectFrom('rails.bank_payouts')
    .select(columns)
    .where('shard', '=', payoutShard)
    .where('reference', 'in', [...new Set(references)])
    .orderBy('reference')
    .forUpdate()
    .execute();
  return new Map(rows.map((row) => [row.reference, toPayout(row)]));
}

/** Payouts of a batch in the order of their queueing. */
export async function payoutsOfBatch(db: Database | Tx, batchId: string): Promise<readonly BankPayout[]> {
  const rows = await db
    .selectFrom('rails.bank_payouts')
    .select(columns)
    .where('shard', '=', payoutShard)
    .where('batch_id', '=', batchId)
    .orderBy('queued_at')
    .orderBy('id')
    .execute();
  return rows.map(toPayout);
}

/** Payouts that the bank has, or is about to get, of one amount: candidates for a line that names none. */
export async function payoutsOnTheWay(
  db: Database | Tx,
  asset: string,
  amount: bigint,
): Promise<readonly BankPayout[]> {
  const rows = await db
    .selectFrom('rails.bank_payouts')
    .select(columns)
    .where('shard', '=', payoutShard)
    .where('state', 'in', ['batched', 'sent'])
    .where('amount', '=', amount)
    .where('asset', '=', asset)
    .orderBy('queued_at')
    .limit(candidatesMax)
    .execute();
  return rows.map(toPayout);
}

const candidatesMax = 10;

/** What left the wallet and is not booked by the bank yet, in one asset. */
export async function sumOnTheWay(db: Database | Tx, asset: string): Promise<bigint> {
  const { sum } = await db
    .selectFrom('rails.bank_payouts')
    .select(({ fn }) => fn.coalesce(fn.sum<bigint>('amount'), sql<bigint>`0`).as('sum'))
    .where('shard', '=', payoutShard)
    .where('state', 'in', ['queued', 'batched', 'sent'])
    .where('asset', '=', asset)
    .executeTakeFirstOrThrow();
  return sum;
}

interface Change {
  readonly reason?: { readonly code: string; readonly note: string | null };
  /** What came back, where that is less than what was paid. */
  readonly amount?: bigint;
}

/** Moves a locked payout on, and tells the wallet, in the caller's transaction. */
export async function changePayout(
  ctx: Ctx,
  { id, reference, state: from }: BankPayout,
  to: Exclude<PayoutState, 'queued'>,
  { reason, amount }: Change = {},
): Promise<void> {
  assert(mayBecome(from, to), `a payout that is ${from} does not become ${to}`);
  await ctx.tx
    .updateTable('rails.bank_payouts')
    .set({
      state: to,
      changed_at: ctx.now,
      ...(reason === undefined ? {} : { reason_code: reason.code, reason_note: reason.note }),
    })
    .where('shard', '=', payoutShard)
    .where('id', '=', id)
    .execute();
  await emit(ctx, payoutChanged, {
    rail: 'bank',
    payoutId: id,
    state: to,
    reference,
    ...(reason === undefined ? {} : { reason: reasonOf(reason.code, reason.note) }),
    ...(amount === undefined ? {} : { amount }),
  });
}

/** Where a payout stands, in the words of every rail. */
export async function readPayoutStatus(db: Database, id: string): Promise<PayoutStatus | undefined> {
  const found = await findPayout(db, id);
  if (found === undefined) return undefined;
  return {
    state: found.state === 'batched' ? 'queued' : found.state,
    reference: found.reference,
    have: null,
    need: null,
    reason: found.reasonCode === null ? null : reasonOf(found.reasonCode, found.reasonNote),
  };
}
