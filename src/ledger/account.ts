import { createHash } from 'node:crypto';

/** `debits`: money only comes in; `all`: nothing moves. */
export type Freeze = 'none' | 'debits' | 'all';

/** An account as the deciding rules see it; amounts in minor units of its asset. */
export interface Account {
  readonly shard: number;
  readonly id: string;
  /** Where its locked row lies, for the writer. */
  readonly row: string;
  readonly asset: string;
  /** What the balance, less what holds set aside, never goes below; null: no limit. */
  readonly floor: bigint | null;
  readonly frozen: Freeze;
  readonly closed: boolean;
  readonly balance: bigint;
  /** What open holds set aside. */
  readonly heldOut: bigint;
  /** What open holds of others would bring. */
  readonly heldIn: bigint;
  /** The number of its entries; the next one is one higher. */
  readonly lastSeq: bigint;
  /** The transfer of its last entry. */
  readonly lastTransfer: string | null;
}

/** A UUIDv8 (RFC 9562 §5.8) that follows from a name, so that nobody has to look it up. */
export function namedId(name: string, shard: number): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const last = shard.toString(16).padStart(2, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 30)}${last}`;
}

/** The fixed id of a system account, one per asset and shard. */
export function systemAccountId(name: string, asset: string, shard: number): string {
  return namedId(`${name} ${asset}`, shard);
}

/** Stands in a shard for every account of the other shards. */
export function clearingAccountId(asset: string, shard: number): string {
  return systemAccountId('clearing', asset, shard);
}
