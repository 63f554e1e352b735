import type { WebDoor } from '../../../door.ts';
import type { PaymentOption } from './questions.tsx';

/** The newest payments of a customer who is signed in; nobody else has any here. */
export async function listPayments(_door: WebDoor): Promise<readonly PaymentOption[]> {
  return [];
}

export async function findPayment(_door: WebDoor, _id: string): Promise<PaymentOption | undefined> {
  return undefined;
}
