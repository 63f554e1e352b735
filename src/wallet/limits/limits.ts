import { sql } from 'kysely';
import { verificationLevels } from '../../identity/contract.ts';
import type { VerificationLevel } from '../../identity/contract.ts';
import { verificationLevelOf } from '../../identity/identity.ts';
import { assert } from '../../platform/assert.ts';
import type { Call } from '../../platform/command.ts';
import type { Database, Tx } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import { localize } from '../../platform/localized.ts';
import type { AssetFormat } from '../../platform/money.ts';
import { formatAmount } from '../../platform/money.ts';
import type { Problem } from '../../platform/problem.ts';
import { findAsset } from '../asset.ts';
import { limitsOf } from './limit-table.ts';
import type { LimitedOperation, Limits } from './limit-table.ts';
import { atMost, limitProblem, raises } from './problems.ts';

/** Within a command in its transaction, within a ledger command or a query on the pool. */
export type LimitCtx = Pick<Call, 'now' | 'config' | 'locale'> & ({ readonly tx: Tx } | { readonly db: Database });

export interface LimitUse {
  readonly personId: string;
  readonly operation: LimitedOperation;
  readonly asset: string;
  /** In minor units, without the fee. */
  readonly amount: bigint;
  /** The ledger transfer, or hold, that moves the money. */
  readonly transferId: string;
}

/** How far the limits of one operation in one asset are used. */
export interface LimitState {
  readonly level: VerificationLevel;
  readonly limits: Limits;
  readonly dayUsed: bigint;
  readonly monthUsed: bigint;
  /** What may still move today. */
  readonly leftToday: bigint;
  /** What one transaction may move now. */
  readonly left: bigint;
}

type Exceeded = keyof Limits;

function dbOf(ctx: LimitCtx): Database {
  return 'tx' in ctx ? ctx.tx : ctx.db;
}

/**
 * Counts a transfer towards its person's limits, once for its id; throws `wallet.limit-…` where one would be passed.
 * Outside of a transaction the count stands before the money moves: whoever posts gives it back by `releaseLimits` when
 * the ledger refuses. What a crash leaves counted is given back before anybody is refused because of it.
 */
export async function useLimits(ctx: LimitCtx, use: LimitUse): Promise<void> {
  if ((await count(ctx, use)) === undefined) return;
  await releaseUnmoved(ctx, use.personId);
  const exceeded = await count(ctx, use);
  if (exceeded !== undefined) throw await explain(ctx, use, exceeded);
}

/** Takes a transfer that moved nothing out of the counts; a repeat changes nothing. */
export async function releaseLimits(
  ctx: LimitCtx,
  { personId, transferId }: Pick<LimitUse, 'personId' | 'transferId'>,
): Promise<void> {
  await sql`select wallet.release_limits(${shardOf(personId)}::smallint, ${personId}, ${transferId})`.execute(
    dbOf(ctx),
  );
}

/** Throws what `useLimits` would throw now, and counts nothing. */
export async function checkLimits(ctx: LimitCtx, use: Omit<LimitUse, 'transferId'>): Promise<LimitState> {
  const state = await readLimit(ctx, use);
  const exceeded = exceededBy(state, use.amount);
  if (exceeded !== undefined) throw toProblem(ctx, use, state, exceeded);
  return state;
}

function exceededBy({ limits, dayUsed, monthUsed }: LimitState, amount: bigint): Exceeded | undefined {
  if (amount > limits.transaction) return 'transaction';
  if (dayUsed + amount > limits.day) return 'day';
  return monthUsed + amount > limits.month ? 'month' : undefined;
}

function assetOf({ config }: LimitCtx, code: string): AssetFormat {
  const asset = findAsset(config, code);
  assert(asset, 'what moves is an asset of the installation');
  return asset;
}

async function count(ctx: LimitCtx, use: LimitUse): Promise<Exceeded | undefined> {
  const { personId, operation, asset, amount, transferId } = use;
  const byLevel = verificationLevels.map((level) => limitsOf(operation, assetOf(ctx, asset), level));
  const column = (name: Exceeded): string[] => byLevel.map((limits) => limits[name].toString());
  // On its own it need not wait for the disk: the payment that follows is written behind it in the same log, so that no
  // payment is durable whose count is not.
  const waitFor = 'tx' in ctx ? sql`` : sql`set_config('synchronous_commit', 'off', true),`;
  const { rows } = await sql<{ outcome: 'counted' | Exceeded }>`
    select ${waitFor} wallet.use_limits(${shardOf(personId)}::smallint, ${personId}, ${transferId}, ${operation}, ${asset}, ${amount}, ${ctx.now}, ${ctx.config.zone},
      ${column('transaction')}::numeric[], ${column('day')}::numeric[], ${column('month')}::numeric[]) as outcome`.execute(
    dbOf(ctx),
  );
  const outcome = rows[0]?.outcome;
  assert(outcome !== undefined, 'counting has an outcome');
  return outcome === 'counted' ? undefined : outcome;
}

