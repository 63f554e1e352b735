import { Agent, request } from 'node:http';
import { parentPort, workerData, Worker } from 'node:worker_threads';

/** One request of a load; the caller names only what differs. */
export interface LoadRequest {
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: string;
}

export interface Load {
  readonly origin: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly requests: readonly LoadRequest[];
}

export interface LoadResult {
  /** Of the whole load, in seconds. */
  readonly seconds: number;
  /** Of each request until its last byte, in milliseconds. */
  readonly waits: readonly number[];
  /** How many requests were answered with each status. */
  readonly statuses: Readonly<Record<number, number>>;
}

/** Sends the requests over kept connections, each as soon as the one before it is answered; from a thread of its own, which leaves the server's alone. */
export async function runLoad(load: Load): Promise<LoadResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: load });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function send({ origin, headers, connections, requests }: Load): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const waits: number[] = [];
  const statuses: Record<number, number> = {};
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: connections }, async () => {
      for (let one = requests[next++]; one !== undefined; one = requests[next++]) {
        const sent = performance.now();
        const status = await answerTo(agent, origin, headers, one);
        waits.push(performance.now() - sent);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }),
  );
  agent.destroy();
  return { seconds: (performance.now() - start) / 1000, waits, statuses };
}

async function answerTo(agent: Agent, origin: string, headers: Load['headers'], one: LoadRequest): Promise<number> {
  return new Promise((resolve, reject) => {
    const { path, method = 'GET', body } = one;
    const typed = body === undefined ? headers : { ...headers, 'content-type': 'application/json' };
    const sent = request(new URL(path, origin), { agent, method, headers: typed }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
      response.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

// oxlint-disable-next-line typescript/no-unsafe-argument -- this file started the worker with a load
if (parentPort !== null) parentPort.postMessage(await send(workerData));
