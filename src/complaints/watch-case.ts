import { sql } from 'kysely';
import { isStaff } from '../platform/actor.ts';
import { command, input } from '../platform/command.ts';
import { readCaseId } from './case-store.ts';
import { prepared } from '../platform/db.ts';
import { shardOf } from '../platform/id.ts';
import { complaintsProblem } from './problems.ts';
import { personOf } from './desk.ts';
import { numberField } from './schemas.ts';

/** How long somebody who looked at a case is shown as being there, in seconds. */
const presenceSecondsMax = 120;

interface Watching {
  readonly others: readonly { readonly id: string; readonly name: string }[];
}

/** Two handlers on one case see each other; and who looked at a case stays in the history of commands. */
export const watchCase = command({
  name: 'complaints.watch-case',
  summary: 'Says that a member of staff has a case open, and who else has.',
  rest: 'PUT /cases/{number}/presence',
  can: isStaff,
  input: input({ number: numberField }),
  run: async (ctx, { number }): Promise<Watching> => {
    const id = await readCaseId(ctx.tx, number);
    if (id === undefined) throw complaintsProblem('unknown-case');
    const me = personOf(ctx);
    ctx.about(`case:${id}`);
    const since = new Date(ctx.now.getTime() - presenceSecondsMax * 1000);
    const { rows } = await sql<Watching>`${prepared('complaints.watch-case')}
      with here as (
        insert into complaints.presence (shard, case_id, person_id, name, seen_at)
        select shard, id, ${me.id}, ${me.name}, ${ctx.now} from complaints.cases
        where shard = ${shardOf(id)} and id = ${id} and person_id is distinct from ${me.id}::uuid
        on conflict (shard, case_id, person_id) do update set name = excluded.name, seen_at = excluded.seen_at
        returning shard, case_id)
      select coalesce((select json_agg(json_build_object('id', p.person_id, 'name', p.name) order by p.seen_at desc)
        from complaints.presence p where p.shard = here.shard and p.case_id = here.case_id
          and p.person_id <> ${me.id} and p.seen_at > ${since}), '[]') as others
      from here`.execute(ctx.tx);
    const [watching] = rows;
    // Nothing was written: there is no such case, or it is his own.
    if (watching === undefined) throw complaintsProblem('unknown-case');
    return watching;
  },
});
