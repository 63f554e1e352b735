import { getBalances } from '../../ledger/ledger.ts';
import type { QueryCtx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { walletAccountId } from '../account.ts';
import type { TransactionFacts } from '../contract.ts';
import { personIdOf } from '../payment.ts';
import { recallObstacle, recallUntil } from './recall-state.ts';
import { givenBack } from './recalls.ts';

export interface RecallChoices {
  /** Until when the reader may ask for his payment; null where he may not. */
  readonly recallUntil: Date | null;
  /** What the reader may return, and what his wallet can give now; null where nobody asks him. */
  readonly returnable: { readonly left: bigint; readonly available: bigint; readonly frozen: boolean } | null;
}

/** What a party of a payment can do about a mistake. */
export async function recallChoices(
  ctx: QueryCtx,
  facts: TransactionFacts,
  direction: 'in' | 'out' | null,
): Promise<RecallChoices> {
  const { id, at, asset, amount, from, to, recall } = facts;
  const none: RecallChoices = { recallUntil: null, returnable: null };
  if (facts.kind !== 'payment' || direction === null || from.kind !== 'person' || to.kind !== 'person') return none;
  const back = await givenBack(ctx.db, id);
  if (direction === 'out') {
    const days = ctx.config.recallDays;
    const payment = { ...facts, givenBack: back, recalled: recall !== null };
    return recallObstacle(payment, days, ctx.now) ? none : { ...none, recallUntil: recallUntil(at, days) };
  }
  if (recall?.state !== 'asked') return none;
  const account = walletAccountId(personIdOf(ctx.actor), asset);
  const state = (await getBalances(queryable(ctx.db), [account])).get(account);
  const frozen = state?.frozen !== 'none';
  return { ...none, returnable: { left: amount - back, available: state?.available ?? 0n, frozen } };
}
