import { sql } from 'kysely';
import { Type } from 'typebox';
import { personById } from '../../identity/identity.ts';
import { isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import type { Database } from '../../platform/db.ts';
import { selectWithdrawals, toView } from './withdrawal-view.ts';

/** Withdrawals that the desk sees at once. */
const shownMax = 200;

/** What waits for a person: what is under review, and what is late wherever it stands. */
const waits = sql<boolean>`w.promised_at is not null and (w.state = 'review' or w.promise_missed_at is not null)`;

export const listReviews = query({
  name: 'wallet.list-reviews',
  summary:
    'Lists the withdrawals that wait for a person, and those whose promised time is over, the most urgent first.',
  rest: 'GET /withdrawals/reviews',
  can: isStaff,
  input: input({ limit: Type.Optional(Type.Integer({ minimum: 0, maximum: shownMax })) }),
  run: async ({ db, config }, { limit = shownMax }) => {
    const [rows, waiting] = await Promise.all([
      limit === 0
        ? []
        : selectWithdrawals(db)
            .where(waits)
            .orderBy(sql`w.promise_missed_at is null`)
            .orderBy('w.promised_at')
            .limit(limit)
            .execute(),
      countWaiting(db),
    ]);
    const withdrawals = await Promise.all(
      rows.map(async (row) => ({
        ...toView(config, row),
        person: (await personById(db, row.person_id))?.name ?? '',
      })),
    );
    return { withdrawals, waiting };
  },
});

async function countWaiting(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('wallet.withdrawals as w')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where(waits)
    .executeTakeFirstOrThrow();
  return Number(count);
}
