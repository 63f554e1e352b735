import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { shardOf } from '../platform/id.ts';

interface Place {
  readonly holder: string;
  readonly sha256: string;
}

/** Where a holder's file of this content lies; the parts are our own id and a hash, never a sender's text. */
export function pathOf(dataDir: string, { holder, sha256 }: Place): string {
  return join(dataDir, 'vault', String(shardOf(holder)), sha256.slice(0, 2), `${holder}.${sha256}`);
}

/**
 * Writes bytes so that a power cut leaves the whole file or none: to a temporary name, synced, then renamed to where
 * `place` says it belongs once all bytes are known, and the folder synced. Whatever throws, nothing is left behind.
 */
export async function writeDurably<Known extends Place>(
  dataDir: string,
  bytes: AsyncIterable<Buffer>,
  place: () => Promise<Known>,
): Promise<Known> {
  const temporary = join(dataDir, 'vault', 'incoming', randomUUID());
  await mkdir(dirname(temporary), { recursive: true, mode: 0o700 });
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      for await (const chunk of bytes) await file.writeFile(chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    const known = await place();
    await moveDurably(temporary, pathOf(dataDir, known));
    return known;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Removes a file; one that is gone already is no failure. */
export async function removeFile(dataDir: string, place: Place): Promise<void> {
  await rm(pathOf(dataDir, place), { force: true });
}

async function moveDurably(from: string, to: string): Promise<void> {
  const folder = dirname(to);
  const created = await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(from, to);
  await syncFolder(folder);
  // A new folder is durable only when the ones above it know of it.
  if (created === undefined) return;
  for (let above = dirname(folder); above.length >= dirname(created).length; above = dirname(above))
    await syncFolder(above);
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
