import type { Selectable } from 'kysely';
import type { Database } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import type { WalletWebhookMessages } from '../../platform/schema.ts';
import { messageStates, webhookEvents } from './contract.ts';
import type { WebhookMessage } from './contract.ts';
import { webhookProblem } from './problems.ts';

export type MessageRow = Selectable<WalletWebhookMessages>;

export async function findMessage(
  db: Database,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<MessageRow | undefined> {
  return db
    .selectFrom('wallet.webhook_messages')
    .selectAll()
    .where('shard', '=', shardOf(id))
    .where('id', '=', id)
    .$if(lock, (select) => select.forUpdate())
    .executeTakeFirst();
}

/** A merchant's own message; throws `wallet.unknown-webhook` for another's too. */
export async function readMessage(
  db: Database,
  merchantId: string,
  id: string,
  options?: { readonly lock?: boolean },
): Promise<MessageRow> {
  const row = await findMessage(db, id, options);
  if (row?.merchant_id !== merchantId) throw webhookProblem('unknown-webhook');
  return row;
}

export function toMessage(row: Omit<MessageRow, 'body'>): WebhookMessage {
  return {
    id: row.id,
    endpointId: row.endpoint_id,
    event: webhookEvents.find((event) => event === row.event) ?? 'payment.paid',
    paymentId: row.payment_id,
    sequence: row.sequence,
    state: messageStates.find((state) => state === row.state) ?? 'waiting',
    attempts: row.attempts,
    createdAt: row.created_at,
    settledAt: row.settled_at,
  };
}
