import type { Database } from '../../platform/db.ts';
import { isId, shardOf } from '../../platform/id.ts';
import type { CheckoutFacts } from './contract.ts';
import { paymentStates } from './contract.ts';

/** What a transfer of the books says of itself that tells a payment of a merchant. */
interface CheckoutTransfer {
  readonly id: string;
  readonly purpose: string;
  readonly reference: string | null;
}

function isCheckout({ purpose, reference }: Omit<CheckoutTransfer, 'id'>): boolean {
  return (purpose === 'checkout' || purpose === 'checkout-refund') && reference !== null && isId(reference);
}

/** The shop and the order of a transaction; null where it paid no merchant. Its payer and its merchant may know all of it. */
export async function readCheckoutFacts(db: Database, transfer: CheckoutTransfer): Promise<CheckoutFacts | null> {
  const { id, purpose, reference: paymentId } = transfer;
  if (!isCheckout(transfer) || paymentId === null) return null;
  const row = await db
    .selectFrom('wallet.checkout_payments as p')
    .innerJoin('wallet.merchants as m', (join) =>
      join.onRef('m.shard', '=', 'p.shard').onRef('m.person_id', '=', 'p.merchant_id'),
    )
    .select(['p.order_reference', 'p.description', 'p.state', 'p.refunded', 'm.trading_name', 'm.contact'])
    .where('p.shard', '=', shardOf(paymentId))
    .where('p.id', '=', paymentId)
    .executeTakeFirst();
  if (row === undefined) return null;
  const refunds = await db
    .selectFrom('wallet.checkout_refunds')
    .select(['transfer_id', 'amount', 'at', 'reason'])
    .where('shard', '=', shardOf(paymentId))
    .where('payment_id', '=', paymentId)
    .orderBy('id')
    .execute();
  return {
    paymentId,
    merchant: row.trading_name,
    contact: row.contact,
    orderReference: row.order_reference,
    description: row.description,
    state: paymentStates.find((state) => state === row.state) ?? 'paid',
    refunded: row.refunded,
    refundReason: refunds.find(({ transfer_id: transferId }) => transferId === id)?.reason ?? null,
    refunds:
      purpose === 'checkout'
        ? refunds.map(({ transfer_id: transactionId, amount, at }) => ({ transactionId, amount, at }))
        : [],
  };
}

export interface CheckoutName {
  readonly merchant: string;
  readonly orderReference: string;
}

/** Shop and order of those transfers of a list that paid a merchant, by the payment's id. */
export async function readCheckoutNames(
  db: Database,
  transfers: readonly Omit<CheckoutTransfer, 'id'>[],
): Promise<ReadonlyMap<string, CheckoutName>> {
  const ids = transfers.filter(isCheckout).flatMap(({ reference }) => reference ?? []);
  const found = await Promise.all(
    [...Map.groupBy(new Set(ids), shardOf)].map(([shard, some]) =>
      db
        .selectFrom('wallet.checkout_payments as p')
        .innerJoin('wallet.merchants as m', (join) =>
          join.onRef('m.shard', '=', 'p.shard').onRef('m.person_id', '=', 'p.merchant_id'),
        )
        .select(['p.id', 'p.order_reference', 'm.trading_name'])
        .where('p.shard', '=', shard)
        .where('p.id', 'in', some)
        .execute(),
    ),
  );
  return new Map(
    found.flat().map((row) => [row.id, { merchant: row.trading_name, orderReference: row.order_reference }] as const),
  );
}
