import { sql } from 'kysely';
import type { Database, Tx } from '../../platform/db.ts';
import type { Localized } from '../../platform/localized.ts';
import { ownerShard } from './address.ts';
import { readChain } from './chain.ts';
import { confirmationsAt, ignoredReasons } from './deposit.ts';
import { reasonOf, stateOf } from './deposit-row.ts';
import type { DepositRow, DepositState } from './deposit-row.ts';

/** A movement on the chain to a person's address, as the person may see it. */
export interface ChainDeposit {
  readonly id: string;
  readonly owner: string;
  readonly address: string;
  /** Null: a token that we do not carry, named by its contract. */
  readonly asset: string | null;
  readonly token: string | null;
  readonly amount: bigint;
  readonly sender: string | null;
  readonly hash: string | null;
  readonly height: number;
  readonly state: DepositState;
  readonly have: number;
  readonly need: number;
  readonly reason: { readonly code: string; readonly text: Localized } | null;
  readonly seenAt: Date;
  readonly confirmedAt: Date | null;
  readonly vanishedAt: Date | null;
}

function toDeposit(row: DepositRow, head: number): ChainDeposit {
  const [state, reason] = [stateOf(row), reasonOf(row)];
  return {
    id: row.id,
    owner: row.owner,
    address: row.address,
    asset: row.asset,
    token: row.token,
    amount: row.amount,
    sender: row.sender,
    hash: row.tx_hash,
    height: row.height,
    state,
    have: state === 'vanished' ? 0 : confirmationsAt(row.height, head, row.need),
    need: row.need,
    reason: reason === null ? null : { code: reason, text: ignoredReasons[reason] },
    seenAt: row.seen_at,
    confirmedAt: row.confirmed_at,
    vanishedAt: row.vanished_at,
  };
}

const listMax = 50;

/** A person's movements, the latest first; those of one transaction where its hash is given. */
export async function depositsOf(
  db: Database | Tx,
  owner: string,
  { hash }: { readonly hash?: string } = {},
): Promise<ChainDeposit[]> {
  const [chain, rows] = await Promise.all([
    readChain(db),
    db
      .selectFrom('rails.evm_deposits')
      .selectAll()
      .where('shard', '=', ownerShard(owner))
      .where('owner', '=', owner)
      .$if(hash !== undefined, (query) => query.where('tx_hash', '=', hash ?? ''))
      .orderBy('id', 'desc')
      .limit(listMax)
      .execute(),
  ]);
  return rows.map((row) => toDeposit(row, chain?.height ?? 0));
}

/** Movements of one transaction, whosever they are. */
export async function depositsByHash(db: Database | Tx, hash: string): Promise<ChainDeposit[]> {
  const [chain, rows] = await Promise.all([
    readChain(db),
    db.selectFrom('rails.evm_deposits').selectAll().where('tx_hash', '=', hash).limit(listMax).execute(),
  ]);
  return rows.map((row) => toDeposit(row, chain?.height ?? 0));
}

/** One movement by its id. */
export async function depositById(db: Database | Tx, shard: number, id: string): Promise<ChainDeposit | undefined> {
  const [chain, row] = await Promise.all([
    readChain(db),
    db.selectFrom('rails.evm_deposits').selectAll().where('shard', '=', shard).where('id', '=', id).executeTakeFirst(),
  ]);
  return row && toDeposit(row, chain?.height ?? 0);
}

/** Movements that were recorded and not credited, the latest first. */
export async function ignoredDeposits(db: Database): Promise<ChainDeposit[]> {
  const [chain, rows] = await Promise.all([
    readChain(db),
    db
      .selectFrom('rails.evm_deposits')
      .selectAll()
      .where('state', '=', 'ignored')
      .orderBy('id', 'desc')
      .limit(listMax)
      .execute(),
  ]);
  return rows.map((row) => toDeposit(row, chain?.height ?? 0));
}

/** What payouts moved off our addresses for good, by asset, and what the network took for everything. */
export async function settledOnChain(db: Database): Promise<{ asset: string; paid: bigint }[]> {
  const { rows } = await sql<{ asset: string; paid: bigint }>`
    select asset, sum(amount) as paid from rails.evm_orders
    where kind = 'payout' and settled_at is not null and state in ('sent', 'mined', 'settled') group by asset`.execute(
    db,
  );
  return rows;
}
