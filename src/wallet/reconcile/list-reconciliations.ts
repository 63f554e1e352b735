import { sql } from 'kysely';
import { isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { providerShard } from '../account.ts';
import type { DifferenceReason, Reconciled, Reconciliation } from './contract.ts';
import type { RailId } from '../../rails/rails.ts';

/** A row as it is kept: amounts are digits in JSON. */
interface KeptRow extends Omit<
  Reconciled,
  'places' | 'outside' | 'books' | 'items' | 'onTheWay' | 'inSuspense' | 'unexplained'
> {
  readonly rail: RailId;
  readonly places: readonly { readonly place: string; readonly amount: string; readonly source: string }[];
  readonly outside: string | null;
  readonly books: string;
  readonly items: readonly { readonly reason: DifferenceReason; readonly count: number; readonly amount: string }[];
  readonly onTheWay: string;
  readonly inSuspense: string;
  readonly unexplained: string;
}

function toRow(kept: KeptRow): Reconciled {
  return {
    ...kept,
    places: kept.places.map((place) => ({ ...place, amount: BigInt(place.amount) })),
    outside: kept.outside === null ? null : BigInt(kept.outside),
    books: BigInt(kept.books),
    items: kept.items.map((item) => ({ ...item, amount: BigInt(item.amount) })),
    onTheWay: BigInt(kept.onTheWay),
    inSuspense: BigInt(kept.inSuspense),
    unexplained: BigInt(kept.unexplained),
  };
}

interface KeptRun extends Omit<Reconciliation, 'rows'> {
  readonly rows: readonly KeptRow[];
}

const runsMax = 30;

export const listReconciliations = query({
  name: 'wallet.list-reconciliations',
  summary: 'Lists the latest comparisons of ledger, bank and chain, each with what explained its differences.',
  rest: 'GET /reconciliations',
  can: isStaff,
  input: input({}),
  run: async ({ db }) => {
    const { rows: runs } = await sql<KeptRun>`
      select id, at, by, rows, unexplained from wallet.reconciliations
      where shard = ${providerShard} order by id desc limit ${runsMax}`.execute(db);
    return { runs: runs.map((run): Reconciliation => ({ ...run, rows: run.rows.map(toRow) })) };
  },
});
