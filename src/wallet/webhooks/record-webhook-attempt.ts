import { Type } from 'typebox';
import { personById } from '../../identity/identity.ts';
import { assert } from '../../platform/assert.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { newId } from '../../platform/id.ts';
import { endpointMail } from '../checkout/mails.ts';
import { findMerchant } from '../checkout/merchant.ts';
import type { DisabledReason } from './contract.ts';
import { isTaken } from './deliver-webhook.ts';
import { readEndpoint } from './endpoint-row.ts';
import type { EndpointRow } from './endpoint-row.ts';
import { findMessage } from './message-row.ts';
import type { Answer } from './post-webhook.ts';
import { switchOff } from './switch-off.ts';

/** An endpoint that took nothing for so long is switched off, in days; as long as one message is tried. */
const failingDaysMax = 3;

/** "The endpoint is gone": Standard Webhooks has a sender stop at once. */
const gone = 410;

const orNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

export const recordWebhookAttempt = command({
  name: 'wallet.record-webhook-attempt',
  summary: 'Writes a try to deliver a webhook into its log, and switches an endpoint off that took nothing for days.',
  can: (actor) => actor.kind === 'system',
  input: input({
    message: Type.String({ format: 'uuid' }),
    status: orNull(Type.Integer()),
    answer: orNull(Type.String()),
    error: orNull(Type.String()),
    durationMs: Type.Integer({ minimum: 0 }),
    isLast: Type.Boolean(),
  }),
  run: async (ctx, { message: id, isLast, ...answer }) => {
    ctx.about(`webhook:${id}`);
    const sent = await findMessage(ctx.tx, id);
    assert(sent, 'only what was to be sent is tried');
    // The endpoint before its messages: whoever locks both does so in this order.
    const endpoint = await readEndpoint(ctx.tx, sent.merchant_id, sent.endpoint_id, { lock: true });
    const { shard, attempts } = (await findMessage(ctx.tx, id, { lock: true })) ?? sent;
    const { status, answer: text, error, durationMs } = answer;
    await ctx.tx
      .insertInto('wallet.webhook_attempts')
      .values({
        shard,
        id: newId(shard),
        message_id: id,
        at: ctx.now,
        duration_ms: durationMs,
        status,
        answer: text,
        error,
      })
      .execute();
    const state = isTaken(answer) ? 'delivered' : isLast ? 'dead' : 'waiting';
    await ctx.tx
      .updateTable('wallet.webhook_messages')
      .set({ attempts: attempts + 1, state, settled_at: state === 'waiting' ? null : ctx.now })
      .where('shard', '=', shard)
      .where('id', '=', id)
      .execute();
    const failingSince = isTaken(answer) ? null : (endpoint.failing_since ?? ctx.now);
    if (failingSince?.getTime() !== endpoint.failing_since?.getTime())
      await ctx.tx
        .updateTable('wallet.webhook_endpoints')
        .set({ failing_since: failingSince })
        .where('shard', '=', shard)
        .where('id', '=', endpoint.id)
        .execute();
    const because = reasonToStop(answer, failingSince, { isLast, now: ctx.now });
    if (because !== undefined && endpoint.disabled_at === null) await stop(ctx, endpoint, because, answer);
  },
});

function reasonToStop(
  { status }: Pick<Answer, 'status'>,
  failingSince: Date | null,
  { isLast, now }: { readonly isLast: boolean; readonly now: Date },
): DisabledReason | undefined {
  if (status === gone) return 'gone';
  if (!isLast || failingSince === null) return undefined;
  return now.getTime() - failingSince.getTime() >= failingDaysMax * 86_400_000 ? 'failing' : undefined;
}

async function stop(
  ctx: Ctx,
  endpoint: EndpointRow,
  because: DisabledReason,
  { status, error }: Pick<Answer, 'status' | 'error'>,
): Promise<void> {
  await switchOff(ctx, endpoint, because);
  const [merchant, person] = await Promise.all([
    findMerchant(ctx.tx, endpoint.merchant_id),
    personById(ctx.tx, endpoint.merchant_id),
  ]);
  if (merchant === undefined || person === undefined) return;
  const failure = { url: endpoint.url, error: error ?? String(status) };
  const payload = endpointMail(ctx.config, { contact: merchant.contact, locale: person.locale, ...failure });
  await ctx.send({ kind: 'mail', key: `webhook-off ${endpoint.id} ${ctx.now.toISOString()}`, payload });
}
