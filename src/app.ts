import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { RouterContextProvider } from 'react-router';
import type { ServerBuild } from 'react-router';
import type { WebDoor, doorContext } from '../web/door.ts';
import { createIdentity, identityOperations } from './identity/identity.ts';
import type { Identity, IdentityOperation } from './identity/identity.ts';
import type { Clock } from './platform/clock.ts';
import { systemClock } from './platform/clock.ts';
import type { Operation } from './platform/command.ts';
import type { Config } from './platform/config.ts';
import { createDatabase, createPool } from './platform/db.ts';
import type { Database } from './platform/db.ts';
import { createDoor } from './platform/door.ts';
import type { Door } from './platform/door.ts';
import { createHttp, toHeaders } from './platform/http.ts';
import { log } from './platform/log.ts';
import { createMetrics } from './platform/metrics.ts';
import { migrate } from './platform/migrate.ts';
import { deliver, deliverTask } from './platform/outbox.ts';
import type { Deliverers } from './platform/outbox.ts';
import { mountPages } from './platform/pages.ts';
import { startWorker } from './platform/worker.ts';
import type { Task } from './platform/worker.ts';

export type AppOperation = IdentityOperation;

/** What one process does. */
export type Part = 'web' | 'worker' | 'mail';

export interface AppOptions {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly clock?: Clock;
  /** Defaults to what `ROLE` says; none: the domain alone, for the command line. */
  readonly parts?: readonly Part[];
}

export interface App {
  readonly db: Database;
  readonly door: Door<AppOperation>;
  readonly identity: Identity;
  /** Where pages are served; undefined where this process serves none. */
  readonly url: string | undefined;
  /** What a person who starts the program should read. */
  readonly greeting: readonly string[];
  /** Stops taking work, finishes what is under way, closes everything. */
  close(): Promise<void>;
}

const buildFolder = join(import.meta.dirname, '..', 'build');

/** Connections for commands and queries; jobs and the ledger have their own. */
const connectionsMax = 20;
const jobsAtOnce = 8;

/** Opens the world: database, slices, doors. Throws a `StartFailure`, or a listen error, after closing what it opened. */
export async function openApp({ config, databaseUrl, clock = systemClock, parts = partsOf(config) }: AppOptions): Promise<App> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const pool = createPool({ url: databaseUrl, max: connectionsMax });
    const plainPool = createPool({ url: databaseUrl, max: jobsAtOnce + 2, plainTypes: true });
    closers.push(() => plainPool.end(), () => pool.end());
    await migrate(pool, plainPool);
    const db = createDatabase(pool);
    const operations = identityOperations;
    const door: Door<AppOperation> = createDoor<AppOperation>({ operations, db, clock, config });
    const identity = await createIdentity({ config, db, clock, door });
    const tasks: Task[] = [];
    const world: World = { config, db, door, identity, clock, operations };
    if (parts.includes('worker')) {
      tasks.push(deliveryTask(db, clock, { mail: async () => ({ status: 'kept' }) }));
      const worker = await startWorker({ pool: plainPool, door, operations, tasks, concurrency: jobsAtOnce });
      closers.push(() => worker.stop());
    }
    const url = parts.includes('web') ? await serve(world, closers) : undefined;
    return { db, door, identity, url, greeting: await greet(identity, url), close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface World {
  readonly config: Config;
  readonly db: Database;
  readonly door: Door<AppOperation>;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly operations: readonly Operation[];
}

function partsOf({ role }: Config): readonly Part[] {
  return role === 'all' ? ['web', 'worker', 'mail'] : [role];
}

function deliveryTask(db: Database, clock: Clock, deliverers: Deliverers): Task {
  return {
    name: deliverTask,
    run: async (payload) => {
      if (typeof payload === 'object' && payload !== null && 'id' in payload) await deliver(db, deliverers, String(payload.id), clock.now());
    },
  };
}

async function greet(identity: Identity, url: string | undefined): Promise<readonly string[]> {
  if (url === undefined) return ['ready'];
  const link = await identity.createAdminLink();
  return [...(link === null ? [] : [`first administrator (once): ${link}`]), `ready ${url}`];
}

async function serve(world: World, closers: (() => Promise<unknown>)[]): Promise<string> {
  const { config, db, door, identity, operations } = world;
  const http = await createHttp({ config, db, door, operations, metrics: createMetrics(db), actorOf: identity.actorOf });
  closers.push(() => http.close());
  mountAuth(http, identity);
  await mountWeb(http, world);
  await http.listen({ port: config.port, host: config.host });
  const address = http.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.port;
  return `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`;
}

function mountAuth(http: FastifyInstance, identity: Identity): void {
  http.route({
    method: ['GET', 'POST'],
    url: '/api/auth/*',
    handler: async (request, reply) => {
      const init: RequestInit = { method: request.method, headers: toHeaders(request) };
      if (request.method === 'POST') init.body = JSON.stringify(request.body ?? {});
      const url = new URL(request.url, `${request.protocol}://${request.host}`);
      return reply.send(await identity.handleAuth(new Request(url, init), request.ip));
    },
  });
}

interface Pages extends ServerBuild {
  readonly entry: ServerBuild['entry'] & { readonly module: { readonly doorContext: typeof doorContext } };
}

async function mountWeb(http: FastifyInstance, world: World): Promise<void> {
  const build: Pages = await import(pathToFileURL(join(buildFolder, 'server', 'index.js')).href);
  await mountPages(http, {
    build,
    clientFolder: join(buildFolder, 'client'),
    contextOf: async (request) => {
      const context = new RouterContextProvider();
      context.set(build.entry.module.doorContext, await webDoor(request, world));
      return context;
    },
  });
}

async function webDoor(request: FastifyRequest, { config, door, identity, clock }: World): Promise<WebDoor> {
  const caller = await request.caller();
  return {
    caller,
    now: clock.now(),
    site: { brand: config.brand, publicUrl: config.publicUrl, mailDomain: config.mailDomain, assets: config.assets, zone: 'UTC' },
    identity,
    visitor: { headers: toHeaders(request), address: request.ip, locale: caller.locale, requestId: caller.requestId },
    call: (name, input, key) => door.call(name, input, key === undefined ? caller : { ...caller, idempotencyKey: key }),
    report: (error) => log.error({ requestId: caller.requestId, error: error instanceof Error ? error.stack : String(error) }, 'a page failed'),
  };
}
