import type { Selectable } from 'kysely';
import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import type { Tx } from '../../platform/db.ts';
import { emit } from '../../platform/event.ts';
import { actorName } from '../../platform/actor.ts';
import { shardOf } from '../../platform/id.ts';
import type { WalletWithdrawals } from '../../platform/schema.ts';
import type { Destination, RailReason } from '../../rails/rails.ts';
import { withdrawalChanged } from '../events.ts';
import { releaseLimits } from '../limits/limits.ts';
import type { WithdrawalChanged } from '../events.ts';
import { readDetails } from './destinations.ts';
import { releaseMoney, returnMoney, settleMoney, transfersOf } from './money.ts';
import type { WithdrawalMoney } from './money.ts';
import { withdrawalProblem } from './problems.ts';
import type { WithdrawalReason } from './reasons.ts';
import { isOpen, mayFollow, stateRules, withdrawalStates } from './states.ts';
import type { WithdrawalState } from './states.ts';

/** A withdrawal whose row this transaction has locked. */
export interface LockedWithdrawal extends WithdrawalMoney {
  readonly state: WithdrawalState;
  readonly step: number;
  readonly review: number;
  readonly since: Date;
  readonly destination: Destination;
  readonly destinationId: string;
  readonly waitsUntil: Date | null;
  readonly promisedAt: Date | null;
  readonly promiseMissedAt: Date | null;
}

export function readState(text: string): WithdrawalState {
  const state = withdrawalStates.find((known) => known === text);
  assert(state !== undefined, 'a withdrawal is in a state that we know');
  return state;
}

function toLocked(row: Selectable<WalletWithdrawals>): LockedWithdrawal {
  return {
    id: row.id,
    personId: row.person_id,
    rail: readDetails(row.destination).rail,
    asset: row.asset,
    amount: row.amount,
    quote: { fee: row.fee, version: row.fee_version },
    state: readState(row.state),
    step: row.step,
    review: row.review,
    since: row.since,
    destination: readDetails(row.destination),
    destinationId: row.destination_id,
    waitsUntil: row.waits_until,
    promisedAt: row.promised_at,
    promiseMissedAt: row.promise_missed_at,
  };
}

/** Locks a withdrawal, so that whatever happens to it follows on one another; undefined where there is none. */
export async function findAndLock(tx: Tx, id: string): Promise<LockedWithdrawal | undefined> {
  const row = await tx
    .selectFrom('wallet.withdrawals')
    .selectAll()
    .where('shard', '=', shardOf(id))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && toLocked(row);
}

/** The same for one that must be there; throws `wallet.withdrawal-unknown`. */
export async function lockWithdrawal(tx: Tx, id: string): Promise<LockedWithdrawal> {
  const found = await findAndLock(tx, id);
  if (found === undefined) throw withdrawalProblem('withdrawal-unknown');
  return found;
}

export interface Move {
  readonly to: WithdrawalState;
  readonly reasons?: readonly WithdrawalReason[];
  /** By when something will have happened; for a state that is on its way. */
  readonly promisedAt?: Date;
  readonly waitsUntil?: Date;
  /** What the outside says. */
  readonly reference?: string;
  readonly reason?: RailReason;
  readonly returned?: bigint;
  /** For staff alone. */
  readonly note?: string | undefined;
}

/**
 * Moves a locked withdrawal to its next state, in the caller's transaction: its row, its record and its money go
 * together, and whoever subscribed is told.
 */
export async function move(ctx: Ctx, from: LockedWithdrawal, given: Move): Promise<LockedWithdrawal> {
  const { to, reasons = [], promisedAt = null, waitsUntil = null, note } = given;
  assert(mayFollow(from.state, to), `${to} may follow ${from.state}`);
  assert(isOpen(to) === (promisedAt !== null), 'what is on its way has a promised time, and nothing else has');
  if (isOpen(from.state) && stateRules[to].hold === 'posted') await settleMoney(ctx, from);
  if (isOpen(from.state) && stateRules[to].hold === 'voided') await releaseMoney(ctx, from);
  if (given.returned !== undefined) await returnMoney(ctx, from, given.returned);
  // Money that is in the wallet again counts towards no limit.
  if (stateRules[to].hold === 'voided' || to === 'returned')
    await releaseLimits(ctx, { personId: from.personId, transferId: transfersOf(from.id).hold });
  const step = from.step + 1;
  const review = from.review + (to === 'review' ? 1 : 0);
  await ctx.tx
    .updateTable('wallet.withdrawals')
    .set({
      state: to,
      reasons: [...reasons],
      reason_text: given.reason === undefined ? null : JSON.stringify(given.reason.text),
      since: ctx.now,
      step,
      review,
      waits_until: waitsUntil,
      promised_at: promisedAt,
      promise_missed_at: null,
      ...(given.reference === undefined ? {} : { reference: given.reference }),
      ...(given.returned === undefined ? {} : { returned_amount: given.returned }),
    })
    .where('shard', '=', shardOf(from.id))
    .where('id', '=', from.id)
    .execute();
  await writeStep(ctx, from.id, { number: step, state: to, reasons, note });
  const moved = { ...from, state: to, step, review, since: ctx.now, waitsUntil, promisedAt, promiseMissedAt: null };
  await emit(ctx, withdrawalChanged, changeOf(moved));
  return moved;
}

export function changeOf({ id, personId, asset, amount, state, promisedAt }: LockedWithdrawal): WithdrawalChanged {
  return { withdrawalId: id, personId, asset, amount, state, promisedAt };
}

interface Step {
  readonly number: number;
  readonly state: WithdrawalState;
  readonly reasons: readonly WithdrawalReason[];
  readonly note?: string | undefined;
}

/** One line of a withdrawal's record. */
export async function writeStep(ctx: Ctx, id: string, { number, state, reasons, note }: Step): Promise<void> {
  await ctx.tx
    .insertInto('wallet.withdrawal_steps')
    .values({
      shard: shardOf(id),
      withdrawal_id: id,
      number,
      state,
      reasons: [...reasons],
      at: ctx.now,
      by: actorName(ctx.actor),
      note: note ?? null,
    })
    .execute();
}