/** A payment is posted within seconds of being counted; one of which the books know nothing after this was cut off, in minutes. */
const cutOffMinutes = 5;

/** Gives back what was counted this month for transfers that moved nothing: those that a crash cut off. */
async function releaseUnmoved(ctx: LimitCtx, personId: string): Promise<void> {
  const shard = shardOf(personId);
  const before = new Date(ctx.now.getTime() - cutOffMinutes * 60_000);
  await sql`
    select wallet.release_limits(u.shard, u.person_id, u.transfer_id) from wallet.limit_uses u
    where u.shard = ${shard} and u.person_id = ${personId} and u.counted_at < ${before}
      and u.day >= date_trunc('month', (${ctx.now}::timestamptz at time zone ${ctx.config.zone}))::date
      and not exists (select from ledger.public_transfers t where t.shard = u.shard and t.id = u.transfer_id and t.status in ('posted', 'held'))`.execute(
    dbOf(ctx),
  );
}

async function explain(ctx: LimitCtx, use: LimitUse, exceeded: Exceeded): Promise<Problem> {
  return toProblem(ctx, use, await readLimit(ctx, use), exceeded);
}

function toProblem(
  ctx: LimitCtx,
  { asset: code }: Pick<LimitUse, 'asset'>,
  { level, limits, dayUsed, monthUsed, left }: LimitState,
  exceeded: Exceeded,
): Problem {
  const asset = assetOf(ctx, code);
  const values = {
    limit: formatAmount(limits[exceeded], asset),
    used: formatAmount(exceeded === 'month' ? monthUsed : dayUsed, asset),
    left: formatAmount(left, asset),
    zone: ctx.config.zone,
    next: localize(level === 2 ? raises.ask : raises.verify, ctx.locale),
  };
  const name = `limit-${exceeded}` as const;
  return limitProblem(name, values, [{ pointer: '/amount', detail: atMost }]);
}

type LimitKey = Pick<LimitUse, 'personId' | 'operation' | 'asset'>;

async function readLimit(ctx: LimitCtx, { personId, operation, asset }: LimitKey): Promise<LimitState> {
  const [level, counters] = await Promise.all([verificationLevelOf(dbOf(ctx), personId), readCounters(ctx, personId)]);
  return stateOf(level, limitsOf(operation, assetOf(ctx, asset), level), counters.get(`${operation} ${asset}`));
}

interface Counter {
  readonly day_used: bigint;
  readonly month_used: bigint;
}

function stateOf(level: VerificationLevel, limits: Limits, counter: Counter | undefined): LimitState {
  const { day_used: dayUsed, month_used: monthUsed } = counter ?? { day_used: 0n, month_used: 0n };
  // A level may have been lowered since.
  const rest = [limits.day - dayUsed, limits.month - monthUsed].reduce(lesser);
  const leftToday = rest < 0n ? 0n : rest;
  return { level, limits, dayUsed, monthUsed, leftToday, left: lesser(leftToday, limits.transaction) };
}

function lesser(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}

/** What a person has used of today and of this month, by operation and asset. */
async function readCounters(ctx: LimitCtx, personId: string): Promise<ReadonlyMap<string, Counter>> {
  const { rows } = await sql<Counter & { readonly operation: string; readonly asset: string }>`
    select operation, asset, case when day >= today then day_used else 0 end as day_used,
      case when date_trunc('month', day) >= date_trunc('month', today) then month_used else 0 end as month_used
    from wallet.limit_counters, lateral (select (${ctx.now}::timestamptz at time zone ${ctx.config.zone})::date as today) as t
    where shard = ${shardOf(personId)} and person_id = ${personId}`.execute(dbOf(ctx));
  return new Map(rows.map((row) => [`${row.operation} ${row.asset}`, row]));
}

/** Every limit of a person with what is used of it. */
export async function readLimits(
  ctx: LimitCtx,
  personId: string,
  operations: readonly LimitedOperation[],
): Promise<{ readonly level: VerificationLevel; readonly states: readonly (LimitKey & LimitState)[] }> {
  const [level, counters] = await Promise.all([verificationLevelOf(dbOf(ctx), personId), readCounters(ctx, personId)]);
  const states = ctx.config.assets.flatMap((asset) =>
    operations.map((operation) => ({
      personId,
      operation,
      asset: asset.code,
      ...stateOf(level, limitsOf(operation, asset, level), counters.get(`${operation} ${asset.code}`)),
    })),
  );
  return { level, states };
}
