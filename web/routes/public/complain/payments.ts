import { hasRole } from '../../../../src/platform/actor.ts';
import type { Transaction } from '../../../../src/wallet/contract.ts';
import { isProblem } from '../../../body.ts';
import type { WebDoor } from '../../../door.ts';
import { useFormat } from '../../../format.ts';
import { useText } from '../../../text.ts';
import { movementName, useSigned } from '../../customer/movement.tsx';

/** One of the complainant's own payments, as far as a line needs it. */
export type Payment = Pick<
  Transaction,
  'id' | 'kind' | 'direction' | 'amount' | 'asset' | 'decimals' | 'other' | 'checkout' | 'at' | 'reference'
>;

/** How many payments are offered; the others can be described. */
const offeredMax = 8;

/** The newest payments of a customer who is signed in, the one that is chosen among them; nobody else has any here. */
export async function listPayments(door: WebDoor, chosen: string | undefined): Promise<readonly Payment[]> {
  if (!hasRole(door.caller.actor, 'customer')) return [];
  const { transactions } = await door.call('wallet.list-transactions', {});
  const newest = transactions.slice(0, offeredMax);
  const missing =
    chosen === undefined || newest.some(({ id }) => id === chosen) ? undefined : await findPayment(door, chosen);
  return missing === undefined ? newest : [missing, ...newest];
}

/** A payment that the caller was a party of; undefined where he was not, or there is none. */
export async function findPayment(door: WebDoor, id: string): Promise<Payment | undefined> {
  if (!hasRole(door.caller.actor, 'customer')) return undefined;
  try {
    const { direction, from, to, ...facts } = await door.call('wallet.get-transaction', { id });
    return direction === null ? undefined : { ...facts, direction, other: direction === 'in' ? from : to };
  } catch (error) {
    if (isProblem(error)) return undefined;
    throw error;
  }
}

/** A payment in words: who and how much, then when and its reference. */
export function usePaymentWords(): (payment: Payment) => { readonly label: string; readonly hint: string } {
  const text = useText().wallet.transaction;
  const format = useFormat();
  const signed = useSigned();
  return (payment) => ({
    label: `${movementName(payment, text)}: ${signed(payment.direction, payment.amount, payment)}`,
    hint: `${format.instant(payment.at)} · ${payment.reference}`,
  });
}
