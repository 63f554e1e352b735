import { Type } from 'typebox';
import { isStaff } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { providerAccountId, providerShard, walletAccountId } from '../account.ts';
import { findRecipient, personIdOf } from '../payment.ts';
import { problem } from '../problems.ts';
import { becauseField, lineField, lockOpenLine, settle } from './settle-line.ts';

export const assignUnmatched = command({
  name: 'wallet.assign-unmatched',
  summary: 'Credits a bank line of the work list to a customer, with the reason.',
  rest: 'POST /unmatched-lines/{line}/assign',
  can: isStaff,
  input: input({
    line: lineField,
    to: Type.String({ minLength: 1, maxLength: 254, description: 'The customer’s e-mail address or handle' }),
    because: becauseField,
  }),
  run: async (ctx, { line: lineId, to, because: why }) => {
    const open = await lockOpenLine(ctx, lineId);
    if (open.direction !== 'in') throw problem('line-direction');
    const { id: personId } = await findRecipient({ ...ctx, db: ctx.tx }, to);
    if (personIdOf(ctx.actor) === personId) throw problem('own-wallet');
    ctx.about(`person:${personId}`);
    const suspense = providerAccountId('suspense', open.asset, providerShard);
    const move = { debit: suspense, credit: walletAccountId(personId, open.asset), purpose: 'deposit' };
    return { transactionId: await settle(ctx, open, { state: 'assigned', because: why, move, personId }) };
  },
});
