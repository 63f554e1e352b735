import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { requireMerchant } from '../checkout/merchant.ts';
import { messageStates } from './contract.ts';
import type { WebhookEndpoint, WebhookMessage } from './contract.ts';
import { readEndpoint, toEndpoint } from './endpoint-row.ts';
import { toMessage } from './message-row.ts';

const pageSize = 25;

export interface EndpointLog {
  readonly endpoint: WebhookEndpoint;
  readonly messages: readonly WebhookMessage[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: string | null;
}

export const getWebhookEndpoint = query({
  name: 'wallet.get-webhook-endpoint',
  summary: 'One endpoint with its delivery log, the newest message first.',
  rest: 'GET /merchant/webhooks/{id}',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({
    id: Type.String({ format: 'uuid' }),
    state: Type.Optional(Type.Enum(messageStates)),
    after: Type.Optional(Type.String({ format: 'uuid', description: '`next` of the page before' })),
  }),
  run: async ({ db, actor, now }, { id, state, after }): Promise<EndpointLog> => {
    const { personId } = await requireMerchant(db, actor);
    const row = await readEndpoint(db, personId, id);
    let select = db
      .selectFrom('wallet.webhook_messages')
      .selectAll()
      .where('shard', '=', row.shard)
      .where('endpoint_id', '=', id);
    if (state !== undefined) select = select.where('state', '=', state);
    if (after !== undefined) select = select.where('id', '<', after);
    const rows = await select
      .orderBy('id', 'desc')
      .limit(pageSize + 1)
      .execute();
    const shown = rows.slice(0, pageSize);
    return {
      endpoint: toEndpoint(row, now),
      messages: shown.map(toMessage),
      next: rows.length > pageSize ? (shown.at(-1)?.id ?? null) : null,
    };
  },
});
