import { sql } from 'kysely';
import type { Actor } from '../platform/actor.ts';
import { isStaff } from '../platform/actor.ts';
import type { Ctx, QueryCtx } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import { isId, shardOf } from '../platform/id.ts';
import { parseCaseNumber } from './case-number.ts';
import { recordOf } from './case-row.ts';
import type { CaseRow } from './case-row.ts';
import { hashOf } from './case-secrets.ts';
import type { CaseEvent, CaseRecord, Money, Party, RecordedEvent } from './case-state.ts';
import { complaintsProblem } from './problems.ts';

/** A case as one actor meets it. */
export interface FoundCase {
  readonly row: CaseRow;
  readonly record: CaseRecord;
  readonly party: Party;
}

/** The id of the case of a number, or of the secret of its link or mail address; undefined if there is none. */
export async function findCaseId(
  db: Database,
  kind: 'number' | 'link' | 'mail',
  key: string,
): Promise<string | undefined> {
  const found = await db
    .selectFrom('complaints.case_keys')
    .select('case_id')
    .where('key', '=', kind === 'number' ? key : hashOf(key))
    .where('kind', '=', kind)
    .executeTakeFirst();
  return found?.case_id;
}

/** Locks a case for a change. Throws `complaints.unknown-case` where there is none, or none that this actor may know of. */
export async function lockCase(ctx: Ctx, numberOrId: string): Promise<FoundCase> {
  const found = await meet(ctx.tx, ctx.actor, numberOrId, true);
  ctx.about(`case:${found.row.id}`);
  return found;
}

/** Locks a case for a caller who proves otherwise that he may act in it: by a code, or as the program. Throws `complaints.unknown-case`. */
export async function lockCaseFor(ctx: Ctx, numberOrId: string, party: Party): Promise<FoundCase> {
  const found = await meet(ctx.tx, { kind: 'system', name: 'case' }, numberOrId, true);
  ctx.about(`case:${found.row.id}`);
  return { ...found, party };
}

/** Reads a case. Throws `complaints.unknown-case` where there is none, or none that this actor may know of. */
export async function readCase(ctx: Pick<QueryCtx, 'db' | 'actor'>, numberOrId: string): Promise<FoundCase> {
  return meet(ctx.db, ctx.actor, numberOrId, false);
}

async function meet(db: Database, actor: Actor, numberOrId: string, lock: boolean): Promise<FoundCase> {
  const id = await readCaseId(db, numberOrId);
  const row = id === undefined ? undefined : await selectCase(db, id, lock);
  return meetRow(actor, row);
}

/** The id that a typed number, or an id, names. */
export async function readCaseId(db: Database, numberOrId: string): Promise<string | undefined> {
  const number = parseCaseNumber(numberOrId);
  if (number !== undefined) return findCaseId(db, 'number', number);
  return isId(numberOrId) ? numberOrId : undefined;
}

/** A row as its actor meets it. Throws `complaints.unknown-case` where there is none, or none that he may know of. */
export function meetRow(actor: Actor, row: CaseRow | undefined): FoundCase {
  const party = row === undefined ? null : partyOf(actor, row);
  if (row === undefined || party === null) throw complaintsProblem('unknown-case');
  return { row, record: recordOf(row), party };
}

async function selectCase(db: Database, id: string, lock: boolean): Promise<CaseRow | undefined> {
  const { rows } = await sql<CaseRow>`
    select * from complaints.cases where shard = ${shardOf(id)} and id = ${id} ${lock ? sql`for update` : sql``}`.execute(
    db,
  );
  return rows[0];
}

/** What an actor is in a case; null: nobody. Staff who complain are complainants in their own case, and nothing else. */
function partyOf(actor: Actor, row: Pick<CaseRow, 'id' | 'person_id' | 'email' | 'verified'>): Party | null {
  if (actor.kind === 'system') return 'system';
  if (actor.kind === 'holder') return actor.caseId === row.id ? 'complainant' : null;
  if (actor.kind !== 'person') return null;
  if (row.person_id === actor.id) return row.verified ? 'complainant' : null;
  // A case in the name of his address may be his, until that is confirmed.
  return isStaff(actor) && row.email !== actor.email ? 'staff' : null;
}

/** An event as it is kept, with who did it. */
export interface KeptEvent extends RecordedEvent {
  readonly actor: string;
  readonly actorName: string | null;
}

/** A case's record from after an event on, in order. */
export async function readRecord(
  db: Database,
  { shard, id }: Pick<CaseRow, 'shard' | 'id'>,
  after = 0,
): Promise<KeptEvent[]> {
  const { rows } = await sql<{
    seq: number;
    at: Date;
    kind: string;
    actor: string;
    actor_name: string | null;
    data: object;
  }>`
    select seq, at, kind, actor, actor_name, data from complaints.case_events
    where shard = ${shard} and case_id = ${id} and seq > ${after} order by seq`.execute(db);
  return rows.map(({ seq, at, kind, actor, actor_name: name, data }) => ({
    seq,
    at,
    actor,
    actorName: name,
    event: reviveEvent(kind, data),
  }));
}

/** The event that a row of the record holds; amounts are text in JSON. */
export function reviveEvent(kind: string, data: object): CaseEvent {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the table is append-only and written by `eventRow` alone
  const event = { kind, ...data } as CaseEvent;
  if (event.kind === 'redress-paid') return { ...event, redress: { ...event.redress, ...reviveMoney(event.redress) } };
  if (event.kind === 'opened')
    return {
      ...event,
      // Records that are older than the question do not hold an answer to it.
      residence: event.residence ?? null,
      claimed: event.claimed === null ? null : reviveMoney(event.claimed),
    };
  return event;
}

function reviveMoney({ asset, amount }: { readonly asset: string; readonly amount: string | bigint }): Money {
  return { asset, amount: BigInt(amount) };
}
