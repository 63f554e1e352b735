import { Type } from 'typebox';
import { hasRole } from './actor.ts';
import { input, query } from './command.ts';
import { outgoingColumns } from './outbox.ts';
import { readsOutgoing, viewOutgoing } from './outgoing.ts';
import { platformProblem } from './problems.ts';

export const getOutgoing = query({
  name: 'platform.get-outgoing',
  summary: 'One outgoing mail with its state; an administrator reads its text as long as it was not sent.',
  rest: 'GET /outgoing/{id}',
  can: readsOutgoing,
  input: input({ id: Type.String({ format: 'uuid' }) }),
  run: async ({ db, actor, config }, { id }) => {
    const row = await db
      .selectFrom('platform.outbox')
      .select(outgoingColumns)
      .where('id', '=', id)
      .where('kind', '=', 'mail')
      .executeTakeFirst();
    if (row === undefined) throw platformProblem('unknown-outgoing');
    const view = viewOutgoing(row, actor);
    return {
      ...view,
      // A live code or link in it opens somebody's account; what reached its addressee is nobody else's.
      text: hasRole(actor, 'admin') && view.status !== 'sent' ? row.text : null,
      canSend: config.smtpUrl !== undefined,
    };
  },
});
