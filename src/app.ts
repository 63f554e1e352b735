import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { RouterContextProvider } from 'react-router';
import type { ServerBuild } from 'react-router';
import type { doorContext } from '../web/door.ts';
import { channelsOperations, channelsTasks, createMailSender, openChannels } from './channels/channels.ts';
import type { ChannelsOperation } from './channels/channels.ts';
import {
  auditCases,
  checkPacks,
  complaintsOperations,
  exportComplaints,
  complaintsTasks,
} from './complaints/complaints.ts';
import type { ComplaintsOperation } from './complaints/complaints.ts';
import {
  exportIdentity,
  createIdentity,
  forgetExpired,
  identityOperations,
  personRegistered,
} from './identity/identity.ts';
import type { Identity, IdentityOperation } from './identity/identity.ts';
import { audit as auditLedger, createLedger } from './ledger/ledger.ts';
import type { Ledger } from './ledger/ledger.ts';
import type { Clock } from './platform/clock.ts';
import { systemClock } from './platform/clock.ts';
import type { Operation } from './platform/command.ts';
import type { Config } from './platform/config.ts';
import { createDatabase, createPool, queryable } from './platform/db.ts';
import type { Database } from './platform/db.ts';
import { createDoor } from './platform/door.ts';
import type { Door } from './platform/door.ts';
import { subscribe } from './platform/event.ts';
import { forgetKeys } from './platform/forget-keys.ts';
import { getOutgoing } from './platform/get-outgoing.ts';
import { createHttp, toHeaders } from './platform/http.ts';
import { holdToInstallation } from './platform/installation.ts';
import { listOutgoing } from './platform/list-outgoing.ts';
import { createMetrics } from './platform/metrics.ts';
import { migrate } from './platform/migrate.ts';
import { deliver, deliverTask } from './platform/outbox.ts';
import type { Deliverers } from './platform/outbox.ts';
import { mountPages } from './platform/pages.ts';
import { retryOutgoing } from './platform/retry-outgoing.ts';
import type { Violation } from './platform/violation.ts';
import { startWorker } from './platform/worker.ts';
import type { Task } from './platform/worker.ts';
import {
  costPaid,
  depositsChanged,
  payoutChanged,
  prepareRails,
  railsOperations,
  railsTasks,
  watchRails,
} from './rails/rails.ts';
import type { RailsOperation } from './rails/rails.ts';
import {
  auditWallet,
  bankTasks,
  createWebhookSender,
  bookCost,
  followDeposits,
  connectNotices,
  exportWallet,
  followPayout,
  giveWallet,
  merchantOf,
  prepareWallets,
  reconcile,
  reconcileTask,
  walletOperations,
  forgetDocuments,
  recallTasks,
  walletTasks,
  withdrawalTasks,
} from './wallet/wallet.ts';
import type { Reconciliation, WalletOperation } from './wallet/wallet.ts';
import { openWebDoor } from './web-door.ts';
import type { WebWorld } from './web-door.ts';

const platformOperations = [getOutgoing, listOutgoing, retryOutgoing] as const;

export type AppOperation =
  | (typeof platformOperations)[number]
  | IdentityOperation
  | RailsOperation
  | WalletOperation
  | ComplaintsOperation
  | ChannelsOperation;

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
  readonly config: Config;
  readonly db: Database;
  readonly door: Door<AppOperation>;
  readonly identity: Identity;
  /** Everything that can be asked of the door. */
  readonly operations: readonly Pick<Operation, 'name' | 'scope'>[];
  /** Where pages are served; undefined where this process serves none. */
  readonly url: string | undefined;
  /** What a person who starts the program should read. */
  readonly greeting: readonly string[];
  /** Every broken invariant of ledger, wallet and cases, from the tables alone; empty: all hold. */
  audit(): Promise<readonly Violation[]>;
  /** Compares ledger, bank and chain now, and keeps the outcome. */
  reconcile(): Promise<Reconciliation>;
  /** Stops taking work, finishes what is under way, closes everything. */
  close(): Promise<void>;
}

const buildFolder = join(import.meta.dirname, '..', 'build');

/** Connections for commands and queries; jobs and the ledger have their own. */
const connectionsMax = 20;
const jobsAtOnce = 8;

/** What each slice holds of a person, in the order in which it is put into his export. */
const exportParts = [exportIdentity, exportWallet, exportComplaints];

/** Whoever registers as a customer gets a wallet in the same transaction. */
subscribe(personRegistered, giveWallet);

connectNotices();
/** A withdrawal follows what its rail tells of it, in the rail's own transaction. */
subscribe(payoutChanged, followPayout);
/** What the chain takes and brings is booked in the transaction that writes it down. */
subscribe(depositsChanged, followDeposits);
subscribe(costPaid, bookCost);

