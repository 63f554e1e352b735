import { Webhook } from 'standardwebhooks';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/db.ts';
import { systemCaller } from '../../platform/door.ts';
import type { Door } from '../../platform/door.ts';
import type { Deliverers } from '../../platform/outbox.ts';
import { readEndpoint, secretsOf } from './endpoint-row.ts';
import { findMessage } from './message-row.ts';
import { postWebhook } from './post-webhook.ts';
import type { Answer } from './post-webhook.ts';

export interface WebhookSenderOptions {
  readonly config: Pick<Config, 'masterKey' | 'localWebhooks' | 'brand'>;
  readonly db: Database;
  readonly door: Pick<Door<never>, 'callUntyped'>;
  readonly clock: Clock;
}

/** Delivers the outbox's webhooks: signed by the Standard Webhooks scheme, each try in the delivery log. */
export function createWebhookSender({ config, db, door, clock }: WebhookSenderOptions): Deliverers['webhook'] {
  return async ({ message: id }, { isLast }) => {
    const message = await findMessage(db, id);
    // Given up or taken since, as when its endpoint was switched off.
    if (message?.state !== 'waiting') return { status: 'kept' };
    const endpoint = await readEndpoint(db, message.merchant_id, message.endpoint_id);
    const now = clock.now();
    const signatures = secretsOf(config, endpoint, now).map((secret) =>
      new Webhook(secret).sign(id, now, message.body),
    );
    const answer = await postWebhook({
      url: endpoint.url,
      body: message.body,
      mayBeInner: config.localWebhooks,
      headers: {
        'content-type': 'application/json',
        'user-agent': `${config.brand.replace(/[^\x21-\x7e]/g, '') || 'Recourse'}-Webhooks`,
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': signatures.join(' '),
      },
    });
    const record = { message: id, ...answer, isLast };
    await door.callUntyped('wallet.record-webhook-attempt', record, systemCaller('webhooks', id));
    if (isTaken(answer)) return { status: 'sent', receipt: { status: String(answer.status) } };
    throw new Error(answer.error ?? `the receiver answered ${answer.status}`);
  };
}

/** Whether a receiver took a message: any 2xx (Standard Webhooks); a redirect is none and is not followed. */
export function isTaken({ status }: Pick<Answer, 'status'>): boolean {
  return status !== null && status >= 200 && status < 300;
}
