import { sql } from 'kysely';
import type { Database, Tx } from '../../platform/db.ts';

/** Money that the followed chain shows otherwise than it is final: to be counted beside the books when both are compared. */
export interface InFlight {
  /** The deposit's or the order's id. */
  readonly id: string;
  readonly kind: 'unconfirmed-deposit' | 'ignored-deposit' | 'mined-payout' | 'mined-cost';
  /** Null: the native coin. */
  readonly asset: string | null;
  /** Minor units; negative where it left us. */
  readonly amount: bigint;
}

/** Deposits that are not credited, and payouts and costs in blocks that are not final, up to the block that was followed. */
export async function chainInFlight(db: Database | Tx): Promise<readonly InFlight[]> {
  const { rows } = await sql<InFlight>`
    with at as (select max(height) as height from rails.evm_chain)
    select d.id, case d.state when 'seen' then 'unconfirmed-deposit' else 'ignored-deposit' end as kind, d.asset, d.amount
      from rails.evm_deposits d, at where d.state in ('seen', 'ignored') and d.asset is not null and d.height <= at.height
    union all
    select o.id, 'mined-payout', o.asset, -o.amount from rails.evm_orders o, at
      where o.kind = 'payout' and o.state = 'mined' and o.succeeded and o.height <= at.height
    union all
    select o.id, 'mined-cost', null, -o.cost from rails.evm_orders o, at where o.state = 'mined' and o.cost > 0 and o.height <= at.height`.execute(
    db,
  );
  return rows;
}
