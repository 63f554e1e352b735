import { randomUUID } from 'node:crypto';
import helmet from '@fastify/helmet';
import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import { fastify } from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Actor } from './actor.ts';
import type { Operation } from './command.ts';
import type { Config } from './config.ts';
import type { Database } from './db.ts';
import type { Caller, Door } from './door.ts';
import { toJson } from './json.ts';
import { chooseLocale } from './localized.ts';
import type { Locale } from './localized.ts';
import { log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { outboxState } from './metrics.ts';
import { describeApi } from './openapi.ts';
import { Problem } from './problem.ts';
import { platformProblem } from './problems.ts';
import { parseText } from './validate.ts';

const apiPrefix = '/api/v1';

/** Largest JSON request, in bytes; files go through the forms, which stream. */
const jsonBytesMax = 1024 * 1024;

/** Waiting mail or jobs older than this make the program not ready, in seconds. */
const outboxAgeMax = 900;

declare module 'fastify' {
  interface FastifyRequest {
    /** Who calls; found once for each request. */
    caller: () => Promise<Caller>;
  }
}

export interface HttpOptions {
  readonly config: Config;
  readonly db: Database;
  readonly door: Door<never>;
  readonly operations: readonly Operation[];
  readonly metrics: Metrics;
  readonly actorOf: (headers: Headers) => Promise<Actor>;
}

/** The HTTP server: REST from the operations' bindings, its description, health and metrics; pages are mounted by the caller. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { config, metrics } = options;
  const app = fastify({
    bodyLimit: jsonBytesMax,
    genReqId: () => randomUUID(),
    trustProxy: 'loopback',
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 300 },
    logger: false,
  });
  app.setErrorHandler((error, request, reply) => sendProblem(asProblem(error, request), request, reply, metrics));
  app.setNotFoundHandler((request, reply) =>
    sendProblem(platformProblem('unknown-operation'), request, reply, metrics),
  );
  app.decorateRequest('caller', callNobody);
  app.addHook('onRequest', async (request, reply) => {
    request.caller = rememberCaller(request, options.actorOf);
    reply.header('x-request-id', request.id);
    if (isCrossSite(request)) throw platformProblem('cross-site');
  });
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      method: request.method,
      route: request.routeOptions.url ?? 'none',
      status: `${Math.floor(reply.statusCode / 100)}xx`,
    };
    metrics.requests.observe(labels, reply.elapsedTime / 1000);
  });
  await app.register(helmet, securityHeaders(config));
  await app.register(rateLimit, {
    max: (request) => (isSafe(request.method) ? config.rateLimit : Math.ceil(config.rateLimit / strangerWriteShare)),
    timeWindow: '1 minute',
    // Whoever has one IPv6 address has a whole /64 of them.
    keyGenerator: (request) => `${normalizeIP(request.ip)} ${isSafe(request.method) ? 'read' : 'write'}`,
    allowList: (request) =>
      request.url.startsWith('/assets/') || request.url === '/healthz' || request.url === '/readyz',
    errorResponseBuilder: (_request, context) =>
      platformProblem('too-many-requests', { seconds: String(Math.ceil(context.ttl / 1000)) }),
  });
  mountHealth(app, options);
  mountApi(app, options);
  return app;
}

/** Writes of one address count this many times a read. */
const strangerWriteShare = 5;

function callNobody(): Promise<Caller> {
  throw new Error('broken invariant: a request has no caller before its first hook');
}

function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS';
}

/**
 * Whether a browser sent a change from another site. Fetch metadata where the browser has it, else the Origin header
 * (OWASP cross-site request forgery prevention, verified by standard headers); programs send neither and carry no cookies.
 */
function isCrossSite(request: FastifyRequest): boolean {
  if (isSafe(request.method)) return false;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.origin;
  return origin !== undefined && URL.parse(origin)?.host !== request.headers.host;
}

function rememberCaller(request: FastifyRequest, actorOf: HttpOptions['actorOf']): () => Promise<Caller> {
  let found: Promise<Caller> | undefined;
  return () => (found ??= findCaller(request, actorOf));
}

