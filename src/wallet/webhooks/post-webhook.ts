import { request as requestPlain } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as requestSecure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { resolvePublic } from './address-guard.ts';
import type { Address } from './address-guard.ts';

/** What a try came to: the receiver's answer, or why there is none. */
export interface Answer {
  readonly status: number | null;
  /** First bytes of the answer, as text. */
  readonly answer: string | null;
  readonly error: string | null;
  readonly durationMs: number;
}

/** Time for the whole exchange, the name's look-up included. */
const timeDefault_ms = 15_000;
/** Of an answer so much is kept, and so much read before the line is cut. */
const keptBytesMax = 1000;
const readBytesMax = 64 * 1024;

export interface Delivery {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Development: lets a receiver be on this machine or in this network. */
  readonly mayBeInner: boolean;
  /** Time for the whole exchange; 15 seconds unless said. */
  readonly timeMax_ms?: number;
}

/** Posts to a receiver that nobody here trusts: a checked and pinned address, no redirects, limits on time and size. Never throws. */
export async function postWebhook({
  url: text,
  body,
  headers,
  mayBeInner,
  timeMax_ms = timeDefault_ms,
}: Delivery): Promise<Answer> {
  const start = performance.now();
  const signal = AbortSignal.timeout(timeMax_ms);
  const took = (): number => Math.round(performance.now() - start);
  try {
    const url = new URL(text);
    const address = await Promise.race([resolvePublic(url, { mayBeInner }), aborted(signal)]);
    const { status, answer } = await exchange({ url, body, headers, address, signal });
    return { status, answer, error: null, durationMs: took() };
  } catch (error) {
    const why = signal.aborted ? `no answer within ${timeMax_ms} ms` : sayWhy(error);
    return { status: null, answer: null, error: why, durationMs: took() };
  }
}

function sayWhy(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, keptBytesMax);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted')), { once: true });
  });
}

interface Exchange {
  readonly url: URL;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly address: Address;
  readonly signal: AbortSignal;
}

function exchange({ url, body, headers, address, signal }: Exchange): Promise<{ status: number; answer: string }> {
  const lookup: LookupFunction = (_host, { all }, done) =>
    all === true ? done(null, [address]) : done(null, address.address, address.family);
  const options: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    agent: false,
    lookup,
    signal,
  };
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? requestSecure : requestPlain)(url, options, (response) => {
      readStart(response).then((answer) => {
        request.destroy();
        resolve({ status: response.statusCode ?? 0, answer });
      }, reject);
    });
    request.once('error', reject);
    request.end(body);
  });
}

/** The first bytes of an answer; the rest is read no further than its limit. */
async function readStart(response: IncomingMessage): Promise<string> {
  const kept: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response) {
    if (!Buffer.isBuffer(chunk)) continue;
    if (bytes < keptBytesMax) kept.push(chunk);
    bytes += chunk.length;
    if (bytes >= readBytesMax) break;
  }
  // NUL is no text to the database.
  return Buffer.concat(kept).subarray(0, keptBytesMax).toString('utf8').replaceAll('\0', '\uFFFD').toWellFormed();
}
