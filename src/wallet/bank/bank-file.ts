import type { Ctx } from '../../platform/command.ts';
import { actorName } from '../../platform/actor.ts';
import type { Config } from '../../platform/config.ts';
import { sha256 } from '../../platform/crypto.ts';
import type { Tx } from '../../platform/db.ts';
import type { Problem } from '../../platform/problem.ts';
import { bankFileBytesMax, readBankFile } from '../../rails/rails.ts';
import type { BankFile } from '../../rails/rails.ts';
import { findAsset } from '../asset.ts';
import { problem } from '../problems.ts';

/**
 * `kept`: it came and was not understood yet; `refused`: it cannot be understood; `waiting`: a second person must
 * confirm it; `booking`: part of it is booked; `turned-down`: a person put it aside.
 */
export const bankFileStates = ['kept', 'refused', 'waiting', 'booking', 'booked', 'turned-down'] as const;
export type BankFileState = (typeof bankFileStates)[number];

/** The bytes of a file in base64; undefined where it is none. */
function decode(text: string): Buffer | undefined {
  const file = Buffer.from(text, 'base64');
  // Node skips what is not base64; a whole file gives its text back.
  return file.toString('base64').replace(/=+$/, '') === text.replace(/\s/g, '').replace(/=+$/, '') ? file : undefined;
}

export function decodeFile(text: string): Buffer {
  const file = decode(text);
  if (file === undefined) throw problem('file-not-base64');
  return file;
}

/** Keeps a file as it came, before anybody reads it. What is empty, larger than any statement, or no file at all is not kept. */
export async function keepFile(ctx: Ctx, text: string): Promise<void> {
  const content = decode(text);
  if (content === undefined || content.length === 0 || content.length > bankFileBytesMax) return;
  const uploaded = { uploaded_at: ctx.now, uploaded_by: actorName(ctx.actor) };
  await ctx.tx
    .insertInto('wallet.bank_files')
    .values({ sha256: sha256(content), content, state: 'kept', ...uploaded })
    .onConflict((conflict) =>
      conflict
        .column('sha256')
        .doUpdateSet({ state: 'kept', settled_by: null, settled_at: null, settled_because: null, ...uploaded })
        // What was refused or put aside is tried again; what is booked, or under way, stays as it is.
        .where('wallet.bank_files.state', 'in', ['kept', 'refused', 'turned-down']),
    )
    .execute();
}

/** Writes down, for a person to see, why a kept file was refused. */
export async function refuseFile(ctx: Ctx, text: string, { code, text: sentences, values }: Problem): Promise<void> {
  const content = decode(text);
  if (content === undefined) return;
  await ctx.tx
    .updateTable('wallet.bank_files')
    .set({
      state: 'refused',
      refused_code: code,
      refused_text: JSON.stringify({ title: sentences.title, detail: sentences.detail, values }),
    })
    .where('sha256', '=', sha256(content))
    .where('state', '=', 'kept')
    .execute();
}

/** The last file that was read, so that the parts of a large one are not each read anew. */
let lastRead: { readonly sha256: string; readonly file: BankFile; readonly until: number } | undefined;

const keptMs = 300_000;

/** What a file says; throws the `rails.…` Problems. */
export function understand(
  content: Uint8Array,
  { config, now }: { readonly config: Config; readonly now: Date },
): BankFile {
  const hash = sha256(content).toString('hex');
  if (lastRead?.sha256 === hash && lastRead.until > now.getTime()) return lastRead.file;
  const file = readBankFile(content, (currency) => findAsset(config, currency)?.decimals);
  lastRead = { sha256: hash, file, until: now.getTime() + keptMs };
  return file;
}

export interface LockedFile {
  readonly content: Buffer;
  readonly state: string;
  readonly uploadedBy: string;
}

/** A kept file, locked until the caller commits. */
export async function lockFile(tx: Tx, hash: Buffer): Promise<LockedFile | undefined> {
  return tx
    .selectFrom('wallet.bank_files')
    .select(['content', 'state', 'uploaded_by as uploadedBy'])
    .where('sha256', '=', hash)
    .forUpdate()
    .executeTakeFirst();
}

export async function markFile(
  tx: Tx,
  hash: Buffer,
  set: { readonly state: BankFileState; readonly kind?: BankFile['kind'] },
): Promise<void> {
  await tx.updateTable('wallet.bank_files').set(set).where('sha256', '=', hash).execute();
}
