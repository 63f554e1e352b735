import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import { equalBytes, sha256 } from '../../platform/crypto.ts';
import type { Database } from '../../platform/db.ts';
import { isId, shardOf } from '../../platform/id.ts';
import type { WalletMerchantKeys } from '../../platform/schema.ts';
import { keyScopes } from './contract.ts';
import type { KeyScope, MerchantKey } from './contract.ts';
import { checkoutProblem } from './problems.ts';

/**
 * A key is `rk_`, its id, which may be seen and tells its shard, and 160 random bits that nobody keeps but by their hash.
 * So much chance needs no slow hash: there is nothing to guess.
 */
const secretBytes = 20;
const keyPattern = /^rk_([0-9a-f]{32})_([0-9a-f]{40})$/;

/** A key's use is written down this often at the most, in seconds: its row is nobody's bottleneck. */
const usedSecondsMin = 60;

export function prefixOf(keyId: string): string {
  return `rk_${keyId.replaceAll('-', '')}`;
}

/** A new key's text, and the hash that is kept of it. */
export function makeKey(keyId: string): { readonly key: string; readonly hash: Buffer } {
  const secret = randomBytes(secretBytes).toString('hex');
  return { key: `${prefixOf(keyId)}_${secret}`, hash: sha256(secret) };
}

function readKey(text: string): { readonly id: string; readonly secret: string } | undefined {
  const [, digits = '', secret = ''] = keyPattern.exec(text) ?? [];
  const id = digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return isId(id) ? { id, secret } : undefined;
}

/** The merchant whose key the headers show; undefined where they show none. Throws `wallet.key-refused` for one that is not valid. */
export async function merchantOf(db: Database, headers: Headers, now: Date): Promise<Actor | undefined> {
  const header = headers.get('authorization');
  if (header === null) return undefined;
  const given = readKey(/^Bearer +(\S+)$/i.exec(header)?.[1] ?? '');
  if (given === undefined) throw checkoutProblem('key-refused');
  const row = await db
    .selectFrom('wallet.merchant_keys')
    .selectAll()
    .where('shard', '=', shardOf(given.id))
    .where('id', '=', given.id)
    .executeTakeFirst();
  if (row === undefined || !equalBytes(row.secret_sha256, sha256(given.secret))) throw checkoutProblem('key-refused');
  const state = stateOf(row, now);
  if (state === 'revoked' || state === 'ended') throw checkoutProblem('key-refused');
  await noteUse(db, row, now);
  return { kind: 'merchant', merchantId: row.merchant_id, keyId: row.id, scopes: row.scopes };
}

async function noteUse(
  db: Database,
  { shard, id, last_used_at: last }: Selectable<WalletMerchantKeys>,
  now: Date,
): Promise<void> {
  if (last !== null && now.getTime() - last.getTime() < usedSecondsMin * 1000) return;
  await db
    .updateTable('wallet.merchant_keys')
    .set({ last_used_at: now })
    .where('shard', '=', shard)
    .where('id', '=', id)
    .execute();
}

type Ends = Pick<Selectable<WalletMerchantKeys>, 'revoked_at' | 'expires_at'>;

export function stateOf({ revoked_at: revokedAt, expires_at: expiresAt }: Ends, now: Date): MerchantKey['state'] {
  if (revokedAt !== null) return 'revoked';
  if (expiresAt === null) return 'active';
  return expiresAt <= now ? 'ended' : 'ending';
}

export function toKey(row: Selectable<WalletMerchantKeys>, now: Date): MerchantKey {
  return {
    id: row.id,
    name: row.name,
    prefix: prefixOf(row.id),
    scopes: keyScopes.filter((scope): scope is KeyScope => row.scopes.includes(scope)),
    state: stateOf(row, now),
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    revokedAt: row.revoked_at,
  };
}
