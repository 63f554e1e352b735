import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { emit } from '../../platform/event.ts';
import { newId, shardOf } from '../../platform/id.ts';
import { formatAmount } from '../../platform/money.ts';
import { lockRow } from '../change-freeze.ts';
import { withdrawalChanged } from '../events.ts';
import { feeProblem } from '../fees/problems.ts';
import { readFee } from '../fees/read-fee.ts';
import { useLimits } from '../limits/limits.ts';
import { personIdOf } from '../payment.ts';
import { confirmedFee } from '../send-payment.ts';
import { referenceOf } from '../transaction.ts';
import { enqueueAdvance } from './advance-withdrawal.ts';
import { holdMoney, transfersOf } from './money.ts';
import { writeStep } from './withdrawal-row.ts';
import type { Move } from './withdrawal-row.ts';
import { explain, judge, readWithdrawal, withdrawalFields } from './withdrawal-request.ts';
import type { WithdrawalRequest } from './withdrawal-request.ts';

export const requestWithdrawal = command({
  name: 'wallet.request-withdrawal',
  summary: 'Asks for money to be paid out to a destination of one’s address book, and sets amount and fee aside.',
  rest: 'POST /withdrawals',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ ...withdrawalFields, fee: confirmedFee }),
  run: async (ctx, given) => {
    // One request of a person after the other, so that each is judged by those before it.
    await lockRow(ctx, personIdOf(ctx.actor));
    const reader = { ...ctx, db: ctx.tx };
    const request = await readWithdrawal(reader, given);
    const { personId, asset, amount, quote, destination } = request;
    const confirmed = readFee(given.fee, asset, '/fee');
    if (quote.fee > confirmed)
      throw feeProblem('fee-not-confirmed', {
        fee: formatAmount(quote.fee, asset),
        confirmed: formatAmount(confirmed, asset),
      });
    const id = newId(shardOf(personId));
    ctx.about(`withdrawal:${id}`);
    const money = { id, personId, rail: destination.rail, asset: asset.code, amount, quote };
    const refusal = await holdMoney(ctx, money);
    if (refusal !== undefined) throw await explain(reader, request, refusal);
    const { hold: transferId } = transfersOf(id);
    await useLimits(ctx, { personId, operation: 'withdrawal', asset: asset.code, amount, transferId });
    const first = await judge(reader, request);
    await write(ctx, id, request, first);
    if (first.to === 'approved') await enqueueAdvance(ctx, id);
    const { to: state, reasons = [], promisedAt } = first;
    return { id, number: referenceOf(transferId), state, reasons, promisedAt, amount, fee: quote.fee };
  },
});

/** The withdrawal's row and the first line of its record, in the state in which it begins. */
async function write(
  ctx: Ctx,
  id: string,
  { personId, asset, amount, quote, destination }: WithdrawalRequest,
  { to, reasons = [], promisedAt, waitsUntil }: Move & { readonly promisedAt: Date },
): Promise<void> {
  const { hold, feeHold } = transfersOf(id);
  await ctx.tx
    .insertInto('wallet.withdrawals')
    .values({
      shard: shardOf(personId),
      id,
      person_id: personId,
      asset: asset.code,
      amount,
      fee: quote.fee,
      fee_version: quote.version,
      rail: destination.rail,
      destination_id: destination.id,
      destination: JSON.stringify(destination.details),
      hold_id: hold,
      fee_hold_id: quote.fee === 0n ? null : feeHold,
      state: to,
      reasons: [...reasons],
      since: ctx.now,
      step: 1,
      review: to === 'review' ? 1 : 0,
      requested_at: ctx.now,
      waits_until: waitsUntil ?? null,
      promised_at: promisedAt,
    })
    .execute();
  await writeStep(ctx, id, { number: 1, state: to, reasons });
  await emit(ctx, withdrawalChanged, {
    withdrawalId: id,
    personId,
    asset: asset.code,
    amount,
    state: to,
    promisedAt,
  });
}
