import { createWebhookEndpoint } from './create-webhook-endpoint.ts';
import { getWebhook } from './get-webhook.ts';
import { getWebhookEndpoint } from './get-webhook-endpoint.ts';
import { listPaymentWebhooks } from './list-payment-webhooks.ts';
import { listWebhookEndpoints } from './list-webhook-endpoints.ts';
import { recordWebhookAttempt } from './record-webhook-attempt.ts';
import { replayFailedWebhooks } from './replay-failed-webhooks.ts';
import { replayWebhook } from './replay-webhook.ts';
import { rotateWebhookSecret } from './rotate-webhook-secret.ts';
import { switchWebhookEndpoint } from './switch-webhook-endpoint.ts';

/** Everything that can be asked about webhooks. */
export const webhookOperations = [
  createWebhookEndpoint,
  getWebhook,
  getWebhookEndpoint,
  listPaymentWebhooks,
  listWebhookEndpoints,
  recordWebhookAttempt,
  replayFailedWebhooks,
  replayWebhook,
  rotateWebhookSecret,
  switchWebhookEndpoint,
] as const;
