import type { Role } from '../platform/actor.ts';
import { defineEvent } from '../platform/event.ts';

export interface PersonRegistered {
  readonly personId: string;
  /** Customers hold a wallet; people who joined as staff do not. */
  readonly roles: readonly Role[];
}

/** Emitted in the transaction that makes a person. */
export const personRegistered = defineEvent<PersonRegistered>('identity.person-registered');
