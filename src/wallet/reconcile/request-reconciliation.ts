import { isStaff } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { reconcileJob } from './reconcile.ts';

export const requestReconciliation = command({
  name: 'wallet.request-reconciliation',
  summary: 'Asks for a comparison of ledger, bank and chain now; it is made within seconds.',
  rest: 'POST /reconciliations',
  can: isStaff,
  input: input({}),
  run: async (ctx) => {
    await ctx.enqueue({ name: reconcileJob, payload: {}, key: `${reconcileJob} asked` });
    return {};
  },
});
