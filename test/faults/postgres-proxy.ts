import { connect, createServer } from 'node:net';
import type { Server, Socket } from 'node:net';

/** Where a kill falls: before a statement reaches the server, or after the server has answered it and before the program hears. */
export interface KillPoint {
  readonly when: 'before' | 'after';
  /** The statement; of `commit`, that of a transaction in which `within` was sent before. */
  readonly statement: RegExp;
  readonly within?: RegExp;
}

export interface PostgresProxy {
  /** The address of the same database, through here. */
  readonly url: string;
  /** Has `kill` called once, when a connection next comes to the point. */
  arm(point: KillPoint, kill: () => void): void;
  /** Whether the armed point was not met yet. */
  readonly armed: boolean;
  close(): Promise<void>;
}

/** A message of PostgreSQL's protocol (version 3, §55.7): a type, a length that counts itself, the rest. */
interface Message {
  readonly type: string;
  readonly bytes: Buffer;
}

/** Cuts a stream into messages; the first of a client has no type. */
class Messages {
  #rest: Buffer = Buffer.alloc(0);
  #untyped: boolean;

  constructor(side: 'client' | 'server') {
    this.#untyped = side === 'client';
  }

  take(chunk: Buffer): Message[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const found: Message[] = [];
    for (;;) {
      const head = this.#untyped ? 0 : 1;
      if (this.#rest.length < head + 4) return found;
      const length = head + this.#rest.readUInt32BE(head);
      if (this.#rest.length < length) return found;
      found.push({
        type: head === 0 ? '' : this.#rest.toString('latin1', 0, 1),
        bytes: this.#rest.subarray(0, length),
      });
      this.#rest = this.#rest.subarray(length);
      this.#untyped = false;
    }
  }
}

/** The SQL of a simple query (`Q`) or of a statement to prepare (`P`, after its name). */
function sqlOf({ type, bytes }: Message): string | undefined {
  if (type === 'Q') return bytes.toString('utf8', 5, bytes.length - 1);
  if (type !== 'P') return undefined;
  const start = bytes.indexOf(0, 5) + 1;
  return bytes.toString('utf8', start, bytes.indexOf(0, start));
}

interface Armed {
  readonly point: KillPoint;
  readonly kill: () => void;
}

/** Stands between a program and its database, and takes the program's life at a named statement. */
export async function openPostgresProxy(databaseUrl: string): Promise<PostgresProxy> {
  let armed: Armed | undefined;
  const sockets = new Set<Socket>();
  const target = new URL(databaseUrl);
  const server: Server = createServer((client) => {
    const upstream = connectTo(target);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket);
          client.destroy();
          upstream.destroy();
        });
    }
    let [sent, dying]: [string[], Armed | undefined] = [[], undefined];
    const die = ({ kill }: Armed): void => {
      kill();
      client.destroy();
      upstream.destroy();
    };
    const asked = new Messages('client');
    client.on('data', (chunk) => {
      for (const message of asked.take(toBuffer(chunk))) {
        const statement = sqlOf(message);
        if (statement !== undefined) sent = /^begin/i.test(statement) ? [] : [...sent, statement];
        if (statement !== undefined && armed !== undefined && isMet(armed.point, statement, sent)) {
          const met = armed;
          armed = undefined;
          if (met.point.when === 'before') return die(met);
          dying = met;
        }
        upstream.write(message.bytes);
      }
    });
    const answered = new Messages('server');
    upstream.on('data', (chunk) => {
      const messages = answered.take(toBuffer(chunk));
      if (dying === undefined) client.write(Buffer.concat(messages.map(({ bytes }) => bytes)));
      // The server has done it once it is ready for the next query.
      else if (messages.some(({ type }) => type === 'Z')) die(dying);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = typeof address === 'object' && address ? String(address.port) : '';
  return {
    url: url.href,
    arm: (point, kill) => {
      armed = { point, kill };
    },
    get armed() {
      return armed !== undefined;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function isMet({ statement, within }: KillPoint, text: string, sent: readonly string[]): boolean {
  return statement.test(text) && (within === undefined || sent.some((earlier) => within.test(earlier)));
}

function toBuffer(chunk: Buffer | string): Buffer {
  return typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}

function connectTo(url: URL): Socket {
  const host = decodeURIComponent(url.hostname);
  const port = url.port || '5432';
  return host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(Number(port), host);
}
