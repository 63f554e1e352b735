export const webhookEvents = ['payment.paid', 'payment.cancelled', 'payment.expired', 'payment.refunded'] as const;
export type WebhookEvent = (typeof webhookEvents)[number];

export const messageStates = ['waiting', 'delivered', 'dead'] as const;
export type MessageState = (typeof messageStates)[number];

/** `failing`: nothing got through for days; `gone`: the receiver answered 410. */
export const disabledReasons = ['by-merchant', 'failing', 'gone'] as const;
export type DisabledReason = (typeof disabledReasons)[number];

/** Where a merchant's program hears what happened. */
export interface WebhookEndpoint {
  readonly id: string;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly createdAt: Date;
  /** Since when nothing got through; null while it works. */
  readonly failingSince: Date | null;
  readonly disabledAt: Date | null;
  readonly disabledBecause: DisabledReason | null;
  /** Until when the secret before this one signs too. */
  readonly oldSecretUntil: Date | null;
}

/** An endpoint's new secret, shown this once. */
export interface NewSecret {
  readonly id: string;
  readonly secret: string;
}

/** One event for one endpoint, and what became of it. */
export interface WebhookMessage {
  /** The `webhook-id`, the same at every try. */
  readonly id: string;
  readonly endpointId: string;
  readonly event: WebhookEvent;
  readonly paymentId: string;
  readonly sequence: number;
  readonly state: MessageState;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

export interface WebhookAttempt {
  readonly at: Date;
  readonly durationMs: number;
  readonly status: number | null;
  /** First bytes of the answer. */
  readonly answer: string | null;
  readonly error: string | null;
}

declare module '../../platform/outbox.ts' {
  interface OutgoingKinds {
    /** A message of `wallet.webhook_messages`, which holds what is sent and where. */
    webhook: { readonly message: string };
  }
}
