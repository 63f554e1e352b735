import { CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import type { PostgresPool, PostgresPoolClient, RawBuilder, Transaction } from 'kysely';
import pg from 'pg';
import type { DB } from './schema.ts';

export type Database = Kysely<DB>;
export type Tx = Transaction<DB>;

/** Anything that runs one SQL statement: a pool, a client, or a transaction through `queryable`. */
export interface Queryable {
  query<Row extends object = Record<string, unknown>>(
    text: string,
    values?: readonly unknown[],
  ): Promise<{ rows: Row[] }>;
}

const bigintOids = new Set([20, 1700]);

function parseInteger(text: string): bigint {
  return BigInt(text);
}

/** int8 and numeric come back as `bigint`, never as a rounded number; every numeric of ours is a whole number. */
const exactTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    // oxlint-disable-next-line typescript/no-unsafe-return -- a parser gives what its type of column holds
    bigintOids.has(oid) && format !== 'binary' ? parseInteger : pg.types.getTypeParser(oid, format),
};

export interface PoolOptions {
  readonly url: string;
  /** Connections at the most. */
  readonly max?: number;
  /** Leaves int8 and numeric as text, for libraries that parse them themselves. */
  readonly plainTypes?: boolean;
}

export function createPool({ url, max = 10, plainTypes = false }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'recourse',
    connectionTimeoutMillis: 10_000,
    ...(plainTypes ? {} : { types: exactTypes }),
  });
  // An idle connection that the server closes is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

export function createDatabase(pool: pg.Pool): Database {
  return new Kysely<DB>({ dialect: new PostgresDialect({ pool: preparingPool(pool) }) });
}

/**
 * Put first into a statement (or after its `select`, by `modifyFront`) whose planning costs more than its running: each connection plans it once. Its text is always
 * the same, and it names its columns, since a plan does not outlive a table's change under `*`.
 */
export function prepared(name: string): RawBuilder<unknown> {
  return sql.raw(`/* prepared: ${name} */ `);
}

const preparedMark = /^(?:select )?\/\* prepared: ([a-z.-]+) \*\//;

/** The pool as Kysely uses it; statements marked by `prepared` are sent under their names. */
function preparingPool(pool: pg.Pool): PostgresPool {
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    connect: async () => {
      const client = await pool.connect();
      const wrapped = known.get(client) ?? preparing(client);
      known.set(client, wrapped);
      return wrapped;
    },
    end: () => pool.end(),
  };
}

function preparing(client: pg.PoolClient): PostgresPoolClient {
  const query = (text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
    const name = preparedMark.exec(text)?.[1];
    return client.query({ text, values: [...values], ...(name === undefined ? {} : { name }) });
  };
  return {
    // oxlint-disable-next-line typescript/consistent-type-assertions -- the other kind of query is for cursors, which we use none of
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  };
}

/** Raw SQL on a Kysely database or transaction, for the hot paths that are written in SQL. */
export function queryable(db: Kysely<DB>): Queryable {
  return {
    query: async <Row extends object>(text: string, values: readonly unknown[] = []) => {
      const result = await db.executeQuery<Row>(CompiledQuery.raw(text, [...values]));
      return { rows: result.rows };
    },
  };
}
