/** A request is open until it is paid, taken back or over; one that may be paid often is never paid up. */
export type RequestState = 'open' | 'paid' | 'cancelled' | 'expired';

export interface RequestFacts {
  /** Paid once, or by as many as like. */
  readonly single: boolean;
  readonly payments: number;
  readonly cancelledAt: Date | null;
  readonly expiresAt: Date;
}

/** What has become of a request; what was paid stays paid whatever came later. */
export function requestState({ single, payments, cancelledAt, expiresAt }: RequestFacts, now: Date): RequestState {
  if (single && payments > 0) return 'paid';
  if (cancelledAt !== null) return 'cancelled';
  return expiresAt <= now ? 'expired' : 'open';
}
