import type { Tx } from '../platform/db.ts';
import type { BankLine, BankStatement } from '../rails/rails.ts';

/** A line that no upload booked before. */
export interface ClaimedLine {
  readonly line: BankLine;
  /** Its place in the statement, from 1. */
  readonly position: number;
  /** Names the movement within its account, once for ever. */
  readonly name: string;
  /** The bank used its reference before, for a movement that it books beside this one. */
  readonly repeated: boolean;
}

/** Names claimed by one SQL statement at the most. */
const claimsMax = 1000;

interface Claim {
  readonly key: string;
  readonly bank_id: string;
  readonly amount: bigint;
}

/** Claims the names that nobody has; gives those that were free. */
async function claim(tx: Tx, claims: readonly Claim[]): Promise<Set<string>> {
  const free = new Set<string>();
  // In one order, so that two uploads of the same statement wait for each other instead of locking each other out.
  const sorted = claims.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  for (let start = 0; start < sorted.length; start += claimsMax) {
    const rows = await tx
      .insertInto('wallet.bank_references')
      .values(sorted.slice(start, start + claimsMax))
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning('key')
      .execute();
    for (const { key } of rows) free.add(key);
  }
  return free;
}

async function findClaims(tx: Tx, keys: readonly string[]): Promise<Map<string, Claim>> {
  const found = new Map<string, Claim>();
  for (let start = 0; start < keys.length; start += claimsMax) {
    const rows = await tx
      .selectFrom('wallet.bank_references')
      .selectAll()
      .where('key', 'in', keys.slice(start, start + claimsMax))
      .execute();
    for (const row of rows) found.set(row.key, row);
  }
  return found;
}

/**
 * Leaves out the lines that an upload booked before, and claims the others for ever. A movement is the same again only
 * in the same statement of the bank with the same amount; a reference that comes back otherwise is a movement of its
 * own, marked as repeated so that a person looks at it before anybody is credited twice.
 */
export async function claimLines(tx: Tx, { id: bankId, account, lines }: BankStatement): Promise<ClaimedLine[]> {
  const keyOf = (name: string): string => `${account} ${name}`;
  const occurrences = new Map<string, number>();
  const named = lines.map((line, index) => {
    const occurrence = (occurrences.get(line.key) ?? 0) + 1;
    occurrences.set(line.key, occurrence);
    return { line, position: index + 1, occurrence };
  });

  const firsts = named.filter(({ occurrence }) => occurrence === 1);
  const free = await claim(
    tx,
    firsts.map(({ line }) => ({ key: keyOf(line.key), bank_id: bankId, amount: line.amount })),
  );
  const taken = await findClaims(
    tx,
    firsts.map(({ line }) => keyOf(line.key)).filter((key) => !free.has(key)),
  );
  const isFirst = ({ line, occurrence }: { line: BankLine; occurrence: number }): boolean =>
    occurrence === 1 && free.has(keyOf(line.key));
  const isSeen = ({ line, occurrence }: { line: BankLine; occurrence: number }): boolean => {
    const earlier = taken.get(keyOf(line.key));
    return occurrence === 1 && earlier?.bank_id === bankId && earlier.amount === line.amount;
  };

  const repeats = named
    .filter((entry) => !isFirst(entry) && !isSeen(entry))
    .map((entry) => ({ ...entry, name: `${entry.line.key} ~ ${bankId} ~ ${entry.occurrence} ~ ${entry.line.amount}` }));
  const freeRepeats = await claim(
    tx,
    repeats.map(({ line, name }) => ({ key: keyOf(name), bank_id: bankId, amount: line.amount })),
  );
  return [
    ...named.filter(isFirst).map(({ line, position }) => ({ line, position, name: line.key, repeated: false })),
    ...repeats
      .filter(({ name }) => freeRepeats.has(keyOf(name)))
      .map(({ line, position, name }) => ({ line, position, name, repeated: true })),
  ].sort((a, b) => a.position - b.position);
}
