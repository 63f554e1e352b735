import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:fs';
import {
  access,
  chown,
  mkdir,
  mkdtemp,
  open,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { assert } from './assert.ts';
import type { Config } from './config.ts';
import { newToken, sha256 } from './crypto.ts';
import { log } from './log.ts';
import { findPostgresBinaries } from './postgres-binaries.ts';
import type { ServerUser } from './postgres-binaries.ts';
import { clusterProcesses, findUser } from './processes.ts';
import { StartFailure } from './start-failure.ts';

export interface PostgresOptions {
  readonly dataDir: string;
  /** Settings that differ from ours; tests relax durability this way, nothing else does. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface Postgres {
  /** Connects to the database `recourse` as its owner. */
  readonly url: string;
  /** Leaves the server; the last program that uses it stops it. */
  stop(): Promise<void>;
}

/** What is known of one cluster: `home` holds `data` (the cluster), `password` and `server.log`. */
interface Cluster {
  readonly home: string;
  readonly data: string;
  readonly password: string;
  /** Marks every process of the server on its command line; it moves with the folder. */
  readonly name: string;
  readonly user: ServerUser;
  readonly binaries: string;
  readonly settings: Readonly<Record<string, string>>;
  /** A path of `data` short enough for a socket's address. */
  readonly socketFolder: string;
}

const majorVersion = '18';
const owner = 'recourse';
const database = 'recourse';
const socketName = '.s.PGSQL.5432';
/** Everybody who uses the server holds this advisory lock shared, so that the last to leave knows it. */
const presenceLock = 7_266_000;
const versionNumberMin = 150_000;
const connectSecondsMax = 10;
const startSecondsMax = 30;
const stopSecondsMax = 60;
const logBytesMax = 10_000_000;

/**
 * The database of this installation: the one that `DATABASE_URL` names, else the embedded one. Throws a `StartFailure`
 * where it does not answer or cannot serve us.
 */
export async function openDatabase(config: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Postgres> {
  if (config.databaseUrl === undefined) return startPostgres({ dataDir: config.dataDir });
  await expectUsable(config.databaseUrl);
  return { url: config.databaseUrl, stop: () => Promise.resolve() };
}

async function expectUsable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: connectSecondsMax * 1_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
    );
    const [server] = rows;
    assert(server, 'a query of settings has one row');
    if (server.version < versionNumberMin) {
      throw new StartFailure('The database of DATABASE_URL is older than PostgreSQL 15; use a newer server.');
    }
    if (server.encoding !== 'UTF8') {
      throw new StartFailure(`The database of DATABASE_URL is in ${server.encoding}; create it with encoding UTF8.`);
    }
  } catch (cause) {
    if (cause instanceof StartFailure) throw cause;
    throw new StartFailure(`The database of DATABASE_URL does not answer: ${reasonOf(cause)}.`, { cause });
  } finally {
    await client.end().catch(() => undefined);
  }
}

