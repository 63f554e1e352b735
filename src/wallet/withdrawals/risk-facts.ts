import { lastSecurityChange, personById } from '../../identity/identity.ts';
import type { Actor } from '../../platform/actor.ts';
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
  { db, now, config, actor }: Pick<QueryCtx, 'db' | 'now' | 'config' | 'actor'>,
  { personId, asset, amount, destinationAddedAt }: Asked,
): Promise<RiskFacts> {
  const shard = shardOf(personId);
  const [lastDay, freeze, person, securityChangedAt] = await Promise.all([
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
    personById(db, personId),
    lastSecurityChange(db, personId),
  ]);
  return {
    now,
    amount,
    reviewFrom: config.reviewFrom.get(asset) ?? null,
    lastDay: { count: Number(lastDay.count), sum: lastDay.sum ?? 0n },
    destinationAddedAt,
    newDeviceAt: newDevice(actor, person?.createdAt),
    securityChangedAt,
    unfrozenAt: freeze?.at ?? null,
  };
}

/** Since when we know the device in use; null for the one on which its person registered, and where there is none. */
function newDevice(actor: Actor, registeredAt: Date | undefined): Date | null {
  const since = actor.kind === 'person' ? actor.session?.deviceSince : undefined;
  if (since === undefined || registeredAt === undefined) return null;
  return since > hoursAfter(registeredAt, 1) ? since : null;
}
