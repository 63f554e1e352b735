import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Config } from '../platform/config.ts';
import { deriveKey, unwrapKey, wrapKey } from '../platform/crypto.ts';
import type { Database } from '../platform/db.ts';
import { newId, shardOf } from '../platform/id.ts';
import { decrypt, encrypt } from './cipher.ts';
import { cleanName, KindDetector } from './file-kind.ts';
import { evidenceProblem } from './problems.ts';
import { pathOf, removeFile, writeDurably } from './vault.ts';

export { shownTypes } from './file-kind.ts';
export { evidenceProblem } from './problems.ts';

/** Largest file, in bytes. */
export const fileBytesMax = 25 * 1024 * 1024;

/** Files that a case, or a draft of one, may hold. */
export const filesMax = 20;

/** A file in the vault. It belongs to a holder (a case, or a draft of one), under whose key it is encrypted. */
export interface StoredFile {
  readonly id: string;
  readonly holder: string;
  /** Of its plain bytes, in hexadecimal. */
  readonly sha256: string;
  /** The sender's name for it: a text to show, never a path. */
  readonly name: string;
  /** Media type by its content, text with its charset. */
  readonly type: string;
  readonly size: number;
  /** False for an original that is kept but neither shown nor opened. */
  readonly shown: boolean;
}

/** What the vault works with. */
export interface Vault {
  readonly db: Database;
  readonly config: Pick<Config, 'dataDir' | 'masterKey'>;
}

export interface NewFile {
  readonly holder: string;
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array> | Uint8Array;
  /** Nothing may be lost (a mail's attachment): what would be refused is kept unshown instead. */
  readonly keepAll?: boolean;
}

/**
 * Stores a file: encrypted, on disk for good before its row exists. Throws `evidence.too-large`, `.too-many`, `.empty`
 * or `.kind-refused`, and then keeps nothing. The same content twice in one holder is stored once.
 */
export async function storeEvidence(
  vault: Vault,
  { holder, name, content, keepAll = false }: NewFile,
  now: Date,
): Promise<StoredFile> {
  const shard = shardOf(holder);
  const shownName = cleanName(name);
  const key = await holderKey(vault, holder, now);
  const count = await countFiles(vault.db, holder);
  if (!keepAll && count >= filesMax) throw evidenceProblem('too-many');
  const meter = new Meter(shownName, keepAll ? Infinity : fileBytesMax);
  const found = await writeDurably(vault.config.dataDir, encrypt(key, meter.measure(chunksOf(content))), async () => {
    const kind = await meter.finish();
    if (!keepAll && meter.size === 0) throw evidenceProblem('empty', { name: shownName });
    if (!keepAll && !kind.shown) throw evidenceProblem('kind-refused', { name: shownName });
    const shown = kind.shown && count < filesMax && meter.size > 0 && meter.size <= fileBytesMax;
    return { holder, sha256: meter.sha256(), type: kind.type, size: meter.size, shown };
  });
  const file = { id: newId(shard), name: shownName, ...found };
  await vault.db
    .insertInto('evidence.files')
    .values({ ...file, shard, sha256: Buffer.from(file.sha256, 'hex'), stored_at: now })
    .execute();
  return file;
}

/**
 * The plain bytes of a file, streamed and authenticated chunk by chunk. The caller has judged that its reader may see
 * it. Throws `evidence.unknown`.
 */
export async function readEvidence(
  vault: Vault,
  { holder, id }: Pick<StoredFile, 'holder' | 'id'>,
): Promise<{ readonly file: StoredFile; readonly content: AsyncIterable<Buffer> }> {
  const row = await vault.db
    .selectFrom('evidence.files as file')
    .innerJoin('evidence.keys as key', (join) =>
      join.onRef('key.shard', '=', 'file.shard').onRef('key.holder', '=', 'file.holder'),
    )
    .select(['file.sha256', 'file.name', 'file.type', 'file.size', 'file.shown', 'key.wrapped'])
    .where('file.shard', '=', shardOf(holder))
    .where('file.holder', '=', holder)
    .where('file.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) throw evidenceProblem('unknown');
  const { wrapped, sha256, ...facts } = row;
  const file = { id, holder, ...facts, sha256: sha256.toString('hex') };
  return {
    file,
    content: decrypt(
      unwrapKey(masterKeyOf(vault), wrapped, holder),
      createReadStream(pathOf(vault.config.dataDir, file)),
    ),
  };
}

/** A holder's files in the order they came. */
export async function listEvidence(db: Database, holder: string): Promise<StoredFile[]> {
  const rows = await db
    .selectFrom('evidence.files')
    .select(['id', 'holder', 'sha256', 'name', 'type', 'size', 'shown'])
    .where('shard', '=', shardOf(holder))
    .where('holder', '=', holder)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, sha256: row.sha256.toString('hex') }));
}

