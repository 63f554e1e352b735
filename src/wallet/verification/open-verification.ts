import { verificationLevelOf } from '../../identity/identity.ts';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { newId, shardOf } from '../../platform/id.ts';
import { lockRow } from '../change-freeze.ts';
import { personIdOf } from '../payment.ts';
import { askedLevels } from './contract.ts';
import { verificationProblem } from './problems.ts';
import { findLatest } from './store.ts';

const attemptsMax = 5;
const attemptDays = 30;

export const openVerification = command({
  name: 'wallet.open-verification',
  summary:
    'Opens the verification for one’s next level, to which documents are added before it is sent; the open one where there is one.',
  rest: 'POST /verification',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async (ctx) => {
    const personId = personIdOf(ctx.actor);
    const shard = shardOf(personId);
    await lockRow(ctx, personId);
    const latest = await findLatest(ctx.tx, personId);
    if (latest?.state === 'draft') return { id: latest.id };
    if (latest?.state === 'submitted' || latest?.state === 'recommended')
      throw verificationProblem('verification-under-way');
    const level = await verificationLevelOf(ctx.tx, personId);
    const next = askedLevels.find((higher) => higher > level);
    if (next === undefined) throw verificationProblem('verification-nothing-higher');
    const { count } = await ctx.tx
      .selectFrom('wallet.verifications')
      .select((select) => select.fn.countAll<bigint>().as('count'))
      .where('shard', '=', shard)
      .where('person_id', '=', personId)
      .where('opened_at', '>', new Date(ctx.now.getTime() - attemptDays * 86_400_000))
      .executeTakeFirstOrThrow();
    if (Number(count) >= attemptsMax) throw verificationProblem('verification-too-often', { max: String(attemptsMax) });
    const id = newId(shard);
    await ctx.tx
      .insertInto('wallet.verifications')
      .values({ shard, id, person_id: personId, level: next, state: 'draft', opened_at: ctx.now })
      .execute();
    ctx.about(`person:${personId}`);
    return { id };
  },
});
