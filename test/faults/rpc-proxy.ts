import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';

export interface RpcProxy {
  readonly url: string;
  /** Has `kill` called once, when the program next asks the node for this: before the node hears, or after it has done it and before the program hears. */
  arm(point: { readonly when: 'before' | 'after'; readonly method: string }, kill: () => void): void;
  readonly armed: boolean;
  close(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Stands between a program and its node (JSON-RPC 2.0 over HTTP), and takes the program's life at a named question. */
export async function openRpcProxy(nodeUrl: string): Promise<RpcProxy> {
  let armed: { readonly when: 'before' | 'after'; readonly method: string; readonly kill: () => void } | undefined;
  const server = createServer((request, response) => {
    void pass(request).then(
      (answer) => {
        if (answer === undefined) response.destroy();
        else response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
      },
      () => response.destroy(),
    );
  });

  async function pass(request: IncomingMessage): Promise<string | undefined> {
    const body = await bodyOf(request);
    const met = armed !== undefined && body.includes(`"${armed.method}"`) ? armed : undefined;
    if (met !== undefined) armed = undefined;
    if (met?.when === 'before') {
      met.kill();
      return undefined;
    }
    const answer = await fetch(nodeUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const text = await answer.text();
    met?.kill();
    return met === undefined ? text : undefined;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    arm: (point, kill) => {
      armed = { ...point, kill };
    },
    get armed() {
      return armed !== undefined;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
