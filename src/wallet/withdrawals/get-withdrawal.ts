import { hasRole, isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { findRail } from '../../rails/rails.ts';
import type { WithdrawalDetail } from './contract.ts';
import { withdrawalProblem } from './problems.ts';
import { findWithdrawal, readSteps, withdrawalField } from './withdrawal-view.ts';

export const getWithdrawal = query({
  name: 'wallet.get-withdrawal',
  summary:
    'Reads one withdrawal: where it stands, since when, why, until when, and every step so far; for its customer and staff.',
  rest: 'GET /withdrawals/{withdrawal}',
  can: (actor) => hasRole(actor, 'customer') || isStaff(actor),
  input: input({ withdrawal: withdrawalField }),
  run: async (ctx, { withdrawal: id }): Promise<WithdrawalDetail> => {
    const found = await findWithdrawal(ctx, id, ctx.actor);
    if (found === undefined) throw withdrawalProblem('withdrawal-unknown');
    const [steps, payout] = await Promise.all([
      readSteps(ctx.db, id, ctx.actor),
      findRail(found.rail)?.payoutStatus(ctx.db, id),
    ]);
    const gone = found.state === 'submitted' && payout !== undefined && payout.state !== 'queued';
    return { ...found, mayCancel: found.mayCancel && !gone, steps, payout: payout ?? null };
  },
});
