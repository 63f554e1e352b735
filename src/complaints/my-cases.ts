import { sql } from 'kysely';
import { Type } from 'typebox';
import { input, query } from '../platform/command.ts';
import { personOf } from './desk.ts';
import type { MyCase } from './contract.ts';

const pageMax = 50;

/** The cases of whoever is signed in, newest first. They lie in his shard, save those of a guest who registered later. */
export const myCases = query({
  name: 'complaints.my-cases',
  summary: 'Lists one’s own cases, newest first, 50 at a time.',
  rest: 'GET /my-cases',
  can: (actor) => actor.kind === 'person',
  input: input({ after: Type.Optional(Type.String({ format: 'uuid', description: '`next` of the page before' })) }),
  run: async (ctx, { after }): Promise<{ readonly cases: readonly MyCase[]; readonly next: string | null }> => {
    const { rows } = await sql<MyCase & { id: string }>`
      select id, number, state, issue, summary, opened_at as "openedAt", next_due_at as "nextDueAt" from complaints.cases
      where person_id = ${personOf(ctx).id} and verified and id < ${after ?? 'ffffffff-ffff-ffff-ffff-ffffffffffff'}::uuid
      order by id desc limit ${pageMax}`.execute(ctx.db);
    return {
      cases: rows.map(({ id: _id, ...mine }) => mine),
      next: rows.length === pageMax ? (rows.at(-1)?.id ?? null) : null,
    };
  },
});
