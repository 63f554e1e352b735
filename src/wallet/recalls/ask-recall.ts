import { Type } from 'typebox';
import { getTransfer, postWithin } from '../../ledger/ledger.ts';
import type { Result } from '../../ledger/ledger.ts';
import { assert } from '../../platform/assert.ts';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import { transactionId } from '../account.ts';
import type { TransactionFacts } from '../contract.ts';
import { feeTransferId } from '../fees/fee-transfers.ts';
import { personIdOf } from '../payment.ts';
import { problem } from '../problems.ts';
import { transactionFacts } from '../transaction-facts.ts';
import { mailRecall } from './mails.ts';
import { recallProblem } from './problems.ts';
import { recallObstacle } from './recall-state.ts';
import type { RecallState } from './recall-state.ts';
import { givenBack } from './recalls.ts';

const dayMs = 86_400_000;

export const askRecall = command({
  name: 'wallet.ask-recall',
  summary: 'Asks for a payment sent by mistake, once; one that has not arrived yet comes back at once.',
  rest: 'POST /transactions/{id}/recall',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({
    id: Type.String({ minLength: 1, maxLength: 60 }),
    reason: Type.String({ minLength: 1, maxLength: 500, description: 'What went wrong; the recipient reads it' }),
  }),
  run: async (ctx, { id: given, reason }): Promise<{ readonly state: RecallState }> => {
    const facts = await transactionFacts({ ...ctx, db: ctx.tx }, given, ctx.actor);
    if (facts === undefined) throw problem('transaction-unknown');
    const { id, from, to, asset, amount, at } = facts;
    const senderId = personIdOf(ctx.actor);
    ctx.about(`transaction:${id}`);
    if (from.kind !== 'person' || from.personId !== senderId || to.kind !== 'person')
      throw recallProblem('recall-not-a-payment');
    const days = ctx.config.recallDays;
    const back = await givenBack(ctx.tx, id);
    const obstacle = recallObstacle({ ...facts, givenBack: back, recalled: facts.recall !== null }, days, ctx.now);
    if (obstacle) throw recallProblem(`recall-${obstacle}`, { days: String(days) });
    const state = facts.status === 'held' && (await voidHeld(ctx, facts)) ? 'voided' : 'asked';
    const recall = {
      transferId: id,
      senderId,
      recipientId: to.personId,
      asset,
      amount,
      expiresAt: new Date(ctx.now.getTime() + ctx.config.recallAnswerDays * dayMs),
    };
    await insert(ctx, { ...recall, reason: reason.replace(/[\s\p{Cc}]+/gu, ' ').trim(), state });
    if (state === 'asked') await mailRecall(ctx, 'asked', { ...recall, paidAt: at });
    return { state };
  },
});

interface NewRecall {
  readonly transferId: string;
  readonly senderId: string;
  readonly recipientId: string;
  readonly asset: string;
  readonly amount: bigint;
  readonly expiresAt: Date;
  readonly reason: string;
  readonly state: 'asked' | 'voided';
}

/** Two who ask at once meet at the key: the second is told that it was asked before. */
async function insert(
  ctx: Ctx,
  { transferId, senderId, recipientId, asset, amount, expiresAt, reason, state }: NewRecall,
): Promise<void> {
  const added = await ctx.tx
    .insertInto('wallet.recalls')
    .values({
      shard: shardOf(transferId),
      transfer_id: transferId,
      sender_id: senderId,
      recipient_id: recipientId,
      asset,
      amount,
      reason,
      state,
      asked_at: ctx.now,
      expires_at: expiresAt,
      answered_at: state === 'voided' ? ctx.now : null,
    })
    .onConflict((conflict) => conflict.columns(['shard', 'transfer_id']).doNothing())
    .returning('transfer_id')
    .executeTakeFirst();
  if (added === undefined) throw recallProblem('recall-asked-before');
  if (state === 'voided') return;
  await ctx.tx
    .insertInto('wallet.recalls_to_answer')
    .values({ shard: shardOf(recipientId), person_id: recipientId, transfer_id: transferId })
    .execute();
}

/** Releases a payment that is still set aside, with its fee; false where it was posted in the meantime. */
async function voidHeld(ctx: Ctx, { id }: TransactionFacts): Promise<boolean> {
  const { shards } = ctx.config;
  const q = queryable(ctx.tx);
  const voided = transactionId(`recall ${id}`, shardOf(id));
  const fee = await getTransfer(q, feeTransferId(id), shards);
  const release = { kind: 'void-hold', purpose: 'recall', reference: id, group: voided } as const;
  const results = await postWithin(
    q,
    [
      { ...release, id: voided, holdId: id },
      ...(fee?.transfer.kind === 'hold'
        ? [{ ...release, id: transactionId(`recall fee ${id}`, shardOf(id)), holdId: feeTransferId(id) }]
        : []),
    ],
    { now: ctx.now, shards },
  );
  const refused = results.find((result: Result) => 'refused' in result && result.refused !== 'group-refused');
  if (refused === undefined) return true;
  assert('refused' in refused, 'what was found was refused');
  if (refused.refused === 'hold-already-posted') return false;
  throw recallProblem('recall-not-a-payment');
}
