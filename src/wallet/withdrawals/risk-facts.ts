import type { QueryCtx } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { hoursAfter } from './promise.ts';
import type { RiskFacts } from './risk.ts';

const dayHours = 24;

interface Asked {
  readonly personId: string;
  readonly asset: string;
  readonly amount: bigint;
  readonly destinationAddedAt: Date;
}

/** Gathers what the rules ask about. */
export async function riskFacts(
  { db, now, config }: Pick<QueryCtx, 'db' | 'now' | 'config'>,
  { personId, asset, amount, destinationAddedAt }: Asked,
): Promise<RiskFacts> {
  const shard = shardOf(personId);
  const [lastDay, freeze] = await Promise.all([
    db
      .selectFrom('wallet.withdrawals')
      .select(({ fn }) => [fn.countAll<bigint>().as('count'), fn.sum<bigint | null>('amount').as('sum')])
      .where('shard', '=', shard)
      .where('person_id', '=', personId)
      .where('asset', '=', asset)
      .where('requested_at', '>', hoursAfter(now, -dayHours))
      .where('state', 'not in', ['failed', 'refused', 'cancelled'])
      .executeTakeFirstOrThrow(),
    db
      .selectFrom('wallet.freezes')
      .select(({ fn }) => fn.max('lifted_at').as('at'))
      .where('shard', '=', shard)
      .where('person_id', '=', personId)
      .executeTakeFirst(),
  ]);
  return {
    now,
    amount,
    reviewFrom: config.reviewFrom.get(asset) ?? null,
    lastDay: { count: Number(lastDay.count), sum: lastDay.sum ?? 0n },
    destinationAddedAt,
    newDeviceAt: null,
    securityChangedAt: null,
    unfrozenAt: freeze?.at ?? null,
  };
}
