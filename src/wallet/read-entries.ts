import { listEntries } from '../ledger/ledger.ts';
import type { Entry as LedgerEntry } from '../ledger/ledger.ts';
import { queryable } from '../platform/db.ts';
import type { Database, Queryable } from '../platform/db.ts';
import type { AssetFormat } from '../platform/money.ts';
import type { TransactionKind } from './contract.ts';
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

/** One entry of an account, with what its transfer says; its amount is below zero where money left. */
export interface Entry extends LedgerEntry {
  readonly account: WantedAccount;
}

function absolute(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}

/** Whether an entry is among what was asked for. */
function fits(entry: Entry, { direction, kind, from, before, text }: EntryFilter): boolean {
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

/** Entries read of an account at first; each time it goes on it reads twice as many, since reading begins at the newest. */
const chunkFirst = 50;
/** Entries that one page looks through at the most; a search through more goes on with the next page. */
const lookedMax = 5000;

/** The entries of one account, newest first, read as they are needed; `head` is the next one. */
class Stream {
  readonly #q: Queryable;
  readonly account: WantedAccount;
  #buffer: Entry[] = [];
  #before: bigint | undefined;
  #chunk = chunkFirst;
  #ended = false;

  constructor(q: Queryable, account: WantedAccount) {
    this.#q = q;
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
    const limit = this.#chunk;
    this.#chunk = Math.min(limit * 2, lookedMax);
    const chunk = await listEntries(this.#q, { account: this.account.id, before: this.#before, limit });
    this.#before = chunk.at(-1)?.seq;
    this.#buffer = chunk
      .filter(({ at }) => from === undefined || at >= from)
      .map((entry) => ({ ...entry, account: this.account }));
    this.#ended = chunk.length < limit || this.#buffer.length < chunk.length;
  }
}

export interface FoundEntries {
  readonly entries: readonly Entry[];
  /** For each account the last entry that was looked at; undefined at the end of the history. */
  readonly positions: ReadonlyMap<string, bigint> | undefined;
}

/** The newest entries of some accounts that fit, in one order over all of them. */
export async function readEntries(
  db: Database,
  {
    accounts,
    filter,
    limit,
  }: { readonly accounts: readonly WantedAccount[]; readonly filter: EntryFilter; readonly limit: number },
): Promise<FoundEntries> {
  const streams = accounts.map((account) => new Stream(queryable(db), account));
  const positions = new Map(
    accounts.flatMap(({ asset, before }) => (before === undefined ? [] : [[asset.code, before] as const])),
  );
  const entries: Entry[] = [];
  for (let looked = 0; looked < lookedMax; looked += 1) {
    await Promise.all(streams.map((stream) => stream.fill(filter.from)));
    const newest = streams.reduce<Stream | undefined>(
      (best, stream) => (stream.head && (!best?.head || stream.head.at > best.head.at) ? stream : best),
      undefined,
    );
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
