import { assert } from '../../platform/assert.ts';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { findRail } from '../../rails/rails.ts';
import { personIdOf } from '../payment.ts';
import { withdrawalProblem } from './problems.ts';
import { mayCancel } from './states.ts';
import { lockWithdrawal, move } from './withdrawal-row.ts';
import { withdrawalField } from './withdrawal-view.ts';

export const cancelWithdrawal = command({
  name: 'wallet.cancel-withdrawal',
  summary: 'Takes one’s own withdrawal back, as long as its money has not left; what was set aside is free again.',
  rest: 'POST /withdrawals/{withdrawal}/cancel',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ withdrawal: withdrawalField }),
  run: async (ctx, { withdrawal: id }) => {
    ctx.about(`withdrawal:${id}`);
    const current = await lockWithdrawal(ctx.tx, id);
    if (current.personId !== personIdOf(ctx.actor)) throw withdrawalProblem('withdrawal-unknown');
    if (current.state === 'cancelled') return;
    if (!mayCancel(current.state)) throw withdrawalProblem('withdrawal-over');
    if (current.state === 'submitted') {
      const rail = findRail(current.rail);
      assert(rail, 'a withdrawal is of a rail that is built in');
      if (!(await rail.cancel(ctx, id))) throw withdrawalProblem('withdrawal-on-its-way');
    }
    await move(ctx, current, { to: 'cancelled', reasons: ['by-you'] });
  },
});
