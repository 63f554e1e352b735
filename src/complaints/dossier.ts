import { sql } from 'kysely';
import type { Actor } from '../platform/actor.ts';
import type { QueryCtx } from '../platform/command.ts';
import { prepared } from '../platform/db.ts';
import type { Database } from '../platform/db.ts';
import { shardOf } from '../platform/id.ts';
import { caseColumns } from './case-row.ts';
import type { CaseRow } from './case-row.ts';
import type { Party } from './case-state.ts';
import { meetRow, readCaseId, reviveEvent } from './case-store.ts';
import type { FoundCase, KeptEvent } from './case-store.ts';
import { delaysIn, viewClocks } from './clock-view.ts';
import type { ClockRow } from './clock-view.ts';
import type { ClockView, DelayView, FileView, MessageView, SimilarCase } from './contract.ts';
import { complaintsProblem } from './problems.ts';

/** Everything of one case that its page shows. */
export interface Dossier {
  readonly messages: readonly MessageView[];
  readonly files: readonly FileView[];
  readonly clocks: readonly ClockView[];
  /** What a notice of delay may move; undefined where the clocks' rows do not say. */
  readonly delays: readonly DelayView[] | undefined;
  readonly record: readonly KeptEvent[];
  readonly replyDraft: string | null;
  readonly similar: readonly SimilarCase[];
}

/** What PostgreSQL puts into JSON has its instants as text. */
type InJson<Row> = {
  readonly [Key in keyof Row]: Row[Key] extends Date ? string : Row[Key] extends Date | null ? string | null : Row[Key];
};

interface DossierRow {
  readonly messages: readonly InJson<MessageView>[];
  readonly files: readonly InJson<FileView>[];
  readonly clocks: readonly InJson<ClockRow>[];
  readonly record: readonly {
    readonly seq: number;
    readonly at: string;
    readonly kind: string;
    readonly actor: string;
    readonly actor_name: string | null;
    readonly data: object;
  }[];
  readonly reply_draft: string | null;
  readonly similar: readonly InJson<SimilarCase>[];
}

/**
 * Reads all of a case in one round trip: pages are opened more often than anything else, and each trip costs more than
 * its rows. `as` says for whom: complainants see neither notes nor what staff alone need. Throws
 * `complaints.unknown-case` where the reader is not that party.
 */
export async function readDossier(
  { db, actor, now }: Pick<QueryCtx, 'db' | 'actor' | 'now'>,
  numberOrId: string,
  as: Party,
): Promise<FoundCase & { readonly dossier: Dossier }> {
  const id = await readCaseId(db, numberOrId);
  const row = id === undefined ? undefined : await selectDossier(db, id, as === 'staff', actor);
  const found = meetRow(actor, row);
  if (row === undefined || found.party !== as) throw complaintsProblem('unknown-case');
  return { ...found, dossier: dossierOf(row, now) };
}

async function selectDossier(
  db: Database,
  id: string,
  forStaff: boolean,
  actor: Actor,
): Promise<(CaseRow & DossierRow) | undefined> {
  const reader = actor.kind === 'person' ? actor.id : null;
  const { rows } = await sql<
    CaseRow & DossierRow
  >`${prepared('complaints.dossier')}select ${sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))},
    (select coalesce(json_agg(m order by m.seq), '[]') from (
      select seq, at, direction, kind, channel, author, text from complaints.messages
      where shard = c.shard and case_id = c.id and (${forStaff}::boolean or direction <> 'note')) m) as messages,
    (select coalesce(json_agg(f order by f.seq, f.id), '[]') from (
      select file_id as id, name, type, size, encode(sha256, 'hex') as sha256, shown, added_at as "addedAt", seq from complaints.case_files
      where shard = c.shard and case_id = c.id) f) as files,
    (select coalesce(json_agg(k order by k.due_at, k.pack, k.rule, k.round), '[]') from (
      select pack, rule, round, bearer, started_at, due_at, stopped_at, missed_at, facts from complaints.clocks
      where shard = c.shard and case_id = c.id) k) as clocks,
    (select coalesce(json_agg(e order by e.seq), '[]') from (
      select seq, at, kind, actor, actor_name, data from complaints.case_events
      where shard = c.shard and case_id = c.id and ${forStaff}::boolean) e) as record,
    (select text from complaints.reply_drafts
      where shard = c.shard and case_id = c.id and person_id = ${reader}::uuid) as reply_draft,
    (select coalesce(json_agg(s order by s."openedAt" desc), '[]') from (
      select number, state, issue, summary, opened_at as "openedAt" from complaints.cases
      where ${forStaff}::boolean and (person_id = c.person_id or email = c.email) and id <> c.id order by id desc limit 10) s) as similar
    from complaints.cases c where c.shard = ${shardOf(id)} and c.id = ${id}`.execute(db);
  return rows[0];
}

function dossierOf(found: DossierRow, now: Date): Dossier {
  const clocks = found.clocks.map((clock) => ({
    ...clock,
    started_at: new Date(clock.started_at),
    due_at: new Date(clock.due_at),
    stopped_at: instant(clock.stopped_at),
    missed_at: instant(clock.missed_at),
  }));
  return {
    messages: found.messages.map((message) => ({ ...message, at: new Date(message.at) })),
    files: found.files.map((file) => ({ ...file, addedAt: new Date(file.addedAt) })),
    clocks: viewClocks(clocks, now),
    delays: delaysIn(clocks, now),
    record: found.record.map(({ kind, data, at, actor_name: actorName, ...rest }) => ({
      ...rest,
      actorName,
      at: new Date(at),
      event: reviveEvent(kind, data),
    })),
    replyDraft: found.reply_draft,
    similar: found.similar.map((other) => ({ ...other, openedAt: new Date(other.openedAt) })),
  };
}

function instant(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
