import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { linkToken } from '../link-token.ts';
import { personIdOf } from '../payment.ts';
import { problem } from '../problems.ts';
import { transactionFacts } from '../transaction-facts.ts';
import { receiptProblem } from './problems.ts';

export const shareReceipt = command({
  name: 'wallet.share-receipt',
  summary: 'Makes the link by which anybody can verify a payment that one sent; again: the same link.',
  rest: 'POST /transactions/{id}/receipt',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ id: Type.String({ minLength: 1, maxLength: 60 }) }),
  run: async (ctx, { id: given }) => {
    const personId = personIdOf(ctx.actor);
    const facts = await transactionFacts({ ...ctx, db: ctx.tx }, given, ctx.actor);
    if (facts === undefined) throw problem('transaction-unknown');
    const { id, from, kind, status } = facts;
    if (kind !== 'payment' || status !== 'posted' || from.kind !== 'person' || from.personId !== personId)
      throw receiptProblem('receipt-not-yours');
    ctx.about(`transaction:${id}`);
    await ctx.tx
      .insertInto('wallet.shared_receipts')
      .values({ shard: shardOf(id), transfer_id: id, shared_at: ctx.now })
      .onConflict((conflict) => conflict.columns(['shard', 'transfer_id']).doNothing())
      .execute();
    return { link: `${ctx.config.publicUrl}/verify/${linkToken(ctx.config.masterKey, 'receipt', id)}` };
  },
});
