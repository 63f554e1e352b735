import { Readable } from 'node:stream';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createRequestHandler } from 'react-router';
import type { RouterContextProvider, ServerBuild } from 'react-router';
import { toHeaders } from './http.ts';

export interface PagesOptions {
  /** The server build of the pages. */
  readonly build: ServerBuild;
  /** Absolute path of the folder with what browsers fetch. */
  readonly clientFolder: string;
  /** What loaders and actions get for one request. */
  readonly contextOf: (request: FastifyRequest) => Promise<RouterContextProvider>;
}

/** Largest body that a form may send, in bytes: twenty evidence files, which the action reads as a stream. */
const formBytesMax = 520 * 1024 * 1024;

/** Serves the pages for every address that nothing else claims, in process. */
export async function mountPages(
  app: FastifyInstance,
  { build, clientFolder, contextOf }: PagesOptions,
): Promise<void> {
  const handle = createRequestHandler(build, 'production');
  await app.register(fastifyStatic, {
    root: `${clientFolder}/assets`,
    prefix: '/assets/',
    immutable: true,
    maxAge: '365d',
    preCompressed: true,
    decorateReply: false,
  });
  await app.register(async (pages) => {
    pages.removeAllContentTypeParsers();
    pages.addContentTypeParser('*', { bodyLimit: formBytesMax }, (_request, _payload, done) => done(null));
    const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
      return reply.send(await handle(toRequest(request, reply), await contextOf(request)));
    };
    pages.route({ method: ['GET', 'POST'], url: '/*', bodyLimit: formBytesMax, handler: serve });
  });
}

/** The request in the form of the Fetch standard; its body stays a stream. */
function toRequest(request: FastifyRequest, reply: FastifyReply): Request {
  const aborted = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) aborted.abort();
  });
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  const host = request.headers.host ?? 'localhost';
  const init: RequestInit & { duplex: 'half' } = {
    method: request.method,
    headers: toHeaders(request),
    signal: aborted.signal,
    duplex: 'half',
  };
  // oxlint-disable-next-line typescript/consistent-type-assertions -- Node's web streams are the browser's in all but their type's name
  if (hasBody) init.body = Readable.toWeb(request.raw) as unknown as ReadableStream;
  return new Request(new URL(request.url, `${request.protocol}://${host}`), init);
}