/** Opens the world: database, slices, doors. Throws a `StartFailure`, or a listen error, after closing what it opened. */
export async function openApp({
  config,
  databaseUrl,
  clock = systemClock,
  parts = partsOf(config),
}: AppOptions): Promise<App> {
  checkPacks(config);
  const closers: Closer[] = [];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const world = await openWorld({ config, databaseUrl, clock }, closers);
    if (parts.includes('worker')) await work(world, closers);
    if (parts.includes('mail')) await listen(world, closers);
    const url = parts.includes('web') ? await serve(world, closers) : undefined;
    const { db, door, identity, operations } = world;
    const compare = async (): Promise<Reconciliation> => reconcile({ db, config, door, clock });
    const audit = async (): Promise<readonly Violation[]> => [
      ...(await auditLedger(queryable(db))),
      ...(await auditWallet(db)),
      ...(await auditCases(db)),
    ];
    return {
      config,
      db,
      door,
      identity,
      operations,
      url,
      greeting: await greet(identity, url),
      audit,
      reconcile: compare,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

type Closer = () => unknown;

interface World extends WebWorld {
  readonly ledger: Ledger;
  readonly operations: readonly Operation[];
  /** For libraries that read numbers as text. */
  readonly plainPool: ReturnType<typeof createPool>;
}

async function openWorld(
  { config, databaseUrl, clock }: Required<Omit<AppOptions, 'parts'>>,
  closers: Closer[],
): Promise<World> {
  const pool = createPool({ url: databaseUrl, max: connectionsMax });
  const plainPool = createPool({ url: databaseUrl, max: jobsAtOnce + 2, plainTypes: true });
  closers.push(
    () => plainPool.end(),
    () => pool.end(),
  );
  await migrate(pool, plainPool);
  const db = createDatabase(pool);
  await holdToInstallation(db, config);
  const ledger = createLedger({ url: databaseUrl, shards: config.shards, clock });
  closers.push(() => ledger.stop());
  await prepareWallets(db, config, clock.now());
  await prepareRails({ db, config, clock });
  const operations = [
    ...platformOperations,
    ...identityOperations,
    ...railsOperations,
    ...walletOperations(ledger),
    ...complaintsOperations,
    ...channelsOperations,
  ];
  const door = createDoor<AppOperation>({ operations, db, clock, config });
  const identity = await createIdentity({ config, db, clock, door });
  return { config, db, door, identity, clock, ledger, operations, plainPool };
}

function partsOf({ role }: Config): readonly Part[] {
  return role === 'all' ? ['web', 'worker', 'mail'] : [role];
}

async function work(
  { config, db, door, clock, ledger, operations, plainPool }: World,
  closers: Closer[],
): Promise<void> {
  const mail = createMailSender(config);
  const tasks = [
    deliveryTask(db, clock, { mail: mail.send, webhook: createWebhookSender({ config, db, door, clock }) }),
    forgetExpired({ db, clock }),
    forgetKeys({ db, clock }),
    expiryTask(ledger, db),
    ...walletTasks({ config, db, door, clock }, exportParts),
    ...railsTasks({ config, db, door, clock }),
    ...recallTasks({ db, door, clock }),
    forgetDocuments({ config, db, clock }),
    ...withdrawalTasks({ db, door, clock }),
    ...bankTasks({ door }),
    reconcileTask({ db, config, door, clock }),
    ...complaintsTasks({ config, db, door, clock }),
    ...channelsTasks({ config, db, clock }),
  ];
  const worker = await startWorker({ pool: plainPool, door, operations, tasks, concurrency: jobsAtOnce });
  const watches = await watchRails({ config, db, door, clock });
  closers.push(
    () => mail.close(),
    () => worker.stop(),
    ...watches.map((watch) => () => watch.stop()),
  );
}

async function listen({ config, db, clock }: World, closers: Closer[]): Promise<void> {
  for (const channel of await openChannels({ config, db, clock })) closers.push(() => channel.close());
}

/** Holds that are over give back what they set aside, each minute. */
function expiryTask(ledger: Ledger, db: Database): Task {
  return {
    name: 'ledger.expire-holds',
    schedule: '* * * * *',
    run: async () => {
      await ledger.expireHolds(queryable(db));
    },
  };
}

function deliveryTask(db: Database, clock: Clock, deliverers: Deliverers): Task {
  return {
    name: deliverTask,
    run: async (payload) => {
      if (typeof payload === 'object' && payload !== null && 'id' in payload)
        await deliver(db, deliverers, String(payload.id), clock.now());
    },
  };
}

async function greet(identity: Identity, url: string | undefined): Promise<readonly string[]> {
  if (url === undefined) return ['ready'];
  const link = await identity.createAdminLink();
  return [...(link === null ? [] : [`first administrator (once): ${link}`]), `ready ${url}`];
}

async function serve(world: World, closers: Closer[]): Promise<string> {
  const { config, db, door, identity, clock, operations } = world;
  const http = await createHttp({
    config,
    db,
    door,
    operations,
    metrics: createMetrics(db),
    actorOf: async (headers) => (await merchantOf(db, headers, clock.now())) ?? identity.actorOf(headers),
  });
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
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- the build is made from web/, whose types `Pages` are
  const build: Pages = await import(pathToFileURL(join(buildFolder, 'server', 'index.js')).href);
  await mountPages(http, {
    build,
    clientFolder: join(buildFolder, 'client'),
    contextOf: async (request) => {
      const context = new RouterContextProvider();
      context.set(build.entry.module.doorContext, await openWebDoor(request, world));
      return context;
    },
  });
}
