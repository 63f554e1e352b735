/** The shard that the last byte of any UUID names; that of an account is always one of the installation's. */
export function shardByte(id: string): number {
  return Number.parseInt(id.slice(-2), 16);
}

/** The shard that keeps a transfer's or hold's id unique, whatever UUID the caller chose. */
export function homeShard(id: string, shards: number): number {
  return shardByte(id) % shards;
}

/** Ids by shard, lowest shard first. */
export function byShard(ids: Iterable<string>, shardOf: (id: string) => number): [shard: number, ids: string[]][] {
  const groups = new Map<number, string[]>();
  for (const id of ids) {
    const shard = shardOf(id);
    const group = groups.get(shard);
    if (group) group.push(id);
    else groups.set(shard, [id]);
  }
  return [...groups].sort(([a], [b]) => a - b);
}
