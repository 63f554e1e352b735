import { sql } from 'kysely';
import { randomInt } from 'node:crypto';
import { eraseEvidence, listEvidence } from '../evidence/evidence.ts';
import type { StoredFile, Vault } from '../evidence/evidence.ts';
import type { Ctx } from '../platform/command.ts';
import { sha256 } from '../platform/crypto.ts';
import type { Database } from '../platform/db.ts';
import { newId } from '../platform/id.ts';
import { complaintsProblem } from './problems.ts';

/** How long an unsent complaint is kept after it was last saved, in days. */
const draftDaysMax = 30;

/** Answers by the name of their question; the form knows what they mean. */
export type DraftAnswers = Readonly<Record<string, string>>;

/** A complaint that is being written. */
export interface Draft {
  /** Under which its files lie. */
  readonly id: string;
  readonly answers: DraftAnswers;
  readonly startedAt: Date;
  readonly expiresAt: Date;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 16;

/** A resume code such as `7K3M-29QF-X0AB-CDEF`: 80 random bits, to be written down. */
function newResumeCode(): string {
  const code = Array.from({ length: codeLength }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/** Under which a draft is kept, however its code was typed. */
function codeHashOf(typed: string): Buffer {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return sha256(`draft ${plain}`);
}

/** Finds a draft that has not expired. Throws `complaints.unknown-draft`. */
export async function readDraft(db: Database, code: string, now: Date): Promise<Draft> {
  const row = await select(db, code, now);
  if (row === undefined) throw complaintsProblem('unknown-draft');
  return row;
}

/** The draft's files, in the order they came. */
export async function readDraftFiles(db: Database, draft: Draft): Promise<StoredFile[]> {
  return listEvidence(db, draft.id);
}

/** Saves a draft: a new one under a new code, or over the one that the code opens. Returns the code. */
export async function writeDraft(
  { tx, now, config }: Ctx,
  { code, answers }: { readonly code: string | undefined; readonly answers: DraftAnswers },
): Promise<{ readonly code: string; readonly expiresAt: Date }> {
  const expiresAt = new Date(now.getTime() + draftDaysMax * 86_400_000);
  const saved = { answers: JSON.stringify(answers), saved_at: now, expires_at: expiresAt };
  if (code === undefined) {
    const made = newResumeCode();
    const draft = { code_hash: codeHashOf(made), id: newId(randomInt(config.shards)), started_at: now };
    await tx
      .insertInto('complaints.drafts')
      .values({ ...draft, ...saved })
      .execute();
    return { code: made, expiresAt };
  }
  const updated = await tx
    .updateTable('complaints.drafts')
    .set(saved)
    .where('code_hash', '=', codeHashOf(code))
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst();
  if (updated === undefined) throw complaintsProblem('unknown-draft');
  return { code, expiresAt };
}

/** Ends a draft whose complaint is being sent: its files go with the case. Throws `complaints.unknown-draft`. */
export async function takeDraft({ tx, now }: Ctx, code: string): Promise<Draft> {
  const draft = await readDraft(tx, code, now);
  const taken = await tx
    .deleteFrom('complaints.drafts')
    .where('code_hash', '=', codeHashOf(code))
    .returning('id')
    .executeTakeFirst();
  if (taken === undefined) throw complaintsProblem('unknown-draft');
  return draft;
}

const draftsPerSweep = 100;

/** Erases drafts that nobody came back for, with their files; the vault first, so that a crash leaves nothing behind. */
export async function eraseExpiredDrafts(vault: Vault, now: Date): Promise<void> {
  for (;;) {
    const expired = await vault.db
      .selectFrom('complaints.drafts')
      .select(['code_hash', 'id'])
      .where('expires_at', '<=', now)
      .limit(draftsPerSweep)
      .execute();
    for (const { code_hash: hash, id } of expired) {
      await eraseEvidence(vault, id);
      await vault.db
        .deleteFrom('complaints.drafts')
        .where('code_hash', '=', hash)
        .where('expires_at', '<=', now)
        .execute();
    }
    if (expired.length < draftsPerSweep) return;
  }
}

async function select(db: Database, code: string, now: Date): Promise<Draft | undefined> {
  const { rows } = await sql<{ id: string; answers: DraftAnswers; started_at: Date; expires_at: Date }>`
    select id, answers, started_at, expires_at from complaints.drafts where code_hash = ${codeHashOf(code)} and expires_at > ${now}`.execute(
    db,
  );
  const row = rows[0];
  return row && { id: row.id, answers: row.answers, startedAt: row.started_at, expiresAt: row.expires_at };
}
