import { sql } from 'kysely';
import type { Database } from '../../platform/db.ts';
import type { Violation } from '../../platform/violation.ts';

/** Every counter is the sum of what it counts, and an approved verification gave its level. */
export async function auditLimits(db: Database): Promise<Violation[]> {
  const { rows } = await sql<{ person_id: string; operation: string; asset: string }>`
    select c.person_id, c.operation, c.asset from wallet.limit_counters c left join wallet.limit_uses u
      on u.shard = c.shard and u.person_id = c.person_id and u.operation = c.operation and u.asset = c.asset
        and date_trunc('month', u.day) = date_trunc('month', c.day)
    group by c.shard, c.person_id, c.operation, c.asset
    having c.month_used <> coalesce(sum(u.amount), 0) or c.day_used <> coalesce(sum(u.amount) filter (where u.day = c.day), 0)`.execute(
    db,
  );
  const { rows: levels } = await sql<{ id: string }>`
    select v.id from wallet.verifications v join identity.public_people p on p.shard = v.shard and p.id = v.person_id
    where v.state = 'approved' and v.level > p.verification_level`.execute(db);
  return [
    ...rows.map(({ person_id: person, operation, asset }) => ({
      invariant: 'what a person used of his limits is the sum of what was counted',
      facts: { person, operation, asset },
    })),
    ...levels.map(({ id }) => ({
      invariant: 'whose verification was approved has its level',
      facts: { verification: id },
    })),
  ];
}
