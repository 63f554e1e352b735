import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/db.ts';
import { sql } from 'kysely';
import { shardOf } from '../platform/id.ts';
import type { Locale } from '../platform/localized.ts';
import { mailTokenIn } from './case-secrets.ts';
import type { CaseState } from './case-state.ts';
import { findCaseId } from './case-store.ts';
import type { CaseThread } from './contract.ts';
import { personById } from '../identity/identity.ts';

/** The case that a tracker link's secret opens; undefined where it opens none. Its holder acts as `{ kind: 'holder', caseId }`. */
export async function findCaseByLink(
  db: Database,
  token: string,
): Promise<{ readonly caseId: string; readonly number: string } | undefined> {
  const caseId = await findCaseId(db, 'link', token);
  return caseId === undefined ? undefined : readThread(db, caseId);
}

/** The case whose secret mail address is among these addresses, or whose mails are among these Message-IDs; undefined where none is. */
export async function findCaseByMail(
  db: Database,
  { mailDomain }: Pick<Config, 'mailDomain'>,
  addressesAndIds: readonly string[],
): Promise<CaseThread | undefined> {
  const tokens = new Set(addressesAndIds.flatMap((text) => mailTokenIn(text, mailDomain) ?? []));
  for (const token of tokens) {
    const caseId = await findCaseId(db, 'mail', token);
    if (caseId !== undefined) return readThread(db, caseId);
  }
  return undefined;
}

async function readThread(db: Database, caseId: string): Promise<CaseThread | undefined> {
  const { rows } = await sql<{
    number: string;
    email: string | null;
    person_id: string | null;
    locale: Locale;
    state: CaseState;
  }>`
    select number, email, person_id, locale, state from complaints.cases where shard = ${shardOf(caseId)} and id = ${caseId}`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const person = row.person_id === null ? undefined : await personById(db, row.person_id);
  const senders = new Set([row.email, person?.email ?? null].filter((address) => address !== null));
  return { caseId, number: row.number, senders: [...senders], locale: row.locale, state: row.state };
}
