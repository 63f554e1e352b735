import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { bookPayment, lockPayouts } from '../../rails/rails.ts';
import { providerAccountId, providerShard } from '../account.ts';
import { bankProblem } from './problems.ts';
import { settleEarlyReturns } from './retell-lines.ts';
import { becauseField, lineField, lockOpenLine, settle } from './settle-line.ts';

export const assignPayout = command({
  name: 'wallet.assign-payout',
  summary:
    'Says that a bank line of the work list is a payout of ours, or its return, with the reason: the withdrawal moves on.',
  rest: 'POST /unmatched-lines/{line}/payout',
  can: (actor) => hasRole(actor, 'supervisor', 'compliance', 'admin'),
  input: input({
    line: lineField,
    payout: Type.String({ pattern: '^[A-Z0-9]{1,35}$', description: 'The payout’s end-to-end id' }),
    because: becauseField,
  }),
  run: async (ctx, { line: lineId, payout: reference, because }) => {
    const open = await lockOpenLine(ctx, lineId);
    ctx.about(`bank-line:${lineId}`);
    const payout = (await lockPayouts(ctx.tx, [reference])).get(reference);
    if (payout === undefined || payout.asset !== open.asset) throw bankProblem('payout-unknown');
    const direction = open.direction === 'in' ? 'in' : 'out';
    const outcome = await bookPayment(ctx, payout, { direction, amount: open.amount, returned: null });
    if (outcome !== 'paid' && outcome !== 'paid-back')
      throw bankProblem('payout-does-not-fit', { state: payout.state });
    const bank = providerAccountId('bank', open.asset, providerShard);
    const suspense = providerAccountId('suspense', open.asset, providerShard);
    // What waited in suspense goes back: the payout's own transfer follows the bank now.
    const move =
      direction === 'in'
        ? { debit: suspense, credit: bank, purpose: 'correction' }
        : { debit: bank, credit: suspense, purpose: 'correction' };
    await settle(ctx, open, { state: outcome, because, move, payoutId: payout.id });
    if (outcome === 'paid') await settleEarlyReturns(ctx, [payout.id]);
    return {};
  },
});
