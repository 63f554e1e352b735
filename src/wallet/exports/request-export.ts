import { requireStepUp } from '../../identity/identity.ts';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { personIdOf } from '../payment.ts';
import { orderDocument } from '../statements/order-document.ts';

export const requestExport = command({
  name: 'wallet.request-export',
  summary:
    'Asks for everything that is held of one here, as a ZIP, after proving anew who one is. It is made in the background; one is told by mail when it is there.',
  rest: 'POST /exports',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async (ctx) => {
    requireStepUp(ctx);
    return orderDocument(ctx, {
      personId: personIdOf(ctx.actor),
      kind: 'export',
      format: 'zip',
      locale: ctx.locale,
    });
  },
});
