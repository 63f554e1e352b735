import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { assert } from '../../platform/assert.ts';
import { shardOf } from '../../platform/id.ts';
import { personIdOf } from '../payment.ts';
import { problem } from '../problems.ts';
import { enqueueAdvance } from './advance-withdrawal.ts';
import { withdrawalProblem } from './problems.ts';
import { onItsWay } from './withdrawal-request.ts';
import { lockWithdrawal, move } from './withdrawal-row.ts';
import type { LockedWithdrawal } from './withdrawal-row.ts';
import { approvalsNeeded, withdrawalField } from './withdrawal-view.ts';

export const approveWithdrawal = command({
  name: 'wallet.approve-withdrawal',
  summary: 'Lets a withdrawal under review go on; a large one only when a second person has approved it too.',
  rest: 'POST /withdrawals/{withdrawal}/approve',
  can: (actor) => hasRole(actor, 'compliance', 'supervisor'),
  input: input({
    withdrawal: withdrawalField,
    note: Type.Optional(Type.String({ maxLength: 2000, description: 'For staff alone' })),
  }),
  run: async (ctx, { withdrawal: id, note }) => {
    ctx.about(`withdrawal:${id}`);
    const current = await lockWithdrawal(ctx.tx, id);
    if (current.personId === personIdOf(ctx.actor)) throw problem('own-wallet');
    if (current.state !== 'review') throw withdrawalProblem('withdrawal-not-under-review');
    const approvals = await approve(ctx, current, note);
    if (approvals < approvalsNeeded(ctx.config, current)) return { state: current.state };
    const { usableAt } = await destinationOf(ctx, current);
    const { state } = await move(ctx, current, { ...onItsWay(ctx.now, { rail: current.rail, usableAt }), note });
    if (state === 'approved') await enqueueAdvance(ctx, id);
    return { state };
  },
});

/** Writes down who approves, once a person, and gives how many have. */
async function approve(ctx: Ctx, { id, review }: LockedWithdrawal, note: string | undefined): Promise<number> {
  const shard = shardOf(id);
  const written = await ctx.tx
    .insertInto('wallet.withdrawal_approvals')
    .values({ shard, withdrawal_id: id, review, person_id: personIdOf(ctx.actor), at: ctx.now, note: note ?? null })
    .onConflict((conflict) => conflict.columns(['shard', 'withdrawal_id', 'review', 'person_id']).doNothing())
    .returning('person_id')
    .executeTakeFirst();
  if (written === undefined) throw withdrawalProblem('approved-by-you');
  const { count } = await ctx.tx
    .selectFrom('wallet.withdrawal_approvals')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('shard', '=', shard)
    .where('withdrawal_id', '=', id)
    .where('review', '=', review)
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function destinationOf(ctx: Ctx, { id, destinationId }: LockedWithdrawal): Promise<{ usableAt: Date }> {
  const row = await ctx.tx
    .selectFrom('wallet.destinations')
    .select('usable_at')
    .where('shard', '=', shardOf(id))
    .where('id', '=', destinationId)
    .executeTakeFirst();
  assert(row, 'a withdrawal’s destination is kept');
  return { usableAt: row.usable_at };
}