function reasonOf(error: unknown): string {
  // A host with two addresses fails twice, and says so in the parts only.
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

/**
 * Starts the embedded PostgreSQL of `dataDir`, or joins it where it runs already: after a `kill -9` of the program, or
 * because another of our programs uses it. A server that dies is started again; one that cannot be ends the program.
 * Throws a `StartFailure`.
 */
export async function startPostgres({ dataDir, settings = {} }: PostgresOptions): Promise<Postgres> {
  const cluster = await openCluster(await realpath(dataDir), settings);
  const leaving = new AbortController();
  const stay = async (): Promise<pg.Client> => {
    const client = await enter(cluster);
    client.on('error', () => undefined);
    client.once('end', () => {
      if (leaving.signal.aborted) return;
      log.error({}, 'the embedded PostgreSQL is gone; starting it again');
      // Where that fails nobody waits, so the failure ends the program.
      presence = stay();
    });
    return client;
  };
  let presence = stay();
  await createDatabase(await presence);
  return {
    url: urlOf(cluster, database),
    stop: async () => {
      leaving.abort();
      await leave(cluster, await presence);
    },
  };
}

async function openCluster(dataDir: string, settings: Readonly<Record<string, string>>): Promise<Cluster> {
  const home = join(dataDir, 'postgres');
  const data = join(home, 'data');
  const user = await chooseUser(home);
  const binaries = await findPostgresBinaries(dataDir, user);
  if (!(await exists(home))) await createCluster(dataDir, home, binaries, user);
  const [version, password] = await readCluster(home);
  if (version !== majorVersion) {
    throw new StartFailure(
      `The database in ${home} was made by PostgreSQL ${version}; this program carries PostgreSQL ${majorVersion}.`,
    );
  }
  const name = `recourse-${sha256(password).toString('hex').slice(0, 12)}`;
  return { home, data, password, name, user, binaries, settings, socketFolder: await shortPath(data) };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function readCluster(home: string): Promise<[version: string, password: string]> {
  try {
    await access(join(home, 'data'), constants.R_OK | constants.W_OK);
    const texts = await Promise.all([
      readFile(join(home, 'data/PG_VERSION'), 'utf8'),
      readFile(join(home, 'password'), 'utf8'),
    ]);
    return [texts[0].trim(), texts[1].trim()];
  } catch (cause) {
    throw new StartFailure(
      `The database folder ${home} is damaged or belongs to another user; start as its owner or choose another DATA_DIR.`,
      { cause },
    );
  }
}

/** PostgreSQL refuses to run as root: then it runs as the owner of its folder, else as `postgres` or `nobody`. */
async function chooseUser(home: string): Promise<ServerUser> {
  if (process.getuid?.() !== 0) return undefined;
  const folder = await stat(home).catch(() => undefined);
  if (folder === undefined) {
    const user = (await findUser('postgres')) ?? (await findUser('nobody'));
    if (user) return user;
    throw new StartFailure(
      'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it; start as another user.',
    );
  }
  if (folder.uid === 0)
    throw new StartFailure(
      `PostgreSQL does not run as root: give ${home} to another user (chown -R postgres ${home}).`,
    );
  return { uid: folder.uid, gid: folder.gid };
}

/** Makes the cluster beside its place and moves it in whole, so that a half made one is never found there. */
async function createCluster(dataDir: string, home: string, binaries: string, user: ServerUser): Promise<void> {
  const draft = await mkdtemp(join(dataDir, 'postgres-new-'));
  await mkdir(join(draft, 'data'), { mode: 0o700 });
  await writeFile(join(draft, 'password'), `${newToken()}\n`, { mode: 0o600 });
  await writeFile(join(draft, 'server.log'), '', { mode: 0o600 });
  if (user)
    for (const path of ['', 'data', 'password', 'server.log']) await chown(join(draft, path), user.uid, user.gid);
  const data = join(draft, 'data');
  const here = enteredFolder(data);
  const locale = ['--encoding=UTF8', '--no-locale', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const rights = [`--username=${owner}`, `--pwfile=${here}/../password`, '--auth=scram-sha-256'];
  const child = await run(
    join(binaries, 'bin/initdb'),
    ['-D', here, ...locale, ...rights, '--no-instructions'],
    data,
    join(draft, 'server.log'),
    user,
  );
  const failure = await child.ended;
  if (failure !== undefined) {
    const reason = await lastComplaint(child);
    await rm(draft, { recursive: true, force: true });
    throw new StartFailure(`The database could not be created in ${home}: ${reason ?? failure}.`);
  }
  await rename(draft, home).catch(async (fault: unknown) => {
    // Another program of ours was faster.
    await rm(draft, { recursive: true, force: true });
    if (!(await exists(home))) throw fault;
  });
}

/**
 * The name under which the server knows a folder it is started in. On Linux it is entered before root's rights are
 * dropped and named by that entry, so the folders above (a home, a private temporary folder) may be closed to its user.
 */
function enteredFolder(folder: string): string {
  return process.platform === 'linux' ? '/proc/self/cwd' : folder;
}

interface Run {
  readonly child: ChildProcess;
  /** Settles when the process has ended: undefined for success. */
  readonly ended: Promise<string | undefined>;
  readonly logFile: string;
  readonly logStart: number;
}

async function run(program: string, args: string[], cwd: string, logFile: string, user: ServerUser): Promise<Run> {
  const output = await open(logFile, 'a', 0o600);
  try {
    if ((await output.stat()).size > logBytesMax) await output.truncate();
    const { size: logStart } = await output.stat();
    // Detached: Ctrl-C in a terminal must reach this program only, which stops the server after its last work.
    const child = spawn(program, args, {
      ...user,
      cwd,
      detached: true,
      stdio: ['ignore', output.fd, output.fd],
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
    });
    return { child, ended: endOf(child), logFile, logStart };
  } finally {
    await output.close();
  }
}

function endOf(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code === 0 ? undefined : `it ended with ${signal ?? `code ${code}`}`));
  });
}

