import type { Selectable } from 'kysely';
import { hasRole } from '../../platform/actor.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Database, Tx } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import type { WalletMerchants } from '../../platform/schema.ts';
import { merchantStates } from './contract.ts';
import type { Merchant, MerchantState } from './contract.ts';
import { checkoutProblem } from './problems.ts';

/** Whoever acts for a merchant: he himself, or his program by a key. */
export function actsForMerchant(actor: Actor): boolean {
  return actor.kind === 'merchant' || hasRole(actor, 'customer');
}

/** Who decides on merchants. */
export function decidesMerchants(actor: Actor): boolean {
  return hasRole(actor, 'supervisor', 'compliance', 'admin');
}

/** Whose merchant an actor acts for; a merchant is a customer, so his id is a person's. */
export function merchantIdOf(actor: Actor): string {
  if (actor.kind === 'merchant') return actor.merchantId;
  if (actor.kind === 'person') return actor.id;
  throw checkoutProblem('not-a-merchant');
}

export function toMerchant(row: Selectable<WalletMerchants>): Merchant {
  return {
    personId: row.person_id,
    tradingName: row.trading_name,
    sells: row.sells,
    website: row.website,
    contact: row.contact,
    state: merchantStates.find((state): state is MerchantState => state === row.state) ?? 'applied',
    reason: row.reason,
    appliedAt: row.applied_at,
    decidedAt: row.decided_at,
  };
}

export async function findMerchant(
  db: Database,
  personId: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<Merchant | undefined> {
  const row = await db
    .selectFrom('wallet.merchants')
    .selectAll()
    .where('shard', '=', shardOf(personId))
    .where('person_id', '=', personId)
    .$if(lock, (select) => select.forUpdate())
    .executeTakeFirst();
  return row && toMerchant(row);
}

/** The merchant that the actor acts for, approved at least once; throws `wallet.not-a-merchant`. */
export async function requireMerchant(db: Database | Tx, actor: Actor): Promise<Merchant> {
  const merchant = await findMerchant(db, merchantIdOf(actor));
  if (merchant?.state !== 'approved' && merchant?.state !== 'suspended') throw checkoutProblem('not-a-merchant');
  return merchant;
}

/** The same, where he may take payments; throws `wallet.merchant-suspended`. */
export async function requireOpenMerchant(db: Database | Tx, actor: Actor): Promise<Merchant> {
  const merchant = await requireMerchant(db, actor);
  if (merchant.state === 'suspended') throw checkoutProblem('merchant-suspended');
  return merchant;
}
