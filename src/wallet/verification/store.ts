import type { Selectable } from 'kysely';
import { listEvidence } from '../../evidence/evidence.ts';
import { assert } from '../../platform/assert.ts';
import type { Database } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import type { DB } from '../../platform/schema.ts';
import { askedLevels, documentKinds, refusalReasonCodes, verificationStates } from './contract.ts';
import type { Verification, VerificationDetails, VerificationDocument, VerificationState } from './contract.ts';
import { verificationProblem } from './problems.ts';

export type VerificationRow = Selectable<DB['wallet.verifications']>;

/** One of a list of known values; a row never holds another. */
function known<Value>(values: readonly Value[], value: unknown): Value {
  const found = values.find((one) => one === value);
  assert(found !== undefined, 'a row of a verification holds what we know');
  return found;
}

async function readDocuments(db: Database, verificationId: string): Promise<readonly VerificationDocument[]> {
  const kinds = await db
    .selectFrom('wallet.verification_files')
    .select(['file_id', 'kind'])
    .where('shard', '=', shardOf(verificationId))
    .where('verification_id', '=', verificationId)
    .execute();
  const files = await listEvidence(db, verificationId);
  return files.flatMap(({ id, name, type, size, sha256 }) => {
    const kind = kinds.find(({ file_id: file }) => file === id)?.kind;
    return kind === undefined ? [] : [{ id, kind: known(documentKinds, kind), name, type, size, sha256 }];
  });
}

export async function toVerification(db: Database, row: VerificationRow): Promise<Verification> {
  return {
    id: row.id,
    level: known(askedLevels, row.level),
    state: known(verificationStates, row.state),
    // oxlint-disable-next-line typescript/consistent-type-assertions -- only `readDetails` writes it
    details: row.details as VerificationDetails,
    documents: await readDocuments(db, row.id),
    openedAt: row.opened_at,
    submittedAt: row.submitted_at,
    decidedAt: row.decided_at,
    reasons: row.reasons.map((reason) => known(refusalReasonCodes, reason)),
    remark: row.remark,
  };
}

/** A person's latest verification, of those in some states where given. */
export async function findLatest(
  db: Database,
  personId: string,
  states: readonly VerificationState[] = verificationStates,
): Promise<VerificationRow | undefined> {
  return db
    .selectFrom('wallet.verifications')
    .selectAll()
    .where('shard', '=', shardOf(personId))
    .where('person_id', '=', personId)
    .where('state', 'in', states)
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** A verification by its id; throws `wallet.verification-unknown`. `lock`: nobody else changes it until the caller commits. */
export async function readVerification(db: Database, id: string, lock = false): Promise<VerificationRow> {
  const row = await db
    .selectFrom('wallet.verifications')
    .selectAll()
    .where('shard', '=', shardOf(id))
    .where('id', '=', id)
    .$if(lock, (rest) => rest.forUpdate())
    .executeTakeFirst();
  if (row === undefined) throw verificationProblem('verification-unknown');
  return row;
}
