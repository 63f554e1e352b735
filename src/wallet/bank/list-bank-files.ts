import { sql } from 'kysely';
import { personById } from '../../identity/identity.ts';
import { isStaff } from '../../platform/actor.ts';
import { assert } from '../../platform/assert.ts';
import { input, query } from '../../platform/command.ts';
import type { Database } from '../../platform/db.ts';
import { isId } from '../../platform/id.ts';
import { localize } from '../../platform/localized.ts';
import type { Localized } from '../../platform/localized.ts';
import { providerShard } from '../account.ts';
import { bankFileStates } from './bank-file.ts';
import type { BankFileState } from './bank-file.ts';

/** A file that came from the bank and is not booked to its end. */
export interface UnfinishedFile {
  readonly sha256: string;
  readonly bytes: number;
  readonly state: BankFileState;
  readonly uploadedAt: Date;
  /** As `actorName` names him. */
  readonly uploadedBy: string;
  /** His name. */
  readonly uploader: string;
  readonly refused: { readonly title: Localized; readonly detail: Localized } | null;
  /** Lines of it, and how many of them are booked. */
  readonly lines: number;
  readonly booked: number;
}

interface Row {
  readonly sha256: string;
  readonly bytes: number;
  readonly state: string;
  readonly uploaded_at: Date;
  readonly uploaded_by: string;
  readonly refused_text: {
    readonly title: Localized;
    readonly detail: Localized;
    readonly values: Readonly<Record<string, string>>;
  } | null;
  readonly lines: number;
  readonly booked: number;
}

const filesMax = 50;

/** Files that wait for a person, or are being booked, the oldest first. */
export async function readUnfinished(db: Database, sha256?: string): Promise<readonly UnfinishedFile[]> {
  const wanted = sha256 === undefined ? sql`true` : sql`f.sha256 = decode(${sha256}, 'hex')`;
  const { rows } = await sql<Row>`
    select encode(f.sha256, 'hex') as sha256, length(f.content) as bytes, f.state, f.uploaded_at, f.uploaded_by, f.refused_text,
      coalesce(sum(s.lines), 0)::int as lines, coalesce(sum(s.booked), 0)::int as booked
    from wallet.bank_files f left join wallet.bank_statements s on s.shard = ${providerShard} and s.file_sha256 = f.sha256
    where f.state in ('kept', 'refused', 'waiting', 'booking') and ${wanted}
    group by f.sha256 order by f.uploaded_at limit ${filesMax}`.execute(db);
  return Promise.all(rows.map((row) => toFile(db, row)));
}

async function toFile(db: Database, row: Row): Promise<UnfinishedFile> {
  const id = row.uploaded_by.replace(/^person:/, '');
  const uploader = isId(id) ? await personById(db, id) : undefined;
  const state = bankFileStates.find((known) => known === row.state);
  assert(state !== undefined, 'a file is in a state that we know');
  const { refused_text: text } = row;
  const fill = (given: Localized): Localized => ({
    en: localize(given, 'en', text?.values),
    'zh-CN': localize(given, 'zh-CN', text?.values),
  });
  return {
    sha256: row.sha256,
    bytes: row.bytes,
    state,
    uploadedAt: row.uploaded_at,
    uploadedBy: row.uploaded_by,
    uploader: uploader?.name ?? row.uploaded_by,
    refused: text === null || state !== 'refused' ? null : { title: fill(text.title), detail: fill(text.detail) },
    lines: row.lines,
    booked: row.booked,
  };
}

export const listBankFiles = query({
  name: 'wallet.list-bank-files',
  summary: 'Lists the files of the bank that wait for a person (refused, or for a second one) or are being booked.',
  rest: 'GET /bank-files',
  can: isStaff,
  input: input({}),
  run: async ({ db }) => ({ files: await readUnfinished(db) }),
});
