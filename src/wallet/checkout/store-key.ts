import { personById } from '../../identity/identity.ts';
import type { Ctx } from '../../platform/command.ts';
import { newId, shardOf } from '../../platform/id.ts';
import type { KeyScope, NewKey } from './contract.ts';
import { makeKey, prefixOf } from './key.ts';
import { keyMail } from './mails.ts';
import { findMerchant } from './merchant.ts';
import { checkoutProblem } from './problems.ts';

/** Keys of one merchant that work at the same time. */
const keysMax = 20;

interface KeyWish {
  readonly merchantId: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
}

/** Makes a key and keeps its hash; throws `wallet.too-many-keys`. */
export async function storeKey(ctx: Ctx, { merchantId, name, scopes }: KeyWish): Promise<NewKey> {
  const shard = shardOf(merchantId);
  const merchant = await findMerchant(ctx.tx, merchantId, { lock: true });
  const { count } = await ctx.tx
    .selectFrom('wallet.merchant_keys')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('shard', '=', shard)
    .where('merchant_id', '=', merchantId)
    .where('revoked_at', 'is', null)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', ctx.now)]))
    .executeTakeFirstOrThrow();
  if (count >= keysMax) throw checkoutProblem('too-many-keys');
  const id = newId(shard);
  const { key, hash } = makeKey(id);
  const row = {
    shard,
    id,
    merchant_id: merchantId,
    name,
    scopes: [...scopes],
    secret_sha256: hash,
    created_at: ctx.now,
  };
  await ctx.tx.insertInto('wallet.merchant_keys').values(row).execute();
  ctx.about(`merchant-key:${id}`);
  await tell(ctx, { id, merchantId, name: merchant?.tradingName ?? name });
  return { id, prefix: prefixOf(id), key, scopes };
}

/** Nobody gets a key in a merchant's name that he does not hear of. */
async function tell(
  ctx: Ctx,
  { id, merchantId, name }: { readonly id: string; readonly merchantId: string; readonly name: string },
): Promise<void> {
  const person = await personById(ctx.tx, merchantId);
  if (person === undefined) return;
  const payload = keyMail(ctx.config, { to: person.email, name, prefix: prefixOf(id), locale: person.locale });
  await ctx.send({ kind: 'mail', key: `merchant-key ${id}`, payload });
}
