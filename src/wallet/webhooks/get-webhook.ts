import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { requireMerchant } from '../checkout/merchant.ts';
import type { WebhookAttempt, WebhookMessage } from './contract.ts';
import { readMessage, toMessage } from './message-row.ts';

/** Tries that are shown: ten of each round, and rounds are ordered by hand. */
const shownMax = 200;

export interface WebhookDetail extends WebhookMessage {
  /** Exactly what is sent. */
  readonly body: string;
  readonly tries: readonly WebhookAttempt[];
}

export const getWebhook = query({
  name: 'wallet.get-webhook',
  summary: 'One message to an endpoint: what was sent, and every try with the receiver’s answer.',
  rest: 'GET /merchant/webhook-messages/{id}',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({ id: Type.String({ format: 'uuid' }) }),
  run: async ({ db, actor }, { id }): Promise<WebhookDetail> => {
    const { personId } = await requireMerchant(db, actor);
    const row = await readMessage(db, personId, id);
    const tries = await db
      .selectFrom('wallet.webhook_attempts')
      .select(['at', 'duration_ms', 'status', 'answer', 'error'])
      .where('shard', '=', row.shard)
      .where('message_id', '=', id)
      .orderBy('id', 'desc')
      .limit(shownMax)
      .execute();
    return {
      ...toMessage(row),
      body: row.body,
      tries: tries.map(({ duration_ms: durationMs, ...attempt }) => ({ ...attempt, durationMs })),
    };
  },
});
