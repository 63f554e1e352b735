import { sql } from 'kysely';
import type { Tx } from '../../platform/db.ts';
import { newId } from '../../platform/id.ts';
import type { BankEntry, BankLine, BankStatement } from '../../rails/rails.ts';
import { providerShard } from '../account.ts';

/** A line with its place in its document, and how often its name came before in it with the same amount, from 1. */
interface PlannedLine {
  readonly line: BankLine;
  readonly position: number;
  readonly occurrence: number;
}

/** An entry of a document, whole: its lines are booked together. */
export interface PlannedEntry {
  readonly entry: BankEntry;
  readonly occurrence: number;
  readonly lines: readonly PlannedLine[];
}

/** The entries of a document in their order, counted over all of it, so that it may be booked in parts. */
export function planEntries({ lines }: BankStatement): readonly PlannedEntry[] {
  const count = new Map<string, number>();
  const next = (name: string, amount: bigint): number => {
    const occurrence = (count.get(`${name} ${amount}`) ?? 0) + 1;
    count.set(`${name} ${amount}`, occurrence);
    return occurrence;
  };
  const placed = lines.map((line, index) => ({ line, position: index + 1 }));
  return [...Map.groupBy(placed, ({ line }) => line.entry)].map(([entry, ofEntry]) => ({
    entry,
    occurrence: entry.key === null ? 0 : next(`entry ${entry.key}`, entry.amount),
    lines: ofEntry.map(({ line, position }) => ({ line, position, occurrence: next(line.key, line.amount) })),
  }));
}

/** A line that no document told of before; `id` is what it will be known by here. */
export interface ClaimedLine {
  readonly id: string;
  readonly line: BankLine;
  readonly position: number;
  /** Names the movement within its account, once for ever. */
  readonly name: string;
  /** The bank used its reference before, for a movement that it books beside this one. */
  readonly repeated: boolean;
}

/** Lines booked before as one, of which this document says more. */
export interface RetoldLine {
  readonly booked: string;
  readonly lines: readonly BankLine[];
}

export interface Claims {
  readonly fresh: readonly ClaimedLine[];
  /** Booked lines of which this document tells again. */
  readonly seen: readonly string[];
  readonly retold: readonly RetoldLine[];
  /** Lines of this document that were booked before. */
  readonly seenCount: number;
}

/** One movement that a name of the bank stands for. */
interface Movement {
  readonly key: string;
  readonly ordinal: number;
  readonly amount: bigint;
  readonly lines: readonly string[];
  /** The statement that booked it; null: only a notification told of it so far. */
  bankId: string | null;
}

/** Rows that one SQL statement reads or writes at the most. */
const rowsMax = 1000;

/** Every movement that the names of a document stand for, as far as any document told. */
class Register {
  readonly #movements = new Map<string, Movement[]>();
  readonly #added: Movement[] = [];
  readonly #confirmed: Movement[] = [];
  readonly #document: BankStatement;

  constructor(document: BankStatement) {
    this.#document = document;
  }

