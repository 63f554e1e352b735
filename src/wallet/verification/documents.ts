import { evidenceProblem, listEvidence, readEvidence, removeEvidence, storeEvidence } from '../../evidence/evidence.ts';
import type { NewFile, StoredFile } from '../../evidence/evidence.ts';
import { personById } from '../../identity/identity.ts';
import { hasRole } from '../../platform/actor.ts';
import type { QueryCtx } from '../../platform/command.ts';
import { isId, newId, shardOf } from '../../platform/id.ts';
import { personIdOf } from '../payment.ts';
import { problem as walletProblem } from '../problems.ts';
import type { DocumentKind } from './contract.ts';
import { verificationProblem } from './problems.ts';
import { readVerification } from './store.ts';

/** Files that one verification, or one order, may hold. */
export const documentsMax = 6;

type IncomingFile = Omit<NewFile, 'holder' | 'keepAll'>;

/** Keeps a document in the vault; a text or a moving picture shows no document. */
async function storeDocument(ctx: QueryCtx, holder: string, file: IncomingFile): Promise<StoredFile> {
  if ((await listEvidence(ctx.db, holder)).length >= documentsMax)
    throw verificationProblem('document-too-many', { max: String(documentsMax) });
  const stored = await storeEvidence(ctx, { ...file, holder }, ctx.now);
  if (/^(image\/(png|jpeg|webp|heic)|application\/pdf)$/.test(stored.type)) return stored;
  await removeEvidence(ctx, stored);
  throw verificationProblem('document-kind-refused');
}

/** The caller's own verification that is not sent yet; throws `wallet.verification-unknown` for any other. */
async function requireOwnDraft(ctx: QueryCtx, verificationId: string): Promise<void> {
  const row = await readVerification(ctx.db, verificationId);
  if (row.person_id !== personIdOf(ctx.actor)) throw verificationProblem('verification-unknown');
  if (row.state !== 'draft') throw verificationProblem('verification-under-way');
}

/** Adds a document to one's own verification before it is sent. */
export async function addVerificationDocument(
  ctx: QueryCtx,
  verificationId: string,
  kind: DocumentKind,
  file: IncomingFile,
): Promise<StoredFile> {
  await requireOwnDraft(ctx, verificationId);
  const stored = await storeDocument(ctx, verificationId, file);
  await ctx.db
    .insertInto('wallet.verification_files')
    .values({ shard: shardOf(verificationId), verification_id: verificationId, file_id: stored.id, kind })
    .execute();
  return stored;
}

/** Takes a document out of one's own verification before it is sent. */
export async function removeVerificationDocument(ctx: QueryCtx, verificationId: string, fileId: string): Promise<void> {
  await requireOwnDraft(ctx, verificationId);
  await ctx.db
    .deleteFrom('wallet.verification_files')
    .where('shard', '=', shardOf(verificationId))
    .where('verification_id', '=', verificationId)
    .where('file_id', '=', fileId)
    .execute();
  await removeEvidence(ctx, { holder: verificationId, id: fileId });
}

/** Adds the document of a legal order to the freeze that it ordered. */
export async function addOrderDocument(ctx: QueryCtx, freezeId: string, file: IncomingFile): Promise<StoredFile> {
  if (!hasRole(ctx.actor, 'compliance', 'admin')) throw walletProblem('order-by-compliance');
  const freeze = await ctx.db
    .selectFrom('wallet.freezes')
    .select('reason')
    .where('shard', '=', shardOf(freezeId))
    .where('id', '=', freezeId)
    .executeTakeFirst();
  if (freeze?.reason !== 'legal-order') throw evidenceProblem('unknown');
  return storeDocument(ctx, freezeId, file);
}

/** Opens a document of a verification or a legal order, for compliance alone; the opening is on record before a byte is read. */
export async function openDocument(
  ctx: QueryCtx,
  holder: string,
  fileId: string,
): Promise<{ readonly file: StoredFile; readonly content: AsyncIterable<Buffer> }> {
  if (!hasRole(ctx.actor, 'compliance', 'admin') || !(await holdsDocuments(ctx, holder)))
    throw evidenceProblem('unknown');
  const opened = await readEvidence(ctx, { holder, id: fileId });
  const shard = shardOf(holder);
  await ctx.db
    .insertInto('wallet.document_openings')
    .values({ shard, id: newId(shard), holder, file_id: fileId, opened_at: ctx.now, opened_by: personIdOf(ctx.actor) })
    .execute();
  return opened;
}

/** Cases keep files in the same vault; those are another page's. */
async function holdsDocuments({ db }: QueryCtx, holder: string): Promise<boolean> {
  if (!isId(holder)) return false;
  const shard = shardOf(holder);
  const [verification, freeze] = await Promise.all([
    db
      .selectFrom('wallet.verifications')
      .select('id')
      .where('shard', '=', shard)
      .where('id', '=', holder)
      .executeTakeFirst(),
    db.selectFrom('wallet.freezes').select('id').where('shard', '=', shard).where('id', '=', holder).executeTakeFirst(),
  ]);
  return verification !== undefined || freeze !== undefined;
}

export interface DocumentOpening {
  readonly fileId: string;
  readonly at: Date;
  /** The name of whoever opened it. */
  readonly by: string;
}

/** Who opened the documents of a holder, latest first. */
export async function listOpenings({ db }: Pick<QueryCtx, 'db'>, holder: string): Promise<readonly DocumentOpening[]> {
  const rows = await db
    .selectFrom('wallet.document_openings')
    .select(['file_id', 'opened_at', 'opened_by'])
    .where('shard', '=', shardOf(holder))
    .where('holder', '=', holder)
    .orderBy('opened_at', 'desc')
    .limit(100)
    .execute();
  return Promise.all(
    rows.map(async (row) => ({
      fileId: row.file_id,
      at: row.opened_at,
      by: (await personById(db, row.opened_by))?.name ?? '',
    })),
  );
}
