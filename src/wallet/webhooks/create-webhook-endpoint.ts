import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { newId, shardOf } from '../../platform/id.ts';
import { findMerchant, requireMerchant } from '../checkout/merchant.ts';
import { isLocal } from '../checkout/web-address.ts';
import { isInnerHost } from './address-guard.ts';
import { webhookEvents } from './contract.ts';
import type { NewSecret } from './contract.ts';
import { makeSecret } from './endpoint-row.ts';
import { webhookProblem } from './problems.ts';

const endpointsMax = 10;

export const createWebhookEndpoint = command({
  name: 'wallet.create-webhook-endpoint',
  summary: 'Adds an address that hears what happens to payments; the answer shows the secret that signs, once.',
  rest: 'POST /merchant/webhooks',
  can: (actor) => hasRole(actor, 'customer'),
  shownOnce: true,
  input: input({
    url: Type.String({ minLength: 1, maxLength: 1000, description: 'https; http on this machine in development' }),
    events: Type.Array(Type.Enum(webhookEvents), { minItems: 1, maxItems: webhookEvents.length, uniqueItems: true }),
  }),
  run: async (ctx, { url: typed, events }): Promise<NewSecret> => {
    const { personId } = await requireMerchant(ctx.tx, ctx.actor);
    const url = readUrl(typed, ctx.config);
    await findMerchant(ctx.tx, personId, { lock: true });
    const shard = shardOf(personId);
    const { count } = await ctx.tx
      .selectFrom('wallet.webhook_endpoints')
      .select(({ fn }) => fn.countAll<bigint>().as('count'))
      .where('shard', '=', shard)
      .where('merchant_id', '=', personId)
      .where('disabled_at', 'is', null)
      .executeTakeFirstOrThrow();
    if (count >= endpointsMax) throw webhookProblem('too-many-endpoints');
    const id = newId(shard);
    ctx.about(`webhook-endpoint:${id}`);
    const { secret, sealed } = makeSecret(ctx.config, id);
    const row = { shard, id, merchant_id: personId, url, events: [...events], secret: sealed, created_at: ctx.now };
    await ctx.tx.insertInto('wallet.webhook_endpoints').values(row).execute();
    return { id, secret };
  },
});

/** Where webhooks may go. What a name leads to is looked at with every delivery; here is refused what can be seen at once. */
function readUrl(typed: string, { localWebhooks }: { readonly localWebhooks: boolean }): string {
  const url = URL.parse(typed.trim());
  if (url !== null && url.username === '' && url.password === '') {
    if (url.protocol === 'https:' && (localWebhooks || !isInnerHost(url))) return url.href;
    if (url.protocol === 'http:' && localWebhooks && isLocal(url)) return url.href;
  }
  const { text } = webhookProblem('webhook-url-refused');
  throw webhookProblem('webhook-url-refused', {}, [{ pointer: '/url', detail: text.detail }]);
}
