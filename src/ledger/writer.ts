import pg from 'pg';
import type { Queryable } from '../platform/db.ts';

/** A connection of the ledger's own that writes one transaction at a time. */
export interface Writer {
  /**
   * Runs the work in a transaction. Statements are sent without waiting for each other's answers; the work calls
   * `commit` behind its last one, and the transaction stands when all of it resolved.
   */
  transaction<Result>(work: (q: Queryable, commit: () => Promise<unknown>) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/**
 * A plan made while a table was young reads all of it and is kept; these leave only the indexes. JIT would compile each
 * batch anew.
 */
const pinnedPlans = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
  'jit=off',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

export function createWriter(url: string): Writer {
  let connected: Promise<Connection> | undefined;
  const drop = async (): Promise<void> => {
    const connection = await connected?.catch(() => undefined);
    connected = undefined;
    await connection?.client.end().catch(() => undefined);
  };
  return {
    transaction: async (work) => {
      try {
        const { q } = await (connected ??= connect(url, () => (connected = undefined)));
        const begun = q.query('begin isolation level read committed');
        const [result] = await Promise.all([work(q, () => q.query('commit')), begun]);
        return result;
      } catch (error) {
        // The server rolls back what the connection left open; a new one starts clean.
        await drop();
        throw error;
      }
    },
    close: drop,
  };
}

interface Connection {
  readonly client: pg.Client;
  readonly q: Queryable;
}

async function connect(url: string, onLost: () => void): Promise<Connection> {
  const client = new pg.Client({
    connectionString: url,
    pipeline: true,
    options: pinnedPlans,
    application_name: 'recourse ledger',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', onLost);
  await client.connect();
  return { client, q: preparing(client) };
}

/** Prepares each statement once. */
function preparing(client: pg.Client): Queryable {
  const names = new Map<string, string>();
  const query: Queryable['query'] = (text, values = []) => {
    const name = names.get(text) ?? `ledger_${names.size}`;
    names.set(text, name);
    return client.query({ name, text, values: [...values] });
  };
  return { query };
}

const passingStates = new Set(['40001', '40P01', '23505', '53300', '57P01', '57P02', '57P03']);

/** Whether the same batch may succeed when it is tried again: others were in the way, or the connection was lost. */
export function isPassing(error: unknown): boolean {
  if (error instanceof pg.DatabaseError)
    return passingStates.has(error.code ?? '') || error.code?.startsWith('08') === true;
  if (!(error instanceof Error)) return false;
  return ('code' in error && typeof error.code === 'string') || /connection|timeout/i.test(error.message);
}
