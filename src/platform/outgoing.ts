import { hasRole } from './actor.ts';
import type { Actor } from './actor.ts';

/** `waiting` to be delivered or tried again, `sent`, `kept` because no way out is configured, `dead` after the last try. */
export const outgoingStates = ['waiting', 'dead', 'kept', 'sent'] as const;
export type OutgoingState = (typeof outgoingStates)[number];

/** An outgoing mail as staff see it. */
export interface OutgoingView {
  readonly id: string;
  readonly to: string;
  /** To all but administrators without its numbers, which may be a sign-in code. */
  readonly subject: string;
  readonly status: OutgoingState;
  readonly attempts: number;
  readonly lastError: string | null;
  readonly createdAt: Date;
  readonly settledAt: Date | null;
}

/** Who looks after what could not be sent. */
export function readsOutgoing(actor: Actor): boolean {
  return hasRole(actor, 'supervisor', 'admin');
}

interface OutgoingRow {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly status: string;
  readonly attempts: number;
  readonly last_error: string | null;
  readonly created_at: Date;
  readonly settled_at: Date | null;
}

export function viewOutgoing(row: OutgoingRow, actor: Actor): OutgoingView {
  return {
    id: row.id,
    to: row.to,
    subject: hasRole(actor, 'admin') && row.status !== 'sent' ? row.subject : row.subject.replace(/\d{4,}/g, '••••'),
    status: outgoingStates.find((state) => state === row.status) ?? 'waiting',
    attempts: row.attempts,
    lastError: row.last_error,
    createdAt: row.created_at,
    settledAt: row.settled_at,
  };
}
