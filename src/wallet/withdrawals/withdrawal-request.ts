import { Type } from 'typebox';
import { findRail } from '../../rails/rails.ts';
import type { Refusal } from '../../ledger/ledger.ts';
import type { QueryCtx } from '../../platform/command.ts';
import type { AssetFormat } from '../../platform/money.ts';
import { quoteFee } from '../fees/fee-tables.ts';
import type { FeeQuote } from '../fees/fee-tables.ts';
import { personIdOf, readAmount, readAsset } from '../payment.ts';
import { explainRefusal } from '../refusal.ts';
import type { Problem } from '../../platform/problem.ts';
import type { DestinationView } from './contract.ts';
import { destinationField, findDestination } from './destinations.ts';
import { atField } from './problems.ts';
import { hoursAfter, arrivalOf } from './promise.ts';
import { judgeRisk } from './risk.ts';
import { riskFacts } from './risk-facts.ts';
import type { Move } from './withdrawal-row.ts';

export const withdrawalFields = {
  asset: Type.String({ minLength: 1, maxLength: 20 }),
  amount: Type.String({ minLength: 1, maxLength: 80, description: 'Decimal, such as 12.50; what arrives' }),
  destination: destinationField,
};

export interface WithdrawalInput {
  readonly asset: string;
  readonly amount: string;
  readonly destination: string;
}

export interface WithdrawalRequest {
  readonly personId: string;
  readonly asset: AssetFormat;
  readonly amount: bigint;
  readonly quote: FeeQuote;
  readonly destination: DestinationView;
}

/** Reads what a person asks to withdraw; throws the Problem of the first thing that is wrong. */
export async function readWithdrawal(ctx: QueryCtx, given: WithdrawalInput): Promise<WithdrawalRequest> {
  const personId = personIdOf(ctx.actor);
  const asset = readAsset(ctx, given.asset);
  const amount = readAmount(given.amount, asset);
  const destination = await findDestination(ctx.db, personId, given.destination);
  if (destination === undefined) throw atField('/destination', 'destination-unknown');
  if (findRail(destination.rail)?.carries(ctx.config, asset.code) !== true)
    throw atField('/destination', 'destination-not-for-asset', { asset: asset.code });
  const quote = await quoteFee(ctx, { kind: 'withdrawal', asset: asset.code, amount });
  return { personId, asset, amount, quote, destination };
}

/** Where a withdrawal goes first: to a person, to the end of its destination's waiting time, or on its way. */
export async function judge(
  ctx: Pick<QueryCtx, 'db' | 'now' | 'config' | 'actor'>,
  { personId, asset, amount, destination }: WithdrawalRequest,
): Promise<Move & { readonly promisedAt: Date }> {
  const { now, config } = ctx;
  const facts = await riskFacts(ctx, {
    personId,
    asset: asset.code,
    amount,
    destinationAddedAt: destination.addedAt,
  });
  const risks = judgeRisk(facts);
  if (risks.length > 0) return { to: 'review', reasons: risks, promisedAt: hoursAfter(now, config.reviewHours) };
  return onItsWay(now, destination);
}

/** Where a withdrawal goes that nothing speaks against. */
export function onItsWay(
  now: Date,
  { rail, usableAt }: Pick<DestinationView, 'rail' | 'usableAt'>,
): Move & { readonly promisedAt: Date } {
  return usableAt > now
    ? { to: 'requested', reasons: ['new-destination'], promisedAt: usableAt, waitsUntil: usableAt }
    : { to: 'approved', promisedAt: arrivalOf(rail, now) };
}

/** Why the ledger refused to set a withdrawal's money aside. */
export function explain(
  ctx: QueryCtx,
  { personId, asset, amount, quote }: WithdrawalRequest,
  refusal: Refusal,
): Promise<Problem> {
  return explainRefusal(ctx, { senderId: personId, asset, amount, quote }, refusal);
}