/** Takes one file back out of the vault, before it is part of a case. */
export async function removeEvidence(vault: Vault, { holder, id }: Pick<StoredFile, 'holder' | 'id'>): Promise<void> {
  const shard = shardOf(holder);
  const removed = await vault.db
    .deleteFrom('evidence.files')
    .where('shard', '=', shard)
    .where('holder', '=', holder)
    .where('id', '=', id)
    .returning('sha256')
    .executeTakeFirst();
  if (removed === undefined) return;
  const sha256 = removed.sha256.toString('hex');
  const left = await listEvidence(vault.db, holder);
  if (left.every((file) => file.sha256 !== sha256)) await removeFile(vault.config.dataDir, { holder, sha256 });
}

/** Erases everything of a holder: key, rows and files. Without the key even a copy of the files is noise. */
export async function eraseEvidence(vault: Vault, holder: string): Promise<void> {
  const shard = shardOf(holder);
  const removed = await vault.db.transaction().execute(async (tx) => {
    const files = await tx
      .deleteFrom('evidence.files')
      .where('shard', '=', shard)
      .where('holder', '=', holder)
      .returning('sha256')
      .execute();
    await tx.deleteFrom('evidence.keys').where('shard', '=', shard).where('holder', '=', holder).execute();
    return files;
  });
  for (const { sha256 } of removed) await removeFile(vault.config.dataDir, { holder, sha256: sha256.toString('hex') });
}

async function holderKey(vault: Vault, holder: string, now: Date): Promise<Buffer> {
  const shard = shardOf(holder);
  const masterKey = masterKeyOf(vault);
  const find = () =>
    vault.db
      .selectFrom('evidence.keys')
      .select('wrapped')
      .where('shard', '=', shard)
      .where('holder', '=', holder)
      .executeTakeFirst();
  const known = await find();
  if (known !== undefined) return unwrapKey(masterKey, known.wrapped, holder);
  const made = wrapKey(masterKey, randomBytes(32), holder);
  await vault.db
    .insertInto('evidence.keys')
    .values({ shard, holder, wrapped: made, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { wrapped } = (await find()) ?? { wrapped: made };
  return unwrapKey(masterKey, wrapped, holder);
}

function masterKeyOf(vault: Vault): Buffer {
  return deriveKey(vault.config.masterKey, 'evidence');
}

async function countFiles(db: Database, holder: string): Promise<number> {
  const { count } = await db
    .selectFrom('evidence.files')
    .select((select) => select.fn.countAll<bigint>().as('count'))
    .where('shard', '=', shardOf(holder))
    .where('holder', '=', holder)
    .where('shown', '=', true)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Measures a stream as it passes: size, SHA-256, kind; throws as soon as it is too large. */
class Meter {
  size = 0;
  readonly #name: string;
  readonly #bytesMax: number;
  readonly #hash = createHash('sha256');
  readonly #kind = new KindDetector();

  constructor(name: string, bytesMax: number) {
    this.#name = name;
    this.#bytesMax = bytesMax;
  }

  async *measure(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const bytes of content) {
      this.size += bytes.length;
      if (this.size > this.#bytesMax) throw evidenceProblem('too-large', { name: this.#name });
      this.#hash.update(bytes);
      this.#kind.push(bytes);
      yield bytes;
    }
  }

  sha256(): string {
    return this.#hash.digest('hex');
  }

  async finish(): Promise<{ readonly type: string; readonly shown: boolean }> {
    return this.#kind.finish();
  }
}

async function* chunksOf(content: AsyncIterable<Uint8Array> | Uint8Array): AsyncGenerator<Uint8Array> {
  if (content instanceof Uint8Array) yield content;
  else yield* content;
}
