import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Database } from '../../platform/db.ts';
import { isId, shardOf } from '../../platform/id.ts';
import type { Locale } from '../../platform/localized.ts';
import type { DocumentKind, DocumentState, DocumentView } from './contract.ts';
import { documentProblem } from './problems.ts';

/** The task that makes a document, by its id. */
export const makeDocumentTask = 'wallet.make-document';

/** Documents of one person that may be waiting or in the making. */
export const unfinishedMax = 5;

export interface DocumentRow {
  readonly shard: number;
  readonly id: string;
  readonly person_id: string;
  readonly kind: DocumentKind;
  readonly asset: string | null;
  readonly from_day: string | null;
  readonly to_day: string | null;
  readonly format: DocumentView['format'];
  readonly locale: Locale;
  readonly state: DocumentState;
  readonly attempts: number;
  readonly done: number;
  readonly total: number | null;
  readonly error: string | null;
  readonly file_id: string | null;
  readonly file_name: string | null;
  readonly size: bigint | null;
  readonly asked_at: Date;
  readonly made_at: Date | null;
  readonly expires_at: Date | null;
}

/** Every column, days as they are written. */
export const documentColumns: RawBuilder<DocumentRow> = sql`shard, id, person_id, kind, asset, from_day::text, to_day::text,
  format, locale, state, attempts, done, total, error, file_id, file_name, size, asked_at, made_at, expires_at`;

export function viewDocument(row: DocumentRow): DocumentView {
  return {
    id: row.id,
    kind: row.kind,
    format: row.format,
    asset: row.asset,
    from: row.from_day,
    to: row.to_day,
    state: row.state,
    done: row.done,
    total: row.total,
    size: row.size === null ? null : Number(row.size),
    askedAt: row.asked_at,
    expiresAt: row.expires_at,
  };
}

/** A person's own document; throws `wallet.document-unknown` for everybody else's. */
export async function findDocument(db: Database, personId: string, id: string): Promise<DocumentRow> {
  const { rows } = isId(id)
    ? await sql<DocumentRow>`
        select ${documentColumns} from wallet.documents
        where shard = ${shardOf(personId)} and id = ${id} and person_id = ${personId}`.execute(db)
    : { rows: [] };
  if (rows[0] === undefined) throw documentProblem('document-unknown');
  return rows[0];
}
