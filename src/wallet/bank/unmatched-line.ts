import { sql } from 'kysely';
import { personById } from '../../identity/identity.ts';
import { assert } from '../../platform/assert.ts';
import type { Database } from '../../platform/db.ts';
import type { Localized } from '../../platform/localized.ts';
import { providerShard } from '../account.ts';
import { openReasons } from './bank-line.ts';
import type { OpenReason } from './bank-line.ts';
import { nameMatches } from './compare-names.ts';
import type { NameMatch } from './compare-names.ts';

const lineStates = [
  'credited',
  'open',
  'assigned',
  'duplicate',
  'returned',
  'cost',
  'split',
  'paid',
  'paid-back',
] as const;
export type LineState = (typeof lineStates)[number];

/** A line of a bank statement that nobody was credited for by itself. */
export interface UnmatchedLine {
  readonly id: string;
  readonly bankAccount: string;
  readonly statement: string;
  readonly bankReference: string | null;
  readonly asset: string;
  readonly direction: 'in' | 'out';
  readonly amount: bigint;
  readonly bookedOn: string;
  readonly payerName: string | null;
  readonly payerAccount: string | null;
  readonly endToEndId: string | null;
  readonly texts: readonly string[];
  /** How the payer's name stands to that of the customer whom the line names. */
  readonly nameMatch: NameMatch | null;
  readonly state: LineState;
  readonly why: OpenReason;
  readonly whyText: Localized;
  /** The customer whom the line names, or was assigned to. */
  readonly person: { readonly id: string; readonly name: string; readonly email: string } | null;
  readonly settled: { readonly at: Date; readonly by: string; readonly because: string } | null;
}

interface Row {
  readonly id: string;
  readonly bank_account: string;
  readonly bank_id: string;
  readonly bank_reference: string | null;
  readonly asset: string;
  readonly direction: string;
  readonly amount: bigint;
  readonly booked_on: string;
  readonly payer_name: string | null;
  readonly payer_account: string | null;
  readonly end_to_end_id: string | null;
  readonly name_match: string | null;
  readonly texts: string[];
  readonly state: string;
  readonly why_open: string | null;
  readonly person_id: string | null;
  readonly settled_at: Date | null;
  readonly settled_by: string | null;
  readonly settled_because: string | null;
}

async function toLine(db: Database, row: Row): Promise<UnmatchedLine> {
  const why = row.why_open;
  const state = lineStates.find((known) => known === row.state);
  assert(
    why !== null && isOpenReason(why) && state !== undefined,
    'a line is in a state and for a reason that we know',
  );
  const person = row.person_id === null ? undefined : await personById(db, row.person_id);
  return {
    id: row.id,
    bankAccount: row.bank_account,
    statement: row.bank_id,
    bankReference: row.bank_reference,
    asset: row.asset,
    direction: row.direction === 'in' ? 'in' : 'out',
    amount: row.amount,
    bookedOn: row.booked_on,
    payerName: row.payer_name,
    payerAccount: row.payer_account,
    endToEndId: row.end_to_end_id,
    nameMatch: nameMatches.find((known) => known === row.name_match) ?? null,
    texts: row.texts,
    state,
    why,
    whyText: openReasons[why],
    person: person === undefined ? null : { id: person.id, name: person.name, email: person.email },
    settled:
      row.settled_at === null
        ? null
        : { at: row.settled_at, by: row.settled_by ?? '', because: row.settled_because ?? '' },
  };
}

function isOpenReason(text: string): text is OpenReason {
  return Object.hasOwn(openReasons, text);
}

/** Lines of one page of the work list. */
const pageSize = 50;

export interface LinePage {
  readonly lines: readonly UnmatchedLine[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: string | null;
}

const columns = sql`l.id, l.bank_account, s.bank_id, l.bank_reference, l.asset, l.direction, l.amount, l.booked_on::text, l.payer_name,
  l.payer_account, l.end_to_end_id, l.name_match, l.texts, l.state, l.why_open, l.person_id, l.settled_at, l.settled_by, l.settled_because`;
const source = sql`wallet.bank_lines l join wallet.bank_statements s on s.shard = l.shard and s.id = l.statement_id`;

/** Lines on the work list, the oldest first, or those settled, the latest first. */
export async function readLines(
  db: Database,
  { settled, after }: { readonly settled: boolean; readonly after?: string | undefined },
): Promise<LinePage> {
  const [wanted, order] = settled ? [sql`l.settled_at is not null`, sql`desc`] : [sql`l.state = 'open'`, sql`asc`];
  const from = after === undefined ? sql`true` : settled ? sql`l.id < ${after}::uuid` : sql`l.id > ${after}::uuid`;
  const { rows } = await sql<Row>`
    select ${columns} from ${source} where l.shard = ${providerShard} and ${wanted} and ${from} order by l.id ${order} limit ${pageSize + 1}`.execute(
    db,
  );
  const shown = rows.slice(0, pageSize);
  return {
    lines: await Promise.all(shown.map((row) => toLine(db, row))),
    next: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
  };
}

/** One line that is or was on the work list. */
export async function readLine(db: Database, id: string): Promise<UnmatchedLine | undefined> {
  const {
    rows: [row],
  } =
    await sql<Row>`select ${columns} from ${source} where l.shard = ${providerShard} and l.id = ${id} and l.why_open is not null`.execute(
      db,
    );
  return row && toLine(db, row);
}
