import { personById } from '../../identity/identity.ts';
import { isStaff } from '../../platform/actor.ts';
import { assert } from '../../platform/assert.ts';
import { input, query } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { findRail } from '../../rails/rails.ts';
import { readWallet } from '../read-wallet.ts';
import { recentTransactions } from '../transaction-facts.ts';
import { withdrawalProblem } from './problems.ts';
import { approvalsNeeded, findWithdrawal, readSteps, recentWithdrawals, withdrawalField } from './withdrawal-view.ts';

/** What somebody who decides about a withdrawal must know. */
export const inspectWithdrawal = query({
  name: 'wallet.inspect-withdrawal',
  summary:
    'Reads a withdrawal with what deciding about it needs: customer, balances, history, the destination’s age, approvals.',
  rest: 'GET /withdrawals/{withdrawal}/inspection',
  can: isStaff,
  input: input({ withdrawal: withdrawalField }),
  run: async (ctx, { withdrawal: id }) => {
    const { db, config, actor } = ctx;
    const found = await findWithdrawal(ctx, id, actor);
    if (found === undefined) throw withdrawalProblem('withdrawal-unknown');
    const { personId } = found;
    const shard = shardOf(personId);
    const [person, wallet, recent, steps, payout, row, others] = await Promise.all([
      personById(db, personId),
      readWallet(ctx, personId),
      recentTransactions(ctx, personId, actor),
      readSteps(db, id, actor),
      findRail(found.rail)?.payoutStatus(db, id),
      db
        .selectFrom('wallet.withdrawals as w')
        .innerJoin('wallet.destinations as d', (join) =>
          join.onRef('d.shard', '=', 'w.shard').onRef('d.id', '=', 'w.destination_id'),
        )
        .select(['w.review', 'd.added_at', 'd.removed_at'])
        .where('w.shard', '=', shard)
        .where('w.id', '=', id)
        .executeTakeFirstOrThrow(),
      recentWithdrawals(ctx, personId),
    ]);
    assert(person, 'a withdrawal is of a person');
    const approvals = await db
      .selectFrom('wallet.withdrawal_approvals')
      .select(['person_id', 'at', 'note'])
      .where('shard', '=', shard)
      .where('withdrawal_id', '=', id)
      .where('review', '=', row.review)
      .orderBy('at')
      .execute();
    return {
      ...found,
      steps,
      payout: payout ?? null,
      person: { name: person.name, email: person.email, createdAt: person.createdAt },
      balances: wallet.balances,
      freeze: wallet.freeze,
      recent,
      destinationAddedAt: row.added_at,
      others: others.filter((other) => other.id !== id),
      approvalsNeeded: approvalsNeeded(config, found),
      approvals: await Promise.all(
        approvals.map(async ({ person_id: by, at, note }) => ({
          by,
          name: (await personById(db, by))?.name ?? by,
          at,
          note,
        })),
      ),
    };
  },
});
