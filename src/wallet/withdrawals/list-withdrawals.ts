import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { personIdOf } from '../payment.ts';
import { selectWithdrawals, toView } from './withdrawal-view.ts';

const pageSize = 25;

export const listWithdrawals = query({
  name: 'wallet.list-withdrawals',
  summary: 'Lists one’s own withdrawals, newest first, or those alone that are still on their way.',
  rest: 'GET /withdrawals',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({
    open: Type.Optional(Type.Boolean({ description: 'Only those still on their way' })),
    after: Type.Optional(Type.String({ format: 'uuid', description: 'The last one of the page before' })),
  }),
  run: async ({ db, actor, config }, { open = false, after }) => {
    const personId = personIdOf(actor);
    let wanted = selectWithdrawals(db).where('w.shard', '=', shardOf(personId)).where('w.person_id', '=', personId);
    if (open) wanted = wanted.where('w.promised_at', 'is not', null);
    if (after !== undefined) wanted = wanted.where('w.id', '<', after);
    const rows = await wanted
      .orderBy('w.id', 'desc')
      .limit(pageSize + 1)
      .execute();
    const shown = rows.slice(0, pageSize).map((row) => toView(config, row));
    return { withdrawals: shown, next: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null };
  },
});
