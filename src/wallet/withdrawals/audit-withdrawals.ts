import { sql } from 'kysely';
import type { Database } from '../../platform/db.ts';
import type { Violation } from '../../platform/violation.ts';
import { stateRules, withdrawalStates } from './states.ts';

/** Every hold and what became of it; each withdrawal beside what its state says about its money. */
const expected = sql`
  with rules as (select * from jsonb_to_recordset(${JSON.stringify(
    withdrawalStates.map((state) => ({ state, hold: stateRules[state].hold })),
  )}::jsonb) as r (state text, hold text)),
  wanted as (
    select w.shard, w.id, w.hold_id, w.asset, w.amount, w.person_id, r.hold, 'withdrawal' as purpose from wallet.withdrawals w join rules r using (state)
    union all
    select w.shard, w.id, w.fee_hold_id, w.asset, w.fee, w.person_id, r.hold, 'fee' from wallet.withdrawals w join rules r using (state) where w.fee_hold_id is not null),
  resolved as (select shard, hold_id, max(status) as status, max(amount) as amount, count(*) as count from ledger.public_transfers where hold_id is not null group by shard, hold_id)`;

interface Found {
  readonly withdrawal: string;
}

/** Proves from the tables alone that state and money of withdrawals never part; empty: all hold. */
export async function auditWithdrawals(db: Database): Promise<Violation[]> {
  const checks: Readonly<Record<string, ReturnType<typeof sql<Found>>>> = {
    'every open withdrawal has its open hold, every settled one its posting, and no other anything': sql<Found>`${expected}
      select w.id as withdrawal from wanted w
      left join ledger.public_transfers h on h.shard = w.shard and h.id = w.hold_id
      left join resolved r on r.shard = w.shard and r.hold_id = w.hold_id
      where h.kind is distinct from 'hold' or h.amount <> w.amount or h.asset <> w.asset or h.purpose <> w.purpose
        or coalesce(r.status, 'open') <> w.hold or r.count > 1 or (w.hold = 'posted' and r.amount <> w.amount)`,
    'every hold of a withdrawal has its withdrawal': sql<Found>`
      select t.reference as withdrawal from ledger.public_transfers t
      left join wallet.withdrawals w on w.shard = t.shard and t.id = w.hold_id
      where t.kind = 'hold' and t.purpose = 'withdrawal' and w.id is null`,
    'what came back was credited once, as much as the withdrawal says': sql<Found>`
      select coalesce(w.id::text, t.reference) as withdrawal from wallet.withdrawals w
      full join (select shard, reference, sum(amount) as amount, count(*) as count from ledger.public_transfers where purpose = 'withdrawal-return' group by shard, reference) t
        on t.shard = w.shard and t.reference = w.id::text
      where (w.id is null or w.state = 'returned' or t.reference is not null)
        and (w.id is null or t.count is distinct from 1 or t.amount is distinct from w.returned_amount)`,
    'a withdrawal’s state is the last of its record': sql<Found>`
      select w.id as withdrawal from wallet.withdrawals w
      left join wallet.withdrawal_steps s on s.shard = w.shard and s.withdrawal_id = w.id and s.number = w.step
      where s.state is distinct from w.state
        or w.step <> (select count(*) from wallet.withdrawal_steps n where n.shard = w.shard and n.withdrawal_id = w.id)`,
  };
  const violations: Violation[] = [];
  for (const [invariant, check] of Object.entries(checks)) {
    const { rows } = await check.execute(db);
    violations.push(...rows.map(({ withdrawal }) => ({ invariant, facts: { withdrawal } })));
  }
  return violations;
}
