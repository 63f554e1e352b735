import { randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Config } from '../../platform/config.ts';
import { deriveKey, unwrapKey, wrapKey } from '../../platform/crypto.ts';
import type { Database } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import type { WalletWebhookEndpoints } from '../../platform/schema.ts';
import { disabledReasons, webhookEvents } from './contract.ts';
import type { WebhookEndpoint } from './contract.ts';
import { webhookProblem } from './problems.ts';

export type EndpointRow = Selectable<WalletWebhookEndpoints>;

type Keys = Pick<Config, 'masterKey'>;

/** Standard Webhooks asks for 24 to 64 bytes. */
const secretBytes = 32;

function sealingKey({ masterKey }: Keys): Buffer {
  return deriveKey(masterKey, 'wallet.webhook-secrets');
}

/** A new secret as the receiver needs it, and sealed as it is kept: to sign, its text is needed again. */
export function makeSecret(config: Keys, endpointId: string): { readonly secret: string; readonly sealed: Buffer } {
  const bytes = randomBytes(secretBytes);
  return { secret: `whsec_${bytes.toString('base64')}`, sealed: wrapKey(sealingKey(config), bytes, endpointId) };
}

/** The secrets that sign a message now, the newest first. */
export function secretsOf(config: Keys, row: EndpointRow, now: Date): string[] {
  const old = row.old_secret !== null && row.old_secret_until !== null && row.old_secret_until > now;
  const sealed = [row.secret, ...(old && row.old_secret !== null ? [row.old_secret] : [])];
  return sealed.map((secret) => `whsec_${unwrapKey(sealingKey(config), secret, row.id).toString('base64')}`);
}

/** A merchant's own endpoint; throws `wallet.unknown-webhook-endpoint` for another's too. */
export async function readEndpoint(
  db: Database,
  merchantId: string,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<EndpointRow> {
  const row = await db
    .selectFrom('wallet.webhook_endpoints')
    .selectAll()
    .where('shard', '=', shardOf(merchantId))
    .where('id', '=', id)
    .where('merchant_id', '=', merchantId)
    .$if(lock, (select) => select.forUpdate())
    .executeTakeFirst();
  if (row === undefined) throw webhookProblem('unknown-webhook-endpoint');
  return row;
}

export function toEndpoint(row: EndpointRow, now: Date): WebhookEndpoint {
  return {
    id: row.id,
    url: row.url,
    events: webhookEvents.filter((event) => row.events.includes(event)),
    createdAt: row.created_at,
    failingSince: row.failing_since,
    disabledAt: row.disabled_at,
    disabledBecause: disabledReasons.find((reason) => reason === row.disabled_because) ?? null,
    oldSecretUntil: row.old_secret_until !== null && row.old_secret_until > now ? row.old_secret_until : null,
  };
}
