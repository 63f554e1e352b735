import { assert } from '../platform/assert.ts';
import { sql } from 'kysely';
import type { Database, Tx } from '../platform/db.ts';
import { shardOf } from '../platform/id.ts';
import { freezeScopes } from './contract.ts';
import type { Freeze, FreezeRecord, LegalOrder } from './contract.ts';
import { freezeEffects, freezeReasonCodes, freezeReasons, lifterTexts, orderNext } from './freeze.ts';

interface FreezeRow {
  readonly id: string;
  readonly scope: string;
  readonly reason: string;
  readonly frozen_at: Date;
  readonly authority: string | null;
  readonly order_reference: string | null;
  readonly ordered_on: string | null;
  readonly disclosed: boolean;
}

const columns = [
  'id',
  'scope',
  'reason',
  'frozen_at',
  'authority',
  'order_reference',
  sql<string | null>`ordered_on::text`.as('ordered_on'),
  'disclosed',
] as const;

function orderOf({ authority, order_reference: reference, ordered_on: orderedOn }: FreezeRow): LegalOrder | null {
  return authority === null || reference === null || orderedOn === null ? null : { authority, reference, orderedOn };
}

function toFreeze(row: FreezeRow): Freeze {
  const scope = freezeScopes.find((known) => known === row.scope);
  const reason = freezeReasonCodes.find((known) => known === row.reason);
  assert(scope !== undefined && reason !== undefined, 'a freeze has a scope and a reason that we know');
  const { text, next, lifter } = freezeReasons[reason];
  return {
    id: row.id,
    scope,
    reason,
    reasonText: text,
    effect: freezeEffects[scope],
    next,
    since: row.frozen_at,
    lifter,
    lifterText: lifterTexts[lifter],
    order: orderOf(row),
  };
}

const weights: Readonly<Record<Freeze['lifter'], number>> = { compliance: 2, staff: 1, customer: 0 };

/** How much a freeze stops, then how hard it is to lift. */
function weigh({ scope, lifter }: Freeze): number {
  return (scope === 'all' ? 3 : 0) + weights[lifter];
}

/** The freezes that are on a person's wallet now, the weightiest first, as the customer may see them. */
export async function findLocks(db: Database | Tx, personId: string): Promise<readonly Freeze[]> {
  const rows = await db
    .selectFrom('wallet.freezes')
    .select(columns)
    .where('shard', '=', shardOf(personId))
    .where('person_id', '=', personId)
    .where('lifted_at', 'is', null)
    .orderBy('frozen_at')
    .orderBy('id')
    .execute();
  return rows
    .map((row) => {
      const freeze = toFreeze(row);
      if (!row.disclosed) return { ...freeze, order: null };
      return freeze.order === null ? freeze : { ...freeze, next: orderNext };
    })
    .toSorted((a, b) => weigh(b) - weigh(a));
}

/** The weightiest freeze that is on a person's wallet now. */
export async function findFreeze(db: Database | Tx, personId: string): Promise<Freeze | null> {
  return (await findLocks(db, personId))[0] ?? null;
}

/** Freezes that are shown of one wallet, newest first. */
const freezesMax = 50;

/** Every freeze of a wallet, newest first, for staff. */
export async function listFreezes(db: Database | Tx, personId: string): Promise<FreezeRecord[]> {
  const rows = await db
    .selectFrom('wallet.freezes')
    .select([...columns, 'note', 'frozen_by', 'frozen_by_role', 'lifted_at', 'lifted_by', 'lifted_because'])
    .where('shard', '=', shardOf(personId))
    .where('person_id', '=', personId)
    .orderBy('frozen_at', 'desc')
    .limit(freezesMax)
    .execute();
  return rows.map((row) => ({
    ...toFreeze(row),
    disclosed: row.disclosed,
    note: row.note,
    by: row.frozen_by,
    byRole: row.frozen_by_role,
    liftedAt: row.lifted_at,
    liftedBy: row.lifted_by,
    liftedBecause: row.lifted_because,
  }));
}
