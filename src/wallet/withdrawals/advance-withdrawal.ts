import { getBalances } from '../../ledger/ledger.ts';
import { assert } from '../../platform/assert.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { emit } from '../../platform/event.ts';
import { shardOf } from '../../platform/id.ts';
import { findRail } from '../../rails/rails.ts';
import { walletAccountId } from '../account.ts';
import { lockRow } from '../change-freeze.ts';
import { withdrawalPromiseMissed } from '../events.ts';
import { arrivalOf, hoursAfter } from './promise.ts';
import { changeOf, lockWithdrawal, move, writeStep } from './withdrawal-row.ts';
import type { LockedWithdrawal } from './withdrawal-row.ts';
import { withdrawalField } from './withdrawal-view.ts';

/** Has a withdrawal carried on as soon as this transaction commits. */
export async function enqueueAdvance(ctx: Ctx, id: string): Promise<void> {
  await ctx.enqueue({ name: 'wallet.advance-withdrawal', payload: { withdrawal: id }, key: `withdrawal ${id}` });
}

/** Does whatever is due for a withdrawal, and nothing that is not: run as often as one likes. */
export const advanceWithdrawal = command({
  name: 'wallet.advance-withdrawal',
  summary: 'Carries a withdrawal on: ends its waiting time, hands it to its rail, notices a promise that was missed.',
  can: (actor) => actor.kind === 'system',
  input: input({ withdrawal: withdrawalField }),
  run: async (ctx, { withdrawal: id }) => {
    ctx.about(`withdrawal:${id}`);
    let current = await lockWithdrawal(ctx.tx, id);
    if (current.state === 'requested' && current.waitsUntil !== null && current.waitsUntil <= ctx.now)
      current = await move(ctx, current, { to: 'approved', promisedAt: arrivalOf(current.rail, ctx.now) });
    if (current.state === 'approved') current = await submit(ctx, current);
    if (current.promisedAt !== null && current.promisedAt <= ctx.now && current.promiseMissedAt === null)
      await missPromise(ctx, current);
  },
});

/** Hands an approved withdrawal to its rail, unless its wallet was frozen meanwhile: then a person looks. */
async function submit(ctx: Ctx, approved: LockedWithdrawal): Promise<LockedWithdrawal> {
  const { id, personId, rail: railId, asset, amount, destination } = approved;
  await lockRow(ctx, personId);
  const account = walletAccountId(personId, asset);
  const state = (await getBalances(queryable(ctx.tx), [account])).get(account);
  if (state?.frozen !== 'none')
    return move(ctx, approved, {
      to: 'review',
      reasons: ['wallet-frozen'],
      promisedAt: hoursAfter(ctx.now, ctx.config.reviewHours),
    });
  const rail = findRail(railId);
  assert(rail, 'a withdrawal is of a rail that is built in');
  const submitted = await move(ctx, approved, { to: 'submitted', promisedAt: arrivalOf(railId, ctx.now) });
  await rail.submit(ctx, { id, owner: personId, asset, amount, destination });
  return submitted;
}

/** Writes down that we did not keep our word; the desk meets the withdrawal first from now on. */
async function missPromise(ctx: Ctx, late: LockedWithdrawal): Promise<void> {
  const step = late.step + 1;
  await ctx.tx
    .updateTable('wallet.withdrawals')
    .set({ promise_missed_at: ctx.now, step })
    .where('shard', '=', shardOf(late.id))
    .where('id', '=', late.id)
    .execute();
  await writeStep(ctx, late.id, { number: step, state: late.state, reasons: ['promise-missed'] });
  await emit(ctx, withdrawalPromiseMissed, changeOf(late));
}
