import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Database } from '../platform/db.ts';
import { queuePlace } from './case-clocks.ts';
import { fold, violations } from './case-record.ts';
import { recordOf } from './case-row.ts';
import type { CaseRow } from './case-row.ts';
import { isOpen } from './case-state.ts';
import type { CaseRecord } from './case-state.ts';
import { reviveEvent } from './case-store.ts';
import type { Violation } from '../platform/violation.ts';

const batchMax = 500;

/** Proves from the tables alone that each case's row is what its record says; empty: all hold. */
export async function auditCases(db: Database): Promise<Violation[]> {
  const found: Violation[] = [...(await auditTexts(db)), ...(await auditRedress(db))];
  let last: { readonly shard: number; readonly id: string } | undefined;
  do {
    const batch: readonly AuditedCase[] = await readBatch(db, last);
    for (const audited of batch) found.push(...auditCase(audited));
    last = batch.length === batchMax ? batch.at(-1) : undefined;
  } while (last !== undefined);
  return found;
}

interface AuditedCase extends CaseRow {
  readonly queue_at: Date;
  readonly on_desk: boolean;
  readonly events: readonly {
    readonly seq: number;
    readonly at: string;
    readonly kind: string;
    readonly data: object;
  }[];
  readonly clocks: readonly {
    readonly due_at: string;
    readonly stopped: boolean;
    readonly missed: boolean;
    readonly bearer: 'provider' | 'customer';
  }[];
}

async function readBatch(
  db: Database,
  after: { readonly shard: number; readonly id: string } | undefined,
): Promise<AuditedCase[]> {
  const { rows } = await sql<AuditedCase>`
    select c.*,
      (select coalesce(json_agg(e order by e.seq), '[]') from (
        select seq, at, kind, data from complaints.case_events where shard = c.shard and case_id = c.id) e) as events,
      (select coalesce(json_agg(k), '[]') from (
        select due_at, stopped_at is not null as stopped, missed_at is not null as missed, bearer from complaints.clocks where shard = c.shard and case_id = c.id) k) as clocks
    from complaints.cases c where (shard, id) > (${after?.shard ?? -1}, ${after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
    order by shard, id limit ${batchMax}`.execute(db);
  return rows;
}

function auditCase(row: AuditedCase): Violation[] {
  const facts = { case: row.number };
  const gaps = row.events.findIndex(({ seq }, index) => seq !== index + 1);
  if (row.events.length === 0 || gaps >= 0)
    return [{ invariant: 'a record has no gaps', facts: { ...facts, seq: String(gaps + 1) } }];
  const record = fold(
    row.events.map(({ seq, at, kind, data }) => ({ seq, at: new Date(at), event: reviveEvent(kind, data) })),
  );
  const clocks = row.clocks.map(({ due_at: dueAt, ...clock }) => ({ ...clock, dueAt: new Date(dueAt) }));
  const place = queuePlace(record, clocks);
  const kept = { nextDueAt: row.next_due_at, breached: row.breached, queueAt: row.queue_at, onDesk: row.on_desk };
  return [
    ...differences(record, recordOf(row)).map((column) => ({
      invariant: 'a case’s row is the fold of its record',
      facts: { ...facts, column },
    })),
    ...violations(record).map((invariant) => ({ invariant, facts })),
    ...(isDeepStrictEqual(place, kept)
      ? []
      : [{ invariant: 'a case stands in the queue where its clocks put it', facts }]),
    ...(isOpen(record.state) && clocks.length === 0 ? [{ invariant: 'an open case has clocks', facts }] : []),
  ];
}

function differences(folded: CaseRecord, row: CaseRecord): string[] {
  return Object.entries(folded).flatMap(([column, value]) =>
    isDeepStrictEqual(value, Object.entries(row).find(([name]) => name === column)?.[1]) ? [] : [column],
  );
}

async function auditTexts(db: Database): Promise<Violation[]> {
  const { rows } = await sql<{ case_id: string; seq: number }>`
    select e.case_id, e.seq from complaints.case_events e
    left join complaints.messages m on m.shard = e.shard and m.case_id = e.case_id and m.seq = e.seq
    where e.data ? 'textHash' and encode(sha256(convert_to(m.text, 'UTF8')), 'hex') is distinct from e.data->>'textHash'`.execute(
    db,
  );
  return rows.map((row) => ({
    invariant: 'every text is what its event names',
    facts: { case: row.case_id, seq: String(row.seq) },
  }));
}

async function auditRedress(db: Database): Promise<Violation[]> {
  const { rows } = await sql<{ number: string; transfer: string }>`
    select c.number, r.paid->>'transfer' as transfer from complaints.cases c
    cross join lateral jsonb_array_elements(c.redress) as r(paid)
    left join ledger.public_transfers t on t.id = (r.paid->>'transfer')::uuid
    where c.redress <> '[]' and (t.status is distinct from 'posted' or t.amount is distinct from (r.paid->>'amount')::numeric or t.asset is distinct from r.paid->>'asset')`.execute(
    db,
  );
  return rows.map(({ number, transfer }) => ({
    invariant: 'redress in a record is a posted transfer of that amount',
    facts: { case: number, transfer },
  }));
}
