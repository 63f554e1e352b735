import type { Role } from '../platform/actor.ts';
import { defineEvent } from '../platform/event.ts';
import type { Device } from './device.ts';
import type { SecurityChange } from './mails.ts';

export interface PersonRegistered {
  readonly personId: string;
  /** Customers hold a wallet; people who joined as staff do not. */
  readonly roles: readonly Role[];
}

/** Emitted in the transaction that makes a person. */
export const personRegistered = defineEvent<PersonRegistered>('identity.person-registered');

export interface SignedInFromNewDevice {
  readonly personId: string;
  readonly device: Device;
  /** The network address that it came from. */
  readonly address: string;
  readonly at: Date;
}

/** Emitted at a sign-in on a device on which this person has not signed in before; not for the first one. */
export const signedInFromNewDevice = defineEvent<SignedInFromNewDevice>('identity.signed-in-from-new-device');

export interface SecurityChanged {
  readonly personId: string;
  readonly change: SecurityChange;
  readonly at: Date;
}

/** Emitted when the way in which a person signs in has changed; the letter of `mails.ts` goes out beside it. */
export const securityChanged = defineEvent<SecurityChanged>('identity.security-changed');
