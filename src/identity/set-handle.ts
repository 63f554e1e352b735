import { sql } from 'kysely';
import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { shardOf } from '../platform/id.ts';
import { parseHandle } from './handle.ts';
import { fieldProblem, identityProblem } from './problems.ts';
import { requirePerson } from './require-person.ts';

/** Handles that one person may claim in a life. */
const handlesMax = 3;

export const setHandle = command({
  name: 'identity.set-handle',
  summary: 'Claims a handle by which others can pay a person; it stays claimed for good.',
  can: (actor) => actor.kind === 'person',
  input: input({ handle: Type.String({ maxLength: 100 }) }),
  rest: 'PUT /me/handle',
  run: async (ctx, { handle: typed }) => {
    const { id } = requirePerson(ctx.actor);
    const parsed = parseHandle(typed, ctx.config.brand);
    if ('fault' in parsed)
      throw fieldProblem(parsed.fault === 'invalid' ? 'handle-invalid' : 'handle-taken', '/handle');
    const { handle } = parsed;
    const shard = shardOf(id);
    await ctx.tx
      .selectFrom('identity.people')
      .select('id')
      .where('shard', '=', shard)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    await ctx.tx
      .insertInto('identity.handle_claims')
      .values({ handle, shard, person_id: id, claimed_at: ctx.now })
      .onConflict((conflict) => conflict.column('handle').doNothing())
      .execute();
    const claim = await ctx.tx
      .selectFrom('identity.handle_claims')
      .select('person_id')
      .where('handle', '=', handle)
      .executeTakeFirstOrThrow();
    if (claim.person_id !== id) throw fieldProblem('handle-taken', '/handle');
    const { count } = await ctx.tx
      .selectFrom('identity.handle_claims')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('person_id', '=', id)
      .executeTakeFirstOrThrow();
    if (count > handlesMax) throw identityProblem('handles-used-up', { max: String(handlesMax) });
    await ctx.tx
      .updateTable('identity.people')
      .set({ handle })
      .where('shard', '=', shard)
      .where('id', '=', id)
      .execute();
    ctx.about(`person:${id}`);
  },
});
