import { isStaff } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import { readCase } from './case-store.ts';
import { complaintsProblem } from './problems.ts';
import { personOf } from './desk.ts';
import { numberField } from './schemas.ts';

/** How long somebody who looked at a case is shown as being there, in seconds. */
const presenceSecondsMax = 120;

/** Two handlers on one case see each other; and who looked at a case stays in the history of commands. */
export const watchCase = command({
  name: 'complaints.watch-case',
  summary: 'Says that a member of staff has a case open, and who else has.',
  rest: 'PUT /cases/{number}/presence',
  can: isStaff,
  input: input({ number: numberField }),
  run: async (ctx, { number }) => {
    const { row, party } = await readCase({ db: ctx.tx, actor: ctx.actor }, number);
    if (party !== 'staff') throw complaintsProblem('unknown-case');
    const { id, name } = personOf(ctx);
    ctx.about(`case:${row.id}`);
    await ctx.tx
      .insertInto('complaints.presence')
      .values({ shard: row.shard, case_id: row.id, person_id: id, name, seen_at: ctx.now })
      .onConflict((conflict) =>
        conflict.columns(['shard', 'case_id', 'person_id']).doUpdateSet({ name, seen_at: ctx.now }),
      )
      .execute();
    const others = await ctx.tx
      .selectFrom('complaints.presence')
      .select(['person_id as id', 'name', 'seen_at as seenAt'])
      .where('shard', '=', row.shard)
      .where('case_id', '=', row.id)
      .where('person_id', '<>', id)
      .where('seen_at', '>', new Date(ctx.now.getTime() - presenceSecondsMax * 1000))
      .orderBy('seen_at', 'desc')
      .execute();
    return { others };
  },
});
