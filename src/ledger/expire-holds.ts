import type { Queryable } from '../platform/db.ts';
import { namedId } from './account.ts';
import { homeShard } from './shard.ts';
import type { Result, Transfer } from './transfer.ts';

const sweepMax = 1000;

interface Sweep {
  readonly q: Queryable;
  readonly shards: number;
  readonly now: Date;
  readonly post: (transfers: readonly Transfer[]) => Promise<readonly Result[]>;
}

/**
 * Releases every hold that expired by now and gives their number. The id of a release follows from its hold, so that
 * several sweeps at a time release it once.
 */
export async function expireHolds({ q, shards, now, post }: Sweep): Promise<number> {
  let expired = 0;
  for (let shard = 0; shard < shards; shard += 1) {
    for (let found = sweepMax; found === sweepMax;) {
      const { rows } = await q.query<{ id: string }>(
        `select id from ledger.holds where shard = $1 and state = 'open' and expires_at <= $2 order by expires_at limit ${sweepMax}`,
        [shard, now],
      );
      found = rows.length;
      const results = await post(
        rows.map(({ id }) => ({
          kind: 'void-hold',
          id: namedId(`expire ${id}`, homeShard(id, shards)),
          holdId: id,
          purpose: 'expiry',
        })),
      );
      expired += results.filter((result) => !('refused' in result || result.repeated)).length;
    }
  }
  return expired;
}