/** Connects, starting the server as often as it takes: what a killed one leaves behind takes a second to go. */
async function enter(cluster: Cluster): Promise<pg.Client> {
  let deadline = performance.now() + startSecondsMax * 1_000;
  let server: Run | undefined;
  let failure: string | undefined;
  while (performance.now() < deadline) {
    const answer = await connect(cluster);
    if (answer instanceof pg.Client) return answer;
    // Recovery after a crash takes as long as it takes; the server says that it is at it.
    if (answer === 'busy') deadline = performance.now() + startSecondsMax * 1_000;
    else if ((await clusterProcesses(cluster.name)).length === 0) {
      if (server) failure = await refusal(cluster, server);
      server = await launch(cluster);
    }
    await delay(answer === 'busy' ? 100 : 30);
  }
  throw new StartFailure(
    `The embedded PostgreSQL did not start within ${startSecondsMax} s${failure ? ` (${failure})` : ''}; see ${join(cluster.home, 'server.log')}.`,
  );
}

async function connect(cluster: Cluster): Promise<pg.Client | 'busy' | 'absent'> {
  const client = new pg.Client({ connectionString: urlOf(cluster, 'postgres'), application_name: 'recourse presence' });
  try {
    await client.connect();
    await client.query('select pg_advisory_lock_shared($1)', [presenceLock]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === '28P01' || code === '28000')
      throw new StartFailure(`The database in ${cluster.home} refuses the password kept beside it.`);
    // 57P01 to 57P03: shutting down, recovering, starting up.
    return typeof code === 'string' && code.startsWith('57P0') ? 'busy' : 'absent';
  }
}

/** Why the server just launched has ended; a `StartFailure` where trying again cannot help. */
async function refusal(cluster: Cluster, server: Run): Promise<string> {
  const ended = await server.ended;
  const reason = (await lastComplaint(server)) ?? ended ?? 'it ended at once';
  if (/lock file "postmaster.pid" already exists/.test(reason)) {
    // None of our processes lives, so the number in the file is a zombie's or now another program's.
    await unlink(join(cluster.data, 'postmaster.pid')).catch(() => undefined);
    return reason;
  }
  if (/pre-existing shared memory block|lock file .* is empty/.test(reason)) return reason;
  throw new StartFailure(`The embedded PostgreSQL does not start: ${reason}. See ${join(cluster.home, 'server.log')}.`);
}

/** The last line in which PostgreSQL says what stopped it, of those written since `run` began. */
async function lastComplaint({ logFile, logStart }: Run): Promise<string | undefined> {
  const text = (await readFile(logFile).catch(() => Buffer.alloc(0))).subarray(logStart).toString();
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const line = lines.findLast((candidate) => /(FATAL|PANIC|error):/.test(candidate)) ?? lines.at(-1);
  return line?.replace(/^.*?(FATAL|PANIC|error):\s*/, '').replace(/\.$/, '');
}

