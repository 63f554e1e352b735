import { assert } from '../../platform/assert.ts';
import type { Database } from '../../platform/db.ts';
import { computeFee, feeKinds } from './fee.ts';
import type { FeeKind, FeeRule, FeeTable, FeeTableState } from './fee.ts';

/** Where and when something is read: a query's context, or a command's with `db: ctx.tx`. */
interface Reader {
  readonly db: Database;
  readonly now: Date;
}

/** A fee, and the version of the table that says so. */
export interface FeeQuote {
  readonly fee: bigint;
  readonly version: number;
}

/** What an operation costs now; the fee is on top of the amount, or taken from what arrives, as its kind says. */
export async function quoteFee(
  { db, now }: Reader,
  { kind, asset, amount }: { readonly kind: FeeKind; readonly asset: string; readonly amount: bigint },
): Promise<FeeQuote> {
  const row = await db
    .selectFrom('wallet.fee_tables as t')
    .leftJoin('wallet.fee_rules as r', (join) =>
      join.onRef('r.version', '=', 't.version').on('r.kind', '=', kind).on('r.asset', '=', asset),
    )
    .select(['t.version', 'r.flat', 'r.basis_points', 'r.minimum', 'r.maximum'])
    .where('t.effective_from', '<=', now)
    .orderBy('t.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  assert(row, 'the first fee table has no beginning');
  const { version, flat, basis_points: basisPoints, minimum, maximum } = row;
  if (flat === null || basisPoints === null || minimum === null) return { fee: 0n, version };
  return { fee: computeFee({ flat, basisPoints, minimum, maximum }, amount), version };
}

/** Which version was in force at a moment; no version ever begins in the past, so it stays the answer. */
export async function versionAt(db: Database, at: Date): Promise<number> {
  const row = await db
    .selectFrom('wallet.fee_tables')
    .select('version')
    .where('effective_from', '<=', at)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  assert(row, 'the first fee table has no beginning');
  return row.version;
}

/** Every version, the newest first. */
export async function readFeeTables({ db, now }: Reader): Promise<FeeTable[]> {
  const [tables, rules] = await Promise.all([
    db.selectFrom('wallet.fee_tables').selectAll().orderBy('version', 'desc').execute(),
    db.selectFrom('wallet.fee_rules').selectAll().orderBy('asset').execute(),
  ]);
  const inForce = tables.find(({ effective_from: from }) => from <= now)?.version;
  const stateOf = (place: number): FeeTableState => {
    const table = tables[place];
    assert(table && inForce !== undefined, 'there is a fee table in force');
    if (table.version === inForce) return 'in-force';
    if (tables[place - 1]?.effective_from.getTime() === table.effective_from.getTime()) return 'replaced';
    return table.version < inForce ? 'past' : 'coming';
  };
  return tables.map(({ version, effective_from: effectiveFrom }, place) => ({
    version,
    effectiveFrom,
    first: version === 1,
    state: stateOf(place),
    rules: rules.filter((rule) => rule.version === version).map(toRule),
  }));
}

interface RuleRow {
  readonly kind: string;
  readonly asset: string;
  readonly flat: bigint;
  readonly basis_points: number;
  readonly minimum: bigint;
  readonly maximum: bigint | null;
}

function toRule({ kind: name, asset, flat, basis_points: basisPoints, minimum, maximum }: RuleRow): FeeRule {
  const kind = feeKinds.find((known) => known === name);
  assert(kind, 'a fee is of a kind that we know');
  return { kind, asset, flat, basisPoints, minimum, maximum };
}
