import type { Database } from './db.ts';

/** Lines at the most; a person's acts of some years. */
const linesMax = 100_000;

export interface HistoryLine {
  readonly at: Date;
  readonly operation: string;
  readonly actor: string;
  readonly subject: string | null;
}

/** What somebody did, and what was done about him, newest first; `name` as in `actorName`. */
export async function readHistory(db: Database, name: string): Promise<HistoryLine[]> {
  return db
    .selectFrom('platform.history')
    .select(['at', 'operation', 'actor', 'subject'])
    .where((where) => where.or([where('subject', '=', name), where('actor', '=', name)]))
    .orderBy('at', 'desc')
    .limit(linesMax)
    .execute();
}
