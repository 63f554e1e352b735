import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import { once } from 'node:events';

interface Question {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

/** What comes between the program and its node: `pass`, the answer to give instead, or what is done to the whole connection. */
export type Verdict =
  | 'pass'
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string } };

export interface Proxy {
  readonly url: string;
  /** How each question is answered; undefined: as the node does. */
  answer: ((question: Question) => Verdict | Promise<Verdict>) | undefined;
  /** What is done to whole answers; undefined: nothing. */
  break: ((response: ServerResponse) => void) | undefined;
  stop(): Promise<void>;
}

/** Stands between the program and a real node, and answers late, wrongly or not at all when a test says so. */
export async function startProxy(target: string): Promise<Proxy> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void respond(Buffer.concat(chunks).toString(), response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const proxy: Proxy = {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    answer: undefined,
    break: undefined,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };

  async function respond(body: string, response: ServerResponse): Promise<void> {
    if (proxy.break !== undefined) {
      proxy.break(response);
      return;
    }
    // oxlint-disable-next-line typescript/consistent-type-assertions -- our own client's questions
    const asked = JSON.parse(body) as Question | readonly Question[];
    const answers = await Promise.all(
      (Array.isArray(asked) ? asked : [asked]).map((question: Question) => one(question)),
    );
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(Array.isArray(asked) ? answers : answers[0]));
  }

  async function one(question: Question): Promise<object> {
    const verdict = (await proxy.answer?.(question)) ?? 'pass';
    if (verdict !== 'pass') return { jsonrpc: '2.0', id: question.id, ...verdict };
    const headers = { 'content-type': 'application/json' };
    const forwarded = await fetch(target, {
      method: 'POST',
      headers,
      body: JSON.stringify({ jsonrpc: '2.0', ...question }),
    }).catch(() => undefined);
    const answer: unknown = await forwarded?.json();
    return typeof answer === 'object' && answer !== null
      ? answer
      : { jsonrpc: '2.0', id: question.id, error: { code: -32_000, message: 'the node is away' } };
  }
  return proxy;
}