async function launch(cluster: Cluster): Promise<Run> {
  const settings = { ...serverSettings(totalmem()), ...cluster.settings, cluster_name: cluster.name };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const server = await run(
    join(cluster.binaries, 'bin/postgres'),
    ['-D', enteredFolder(cluster.data), ...args],
    cluster.data,
    join(cluster.home, 'server.log'),
    cluster.user,
  );
  // It may outlive this program, where another one still uses it.
  server.child.unref();
  return server;
}

/** Settings for a machine with `memoryBytes`; durability keeps PostgreSQL's own full defaults. */
export function serverSettings(memoryBytes: number): Record<string, string> {
  const megabytes = Math.floor(memoryBytes / 2 ** 20);
  return {
    // No TCP: the OpenSSL that the package bundles is of 2018, and nobody outside needs to come in.
    listen_addresses: '',
    unix_socket_directories: '.',
    unix_socket_permissions: '0700',
    max_connections: '100',
    shared_buffers: `${Math.min(256, Math.max(32, Math.floor(megabytes / 16)))}MB`,
    effective_cache_size: `${Math.max(64, Math.floor(megabytes / 2))}MB`,
    maintenance_work_mem: '64MB',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    // After a crash one call makes everything durable, in place of one for each of a thousand files.
    ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
    // Parallel workers help no short query, and their shared memory outgrows a container's 64 MB of /dev/shm.
    max_parallel_workers_per_gather: '0',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and key values may be personal data.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
  };
}

async function createDatabase(presence: pg.Client): Promise<void> {
  const { rowCount } = await presence.query('select 1 from pg_database where datname = $1', [database]);
  if (rowCount === 0) {
    await presence.query(`create database ${database}`).catch((error: unknown) => {
      // 42P04, 23505: another program of ours was faster.
      if (!(error instanceof pg.DatabaseError && ['42P04', '23505'].includes(error.code ?? ''))) throw error;
    });
  }
}

/** Stops the server unless another of our programs still uses it. */
async function leave(cluster: Cluster, presence: pg.Client): Promise<void> {
  try {
    await presence.query('select pg_advisory_unlock_shared($1)', [presenceLock]);
    const { rows } = await presence.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [presenceLock]);
    if (rows[0]?.last) await stopServer(cluster);
  } catch (error) {
    log.warn({ error: String(error) }, 'the embedded PostgreSQL was gone before it was stopped');
  } finally {
    await presence.end().catch(() => undefined);
    if (cluster.socketFolder !== cluster.data)
      await rm(join(cluster.socketFolder, '..'), { recursive: true, force: true });
  }
}

async function stopServer(cluster: Cluster): Promise<void> {
  const pid = Number.parseInt(await readFile(join(cluster.data, 'postmaster.pid'), 'utf8'), 10);
  if (!(await clusterProcesses(cluster.name)).includes(pid)) return;
  // SIGINT is the fast shutdown: it ends the sessions, writes everything down and leaves nothing to recover.
  process.kill(pid, 'SIGINT');
  const deadline = performance.now() + stopSecondsMax * 1_000;
  while ((await clusterProcesses(cluster.name)).length > 0) {
    if (performance.now() > deadline) return log.error({ pid }, 'the embedded PostgreSQL did not stop in time');
    await delay(10);
  }
}

function urlOf(cluster: Cluster, name: string): string {
  return `postgres://${owner}:${cluster.password}@${encodeURIComponent(cluster.socketFolder)}/${name}`;
}

/** A socket's address holds 107 bytes on Linux, 103 on macOS: a deep folder is reached through a short link. */
async function shortPath(folder: string): Promise<string> {
  const bytesMax = process.platform === 'linux' ? 107 : 103;
  const fits = (path: string): boolean => Buffer.byteLength(join(path, socketName)) <= bytesMax;
  if (fits(folder)) return folder;
  const parent = fits(join(tmpdir(), 'recourse-XXXXXX/data')) ? tmpdir() : '/tmp';
  const link = join(await mkdtemp(join(parent, 'recourse-')), 'data');
  await symlink(folder, link);
  return link;
}
