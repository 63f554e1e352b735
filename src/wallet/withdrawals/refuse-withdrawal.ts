import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { personIdOf } from '../payment.ts';
import { problem } from '../problems.ts';
import { withdrawalProblem } from './problems.ts';
import { refusalReasons } from './reasons.ts';
import { lockWithdrawal, move } from './withdrawal-row.ts';
import { withdrawalField } from './withdrawal-view.ts';

export const refuseWithdrawal = command({
  name: 'wallet.refuse-withdrawal',
  summary: 'Refuses a withdrawal under review, with a reason that its customer reads; its money is free again.',
  rest: 'POST /withdrawals/{withdrawal}/refuse',
  can: (actor) => hasRole(actor, 'compliance', 'supervisor'),
  input: input({
    withdrawal: withdrawalField,
    reason: Type.Enum(refusalReasons),
    note: Type.Optional(Type.String({ maxLength: 2000, description: 'For staff alone' })),
  }),
  run: async (ctx, { withdrawal: id, reason, note }) => {
    ctx.about(`withdrawal:${id}`);
    const current = await lockWithdrawal(ctx.tx, id);
    if (current.personId === personIdOf(ctx.actor)) throw problem('own-wallet');
    if (current.state !== 'review') throw withdrawalProblem('withdrawal-not-under-review');
    await move(ctx, current, { to: 'refused', reasons: [reason], note });
  },
});
