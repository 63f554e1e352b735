import { Type } from 'typebox';
import { personById } from '../identity/identity.ts';
import { command, input } from '../platform/command.ts';
import type { Ctx } from '../platform/command.ts';
import { lockCase } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { personOf, worksCases } from './desk.ts';
import { complaintsProblem } from './problems.ts';
import { numberField, versionField } from './schemas.ts';
import { refuseStale } from './stale.ts';

export const assignCase = command({
  name: 'complaints.assign-case',
  summary: 'Gives a case to a handler (a person’s id, or "me"), or back to the queue (null).',
  rest: 'POST /cases/{number}/assignee',
  can: worksCases,
  input: input({
    number: numberField,
    version: Type.Optional(versionField),
    to: Type.Union([Type.Literal('me'), Type.String({ format: 'uuid' }), Type.Null()]),
  }),
  run: async (ctx, { number, version, to }) => {
    const found = await lockCase(ctx, number);
    if (version !== undefined) await refuseStale(ctx, found, version);
    const assignee = to === null ? null : await findHandler(ctx, to);
    const { record, events } = await changeCase(ctx, found, { act: 'assign-case', to: assignee?.id ?? null });
    if (events.length > 0) {
      await ctx.tx
        .updateTable('complaints.cases')
        .set({ assignee_name: assignee?.name ?? null })
        .where('shard', '=', found.row.shard)
        .where('id', '=', found.row.id)
        .execute();
    }
    return { number: found.row.number, version: record.version };
  },
});

async function findHandler(ctx: Ctx, to: string): Promise<{ readonly id: string; readonly name: string }> {
  if (to === 'me') return personOf(ctx);
  const person = await personById(ctx.tx, to);
  if (person === undefined || !worksCases({ kind: 'person', ...person })) throw complaintsProblem('not-a-handler');
  return person;
}
