import { sql } from 'kysely';
import { Type } from 'typebox';
import { isStaff } from '../../platform/actor.ts';
import { assert } from '../../platform/assert.ts';
import { input, query } from '../../platform/command.ts';
import type { Config } from '../../platform/config.ts';
import type { Database, Tx } from '../../platform/db.ts';
import { providerShard } from '../account.ts';
import { findAsset } from '../asset.ts';

/** What became of one imported statement. */
export interface ImportedStatement {
  /** The bank's name for it. */
  readonly id: string;
  readonly account: string;
  readonly asset: string;
  readonly decimals: number;
  readonly importedAt: Date;
  /** The SHA-256 of the file that it came in, in hexadecimal. */
  readonly file: string;
  readonly kind: 'statement' | 'notification';
  /** Lines of it, and how many of them are booked so far. */
  readonly lines: number;
  readonly booked: number;
  /** Lines credited to customers at once, and their sum. */
  readonly credited: number;
  readonly creditedAmount: bigint;
  /** Lines that settled a payout of ours, or brought one back. */
  readonly paid: number;
  /** Lines that went to the work list, settled ones included. */
  readonly open: number;
  /** Lines booked by an earlier upload; they moved nothing. */
  readonly seen: number;
  /** Entries that moved nothing at the bank: announced, or of no amount. */
  readonly skipped: number;
}

interface Row {
  readonly bank_id: string;
  readonly bank_account: string;
  readonly asset: string;
  readonly imported_at: Date;
  readonly file: string;
  readonly kind: string;
  readonly lines: number;
  readonly booked: number;
  readonly credited: number;
  readonly credited_amount: bigint;
  readonly paid: number;
  readonly open: number;
  readonly seen: number;
  readonly skipped: number;
}

const statementsMax = 20;
const statementsOfFileMax = 1000;

/** The latest statements, or those of one file. */
export async function readStatements(
  db: Database | Tx,
  config: Pick<Config, 'assets'>,
  { fileSha256 }: { readonly fileSha256?: Buffer | undefined },
): Promise<ImportedStatement[]> {
  const ofFile = fileSha256 === undefined ? sql`true` : sql`s.file_sha256 = ${fileSha256}`;
  const { rows } = await sql<Row>`
    select s.bank_id, s.bank_account, s.asset, s.imported_at, encode(s.file_sha256, 'hex') as file, s.kind, s.lines, s.booked, s.seen, s.skipped,
      count(*) filter (where l.state = 'credited')::int as credited,
      coalesce(sum(l.amount) filter (where l.state = 'credited'), 0) as credited_amount,
      count(*) filter (where l.state in ('paid', 'paid-back'))::int as paid,
      count(*) filter (where l.state not in ('credited', 'paid', 'paid-back'))::int as open
    from (select * from wallet.bank_statements s where s.shard = ${providerShard} and ${ofFile} order by s.id desc limit ${fileSha256 === undefined ? statementsMax : statementsOfFileMax}) s
    left join wallet.bank_lines l on l.shard = s.shard and l.statement_id = s.id
    group by s.id, s.bank_id, s.bank_account, s.asset, s.imported_at, s.file_sha256, s.kind, s.lines, s.booked, s.seen, s.skipped
    order by s.id desc`.execute(db);
  return rows.map(
    ({
      bank_id: id,
      bank_account: account,
      imported_at: importedAt,
      credited_amount: creditedAmount,
      asset,
      kind,
      ...counts
    }) => {
      const decimals = findAsset(config, asset)?.decimals;
      assert(decimals !== undefined, 'a statement is of an asset that we hold');
      return {
        id,
        account,
        asset,
        decimals,
        importedAt,
        creditedAmount,
        kind: kind === 'notification' ? kind : 'statement',
        ...counts,
      };
    },
  );
}

export const listBankStatements = query({
  name: 'wallet.list-bank-statements',
  summary: 'Lists the statements imported last, or those of one file, each with what became of its lines.',
  rest: 'GET /bank-statements',
  can: isStaff,
  input: input({ file: Type.Optional(Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the file' })) }),
  run: async ({ db, config }, { file }) => ({
    statements: await readStatements(db, config, {
      fileSha256: file === undefined ? undefined : Buffer.from(file, 'hex'),
    }),
  }),
});
