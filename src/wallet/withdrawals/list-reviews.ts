import { sql } from 'kysely';
import { personById } from '../../identity/identity.ts';
import { isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { selectWithdrawals, toView } from './withdrawal-view.ts';

/** Withdrawals that the desk sees at once. */
const shownMax = 200;

export const listReviews = query({
  name: 'wallet.list-reviews',
  summary:
    'Lists the withdrawals that wait for a person, and those whose promised time is over, the most urgent first.',
  rest: 'GET /withdrawals/reviews',
  can: isStaff,
  input: input({}),
  run: async ({ db, config }) => {
    const rows = await selectWithdrawals(db)
      .where('w.promised_at', 'is not', null)
      .where((eb) => eb.or([eb('w.state', '=', 'review'), eb('w.promise_missed_at', 'is not', null)]))
      .orderBy(sql`w.promise_missed_at is null`)
      .orderBy('w.promised_at')
      .limit(shownMax)
      .execute();
    return {
      withdrawals: await Promise.all(
        rows.map(async (row) => ({
          ...toView(config, row),
          person: (await personById(db, row.person_id))?.name ?? '',
        })),
      ),
    };
  },
});
