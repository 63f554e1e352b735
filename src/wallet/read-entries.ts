import { sql } from 'kysely';
import type { Database } from '../platform/db.ts';
import { shardOf } from '../platform/id.ts';
import type { AssetFormat } from '../platform/money.ts';
import type { TransactionKind, TransactionStatus } from './contract.ts';
import { idsOfReference } from './reference.ts';
import { kindOf } from './transaction-kind.ts';

/** An account that a history is read of. */
export interface WantedAccount {
  readonly id: string;
  readonly asset: AssetFormat;
  /** Only entries before this one; undefined: from the newest. */
  readonly before: bigint | undefined;
  readonly least: bigint | undefined;
  readonly most: bigint | undefined;
}

export interface EntryFilter {
  readonly direction: 'in' | 'out' | undefined;
  readonly kind: TransactionKind | undefined;
  readonly from: Date | undefined;
  readonly before: Date | undefined;
  /** Part of the memo, in any case, or a transaction's reference. */
  readonly text: string | undefined;
}

/** One entry of an account, with what its transfer says. */
export interface Entry {
  readonly account: WantedAccount;
  readonly seq: bigint;
  readonly transferId: string;
  readonly at: Date;
  /** Positive: money came in. */
  readonly amount: bigint;
  readonly balance: bigint;
  /** The account on the other side. */
  readonly other: string;
  readonly purpose: string;
  readonly memo: string | null;
  readonly status: TransactionStatus;
}

function absolute(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

/** Whether an entry is among what was asked for. */
export function fits(entry: Entry, { direction, kind, from, before, text }: EntryFilter): boolean {
  const amount = absolute(entry.amount);
  const { least, most } = entry.account;
  if (direction !== undefined && direction !== (entry.amount > 0n ? 'in' : 'out')) return false;
  if (kind !== undefined && kind !== kindOf(entry.purpose)) return false;
  if ((from && entry.at < from) || (before && entry.at >= before)) return false;
  if ((least !== undefined && amount < least) || (most !== undefined && amount > most)) return false;
  if (text === undefined) return true;
  const range = idsOfReference(text);
  if (range && range.lowest <= entry.transferId && entry.transferId <= range.highest) return true;
  return entry.memo?.toLowerCase().includes(text.toLowerCase()) ?? false;
}

/** Entries read of one account at once. */
const chunkSize = 100;
/** Entries that one page looks through at the most; a search through more goes on with the next page. */
const lookedMax = 5000;

async function readChunk(db: Database, account: WantedAccount, before: bigint | undefined): Promise<Entry[]> {
  const { rows } = await sql<Omit<Entry, 'account' | 'status'>>`
    select seq, transfer_id as "transferId", at, amount, balance, other, purpose, memo from ledger.public_entries
    where shard = ${shardOf(account.id)} and account = ${account.id} and ${before === undefined ? sql`true` : sql`seq < ${before}`}
    order by seq desc limit ${chunkSize}`.execute(db);
  return rows.map((row) => ({ ...row, account, status: 'posted' }));
}

/** The entries of one account, newest first, read as they are needed; `head` is the next one. */
class Stream {
  readonly #db: Database;
  readonly account: WantedAccount;
  #buffer: Entry[] = [];
  #before: bigint | undefined;
  #ended = false;

  constructor(db: Database, account: WantedAccount) {
    this.#db = db;
    this.account = account;
    this.#before = account.before;
  }

  get head(): Entry | undefined {
    return this.#buffer[0];
  }

  take(): void {
    this.#buffer.shift();
  }

  async fill(from: Date | undefined): Promise<void> {
    if (this.#buffer.length > 0 || this.#ended) return;
    const chunk = await readChunk(this.#db, this.account, this.#before);
    this.#before = chunk.at(-1)?.seq;
    this.#buffer = chunk.filter(({ at }) => from === undefined || at >= from);
    this.#ended = chunk.length < chunkSize || this.#buffer.length < chunk.length;
  }
}

export interface FoundEntries {
  readonly entries: readonly Entry[];
  /** For each account the last entry that was looked at; undefined at the end of the history. */
  readonly positions: ReadonlyMap<string, bigint> | undefined;
}

/** The newest entries of some accounts that fit, in one order over all of them. */
export async function readEntries(db: Database, { accounts, filter, limit }: { readonly accounts: readonly WantedAccount[]; readonly filter: EntryFilter; readonly limit: number }): Promise<FoundEntries> {
  const streams = accounts.map((account) => new Stream(db, account));
  const positions = new Map(accounts.flatMap(({ asset, before }) => (before === undefined ? [] : [[asset.code, before] as const])));
  const entries: Entry[] = [];
  for (let looked = 0; looked < lookedMax; looked += 1) {
    await Promise.all(streams.map((stream) => stream.fill(filter.from)));
    const newest = streams.reduce<Stream | undefined>((best, stream) => (stream.head && (!best?.head || stream.head.at > best.head.at) ? stream : best), undefined);
    if (!newest?.head) return { entries, positions: undefined };
    if (fits(newest.head, filter)) {
      if (entries.length === limit) return { entries, positions };
      entries.push(newest.head);
    }
    positions.set(newest.account.asset.code, newest.head.seq);
    newest.take();
  }
  return { entries, positions };
}
