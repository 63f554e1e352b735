import { Type } from 'typebox';
import { getBalances, postWithin } from '../../ledger/ledger.ts';
import type { Refusal } from '../../ledger/ledger.ts';
import { assert } from '../../platform/assert.ts';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import { formatAmount } from '../../platform/money.ts';
import type { AssetFormat } from '../../platform/money.ts';
import type { Problem } from '../../platform/problem.ts';
import { transactionId, walletAccountId } from '../account.ts';
import { personIdOf, readAmount, readAsset } from '../payment.ts';
import { explainRefusal } from '../refusal.ts';
import { referenceOf } from '../transaction.ts';
import { recallProblem } from './problems.ts';
import { givenBack, lockRecall, settleRecall } from './recalls.ts';
import type { Recall } from './recalls.ts';

export const returnPayment = command({
  name: 'wallet.return-payment',
  summary: 'Returns a payment, all of it or a part, to a sender who asks for it as sent by mistake.',
  rest: 'POST /transactions/{id}/return',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({
    id: Type.String({ format: 'uuid' }),
    amount: Type.Optional(Type.String({ maxLength: 80, description: 'Decimal; all that is left where absent' })),
  }),
  run: async (ctx, { id, amount: typed }) => {
    ctx.about(`transaction:${id}`);
    const recall = await recallFor(ctx, id);
    const asset = readAsset(ctx, recall.asset);
    const left = recall.amount - (await givenBack(ctx.tx, id));
    // Asked again, it is the first answer.
    if (recall.returnTransferId !== null) return answer(recall.returnTransferId, asset, recall.returned);
    if (recall.state !== 'asked') throw recallProblem('recall-settled');
    if (left <= 0n) throw recallProblem('recall-nothing-left');
    const amount = typed === undefined ? left : readAmount(typed, asset);
    if (amount > left) throw tooLarge(left, asset);
    const returnId = await post(ctx, recall, amount, asset);
    // The sender's account is locked since: a refund at the same moment has been counted, or will count this.
    if ((await givenBack(ctx.tx, id)) + amount > recall.amount)
      throw tooLarge(recall.amount - (await givenBack(ctx.tx, id)), asset);
    const act = amount === left ? 'return-all' : 'return-part';
    await settleRecall(ctx, recall, act, { returned: amount, returnTransferId: returnId });
    return answer(returnId, asset, amount);
  },
});

/** The recall that waits for this person's answer, locked; throws `wallet.recall-unknown` for anybody else. */
export async function recallFor(ctx: Ctx, id: string): Promise<Recall> {
  const recall = await lockRecall(ctx, id);
  if (recall?.recipientId !== personIdOf(ctx.actor) || recall.state === 'voided') throw recallProblem('recall-unknown');
  return recall;
}

function answer(id: string, { code, decimals }: AssetFormat, amount: bigint) {
  return { id, reference: referenceOf(id), asset: code, decimals, amount };
}

function tooLarge(left: bigint, asset: AssetFormat): Problem {
  const values = { left: formatAmount(left > 0n ? left : 0n, asset) };
  return recallProblem('return-too-large', values, [
    { pointer: '/amount', detail: recallProblem('return-too-large').text.detail },
  ]);
}

/** Moves the money back; the transfer's id follows from the payment's. */
async function post(ctx: Ctx, recall: Recall, amount: bigint, asset: AssetFormat): Promise<string> {
  const { transferId, senderId, recipientId } = recall;
  const debit = walletAccountId(recipientId, asset.code);
  const [result] = await postWithin(
    queryable(ctx.tx),
    [
      {
        kind: 'post',
        id: transactionId(`return ${transferId}`, shardOf(recipientId)),
        purpose: 'return',
        reference: transferId,
        debit,
        credit: walletAccountId(senderId, asset.code),
        asset: asset.code,
        amount,
      },
    ],
    { now: ctx.now, shards: ctx.config.shards },
  );
  assert(result, 'a transfer is answered');
  if ('refused' in result) throw await explain(ctx, recipientId, result.refused, amount, asset);
  return result.id;
}

async function explain(
  ctx: Ctx,
  personId: string,
  refusal: Refusal,
  amount: bigint,
  asset: AssetFormat,
): Promise<Problem> {
  if (refusal.startsWith('credit-account-')) return recallProblem('return-not-receivable');
  if (refusal !== 'insufficient-funds')
    return explainRefusal({ ...ctx, db: ctx.tx }, { senderId: personId, asset, amount }, refusal);
  const account = walletAccountId(personId, asset.code);
  const available = (await getBalances(queryable(ctx.tx), [account])).get(account)?.available ?? 0n;
  return recallProblem('return-over-balance', {
    available: formatAmount(available, asset),
    needed: formatAmount(amount, asset),
  });
}