  #keyOf(name: string): string {
    return `${this.#document.account} ${name}`;
  }

  async load(tx: Tx, names: readonly string[]): Promise<void> {
    const keys = [...new Set(names)].map((name) => this.#keyOf(name));
    for (let start = 0; start < keys.length; start += rowsMax) {
      const rows = await tx
        .selectFrom('wallet.bank_references')
        .select(['key', 'ordinal', 'amount', 'lines', 'bank_id as bankId'])
        .where('key', 'in', keys.slice(start, start + rowsMax))
        .orderBy('ordinal')
        .execute();
      for (const row of rows) this.#under(row.key).push(row);
    }
  }

  #under(key: string): Movement[] {
    const known = this.#movements.get(key) ?? [];
    this.#movements.set(key, known);
    return known;
  }

  isKnown(name: string): boolean {
    return this.#under(this.#keyOf(name)).length > 0;
  }

  /**
   * The movement that this is the nth telling of. A statement books a movement of its own for each time that it uses a
   * name, unless a notification told of it before; a notification only tells of what some statement books.
   */
  find(name: string, amount: bigint, occurrence: number): Movement | undefined {
    const same = this.#under(this.#keyOf(name)).filter((movement) => movement.amount === amount);
    if (this.#document.kind === 'notification') return same[occurrence - 1];
    const own = same.filter(({ bankId }) => bankId === this.#document.id);
    if (own.length >= occurrence) return own[occurrence - 1];
    const told = same.find(({ bankId }) => bankId === null);
    if (told === undefined) return undefined;
    told.bankId = this.#document.id;
    this.#confirmed.push(told);
    return told;
  }

  /** Gives the name to a movement, and the movement's number under it. */
  add(name: string, amount: bigint, lines: readonly string[]): number {
    const key = this.#keyOf(name);
    const ordinal = this.#under(key).length + 1;
    const bankId = this.#document.kind === 'statement' ? this.#document.id : null;
    const movement = { key, ordinal, amount, lines, bankId };
    this.#under(key).push(movement);
    this.#added.push(movement);
    return ordinal;
  }

  async store(tx: Tx): Promise<void> {
    for (let start = 0; start < this.#added.length; start += rowsMax) {
      const rows = this.#added.slice(start, start + rowsMax).map(({ key, ordinal, amount, lines, bankId }) => ({
        key,
        ordinal,
        amount,
        lines: [...lines],
        bank_id: bankId,
      }));
      await tx.insertInto('wallet.bank_references').values(rows).execute();
    }
    if (this.#confirmed.length === 0) return;
    await sql`update wallet.bank_references r set bank_id = ${this.#document.id}
      from unnest(${this.#confirmed.map(({ key }) => key)}::text[], ${this.#confirmed.map(({ ordinal }) => ordinal)}::integer[]) as c (key, ordinal)
      where r.key = c.key and r.ordinal = c.ordinal`.execute(tx);
  }
}

/** The bank's name for the whole entry, where its only line has another. */
function nameOfWhole({ entry, lines }: PlannedEntry): string | null {
  return lines.length === 1 && lines[0]?.line.key === entry.key ? null : entry.key;
}

/**
 * Claims for ever what no document told of before, and finds again what one did: a movement may be told of by a
 * notification, a statement or both, in any order and any number of times, as one entry or in its parts. The caller
 * holds the lock of the bank account.
 */
export async function claimLines(tx: Tx, document: BankStatement, entries: readonly PlannedEntry[]): Promise<Claims> {
  const register = new Register(document);
  await register.load(
    tx,
    entries.flatMap((planned) => [nameOfWhole(planned) ?? [], planned.lines.map(({ line }) => line.key)].flat()),
  );
  const fresh: ClaimedLine[] = [];
  const seen: string[] = [];
  const retold: RetoldLine[] = [];
  let seenCount = 0;
  const tellAgain = ({ lines: booked }: Movement, lines: readonly BankLine[]): void => {
    seen.push(...booked);
    seenCount += lines.length;
    const [only, ...others] = booked;
    if (only !== undefined && others.length === 0) retold.push({ booked: only, lines });
  };

  for (const planned of entries) {
    const { entry, occurrence, lines } = planned;
    const whole = nameOfWhole(planned);
    const wholeKnown = whole !== null && register.isKnown(whole);
    const told = whole === null ? undefined : register.find(whole, entry.amount, occurrence);
    if (told !== undefined) {
      tellAgain(
        told,
        lines.map(({ line }) => line),
      );
      for (const { line } of lines) if (!register.isKnown(line.key)) register.add(line.key, line.amount, told.lines);
      continue;
    }
    const ids: string[] = [];
    for (const { line, position, occurrence: nth } of lines) {
      const movement = register.find(line.key, line.amount, nth);
      if (movement !== undefined) {
        tellAgain(movement, [line]);
        ids.push(...movement.lines);
        continue;
      }
      const repeated = wholeKnown || register.isKnown(line.key);
      const id = newId(providerShard);
      const ordinal = register.add(line.key, line.amount, [id]);
      fresh.push({ id, line, position, name: ordinal === 1 ? line.key : `${line.key} ~ ${ordinal}`, repeated });
      ids.push(id);
    }
    if (whole !== null) register.add(whole, entry.amount, ids);
  }
  await register.store(tx);
  return { fresh, seen, retold, seenCount };
}
