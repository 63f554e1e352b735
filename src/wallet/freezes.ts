import { assert } from '../platform/assert.ts';
import type { Database, Tx } from '../platform/db.ts';
import { shardOf } from '../platform/id.ts';
import { freezeScopes } from './contract.ts';
import type { Freeze, FreezeRecord } from './contract.ts';
import { freezeEffects, freezeReasonCodes, freezeReasons } from './freeze.ts';

interface FreezeRow {
  readonly id: string;
  readonly scope: string;
  readonly reason: string;
  readonly frozen_at: Date;
}

function toFreeze(row: FreezeRow): Freeze {
  const scope = freezeScopes.find((known) => known === row.scope);
  const reason = freezeReasonCodes.find((known) => known === row.reason);
  assert(scope !== undefined && reason !== undefined, 'a freeze has a scope and a reason that we know');
  const { text, next } = freezeReasons[reason];
  return { id: row.id, scope, reason, reasonText: text, effect: freezeEffects[scope], next, since: row.frozen_at };
}

/** The freeze that is on a person's wallet now. */
export async function findFreeze(db: Database | Tx, personId: string): Promise<Freeze | null> {
  const row = await db
    .selectFrom('wallet.freezes')
    .select(['id', 'scope', 'reason', 'frozen_at'])
    .where('shard', '=', shardOf(personId))
    .where('person_id', '=', personId)
    .where('lifted_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? null : toFreeze(row);
}

/** Freezes that are shown of one wallet, newest first. */
const freezesMax = 50;

/** Every freeze of a wallet, newest first, for staff. */
export async function listFreezes(db: Database | Tx, personId: string): Promise<FreezeRecord[]> {
  const rows = await db
    .selectFrom('wallet.freezes')
    .selectAll()
    .where('shard', '=', shardOf(personId))
    .where('person_id', '=', personId)
    .orderBy('frozen_at', 'desc')
    .limit(freezesMax)
    .execute();
  return rows.map((row) => ({
    ...toFreeze(row),
    note: row.note,
    by: row.frozen_by,
    byRole: row.frozen_by_role,
    liftedAt: row.lifted_at,
    liftedBy: row.lifted_by,
    liftedBecause: row.lifted_because,
  }));
}
