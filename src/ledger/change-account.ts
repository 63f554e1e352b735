import { assert } from '../platform/assert.ts';
import type { Queryable } from '../platform/db.ts';
import { shardOf } from '../platform/id.ts';
import type { Freeze } from './account.ts';
import { ledgerProblem } from './problems.ts';

/** `debits`: money still comes in; `all`: nothing moves. */
export async function freezeAccount(q: Queryable, id: string, freeze: Exclude<Freeze, 'none'>): Promise<void> {
  await change(q, id, 'frozen = $3', freeze);
}

export async function unfreezeAccount(q: Queryable, id: string): Promise<void> {
  await change(q, id, 'frozen = $3', 'none');
}

/** Changes how far the account may go below zero. Throws `ledger.below-floor` where it is below already. */
export async function setFloor(q: Queryable, id: string, floor: bigint | null): Promise<void> {
  const { rows } = await q.query(
    'update ledger.balances set floor = $3 where shard = $1 and account = $2 and ($3::numeric is null or balance - held_out >= $3) returning account',
    [shardOf(id), id, floor],
  );
  if (rows.length === 0) throw ledgerProblem('below-floor');
}

/** Closes an account for good. Throws `ledger.not-empty` unless its balance is 0 and nothing is held. */
export async function closeAccount(q: Queryable, id: string, now: Date): Promise<void> {
  const { rows } = await q.query(
    `update ledger.balances set closed_at = coalesce(closed_at, $3)
     where shard = $1 and account = $2 and balance = 0 and held_out = 0 and held_in = 0 returning account`,
    [shardOf(id), id, now],
  );
  if (rows.length === 0) throw ledgerProblem('not-empty');
}

async function change(q: Queryable, id: string, assignment: string, value: string): Promise<void> {
  const { rows } = await q.query(
    `update ledger.balances set ${assignment} where shard = $1 and account = $2 returning account`,
    [shardOf(id), id, value],
  );
  assert(rows.length === 1, 'an account that is changed exists');
}