async function findCaller(request: FastifyRequest, actorOf: HttpOptions['actorOf']): Promise<Caller> {
  const key = request.headers['idempotency-key'];
  return {
    actor: await actorOf(toHeaders(request)),
    locale: localeOf(request),
    requestId: request.id,
    idempotencyKey: typeof key === 'string' && key.length > 0 ? key.slice(0, 200) : undefined,
  };
}

/** The reader's choice (cookie `locale`), else what the browser asks for. */
function localeOf(request: FastifyRequest): Locale {
  const chosen = /(?:^|;\s*)locale=(en|zh-CN)(?:;|$)/.exec(request.headers.cookie ?? '')?.[1];
  return chooseLocale(chosen ?? request.headers['accept-language']);
}

/** The request's headers in the form of the Fetch standard. */
export function toHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one);
  }
  return headers;
}

function securityHeaders(config: Config): Parameters<typeof helmet>[1] {
  const secure = config.publicUrl.startsWith('https:');
  return {
    enableCSPNonces: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    hsts: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    // `same-origin` rather than `no-referrer`: without it browsers send `Origin: null` with our own forms.
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    frameguard: { action: 'deny' },
  };
}

const errorsOfFastify: Readonly<Record<string, () => Problem>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () => platformProblem('too-large'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => platformProblem('unsupported-type'),
};

function asProblem(error: unknown, request: FastifyRequest): Problem {
  if (error instanceof Problem) return error;
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const known = errorsOfFastify[code];
  if (known !== undefined) return known();
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : 500;
  if (typeof status === 'number' && status >= 400 && status < 500) return platformProblem('malformed-request');
  log.error(
    {
      requestId: request.id,
      route: request.routeOptions.url,
      error: error instanceof Error ? error.stack : String(error),
    },
    'a request failed',
  );
  return platformProblem('unexpected', { reference: request.id });
}

function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply, metrics: Metrics): FastifyReply {
  metrics.problems.inc({ code: problem.code });
  const details = problem.render(localeOf(request));
  return reply.code(problem.text.status).type('application/problem+json; charset=utf-8').send(JSON.stringify(details));
}

function mountHealth(app: FastifyInstance, { db, metrics }: HttpOptions): void {
  app.get('/healthz', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const state = await readiness(db).catch(() => ({ database: false, outbox: false }));
    return reply.code(Object.values(state).every(Boolean) ? 200 : 503).send(state);
  });
  app.get('/metrics', async (_request, reply) =>
    reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  );
}

async function readiness(db: Database): Promise<Record<'database' | 'queue' | 'outbox', boolean>> {
  await sql`select 1`.execute(db);
  const queue = await sql<{ late: number }>`
    select count(*)::int as late from graphile_worker.jobs where attempts = 0 and run_at < now() - make_interval(secs => ${outboxAgeMax})`.execute(
    db,
  );
  const waiting = (await outboxState(db)).find(({ status }) => status === 'waiting');
  return { database: true, queue: (queue.rows[0]?.late ?? 0) === 0, outbox: (waiting?.age ?? 0) < outboxAgeMax };
}

function mountApi(app: FastifyInstance, { door, operations, config }: HttpOptions): void {
  const description = describeApi(operations, config);
  app.get(`${apiPrefix}/openapi.json`, async () => description);
  for (const operation of operations) {
    if (operation.rest === undefined) continue;
    const [method = '', path = ''] = operation.rest.split(' ');
    const url = apiPrefix + path.replace(/\{(\w+)\}/g, ':$1');
    app.route({
      method,
      url,
      handler: async (request, reply) => {
        const input = inputOf(operation, request);
        const output = await door.callUntyped(operation.name, input, await request.caller());
        return reply
          .code(output === undefined ? 204 : 200)
          .type('application/json; charset=utf-8')
          .send(output === undefined ? undefined : toJson(output));
      },
    });
  }
}

/** Path parameters and query string are text, and are read as the input's types; a body is JSON and is taken as it is. */
function inputOf(operation: Operation, request: FastifyRequest): unknown {
  const parameters = request.params ?? {};
  if (isSafe(request.method)) return parseText(operation.input, { ...toObject(request.query), ...parameters });
  if (
    request.body !== undefined &&
    request.body !== null &&
    (typeof request.body !== 'object' || Array.isArray(request.body))
  ) {
    throw platformProblem('malformed-request');
  }
  return { ...toObject(request.body), ...parameters };
}

function toObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
