import type { Selectable } from 'kysely';
import { assert } from '../../platform/assert.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import type { AssetFormat } from '../../platform/money.ts';
import type { WalletCheckoutPayments } from '../../platform/schema.ts';
import { linkToken, readLinkToken } from '../link-token.ts';
import { findAsset } from '../asset.ts';
import { referenceOf } from '../transaction.ts';
import { paymentStates } from './contract.ts';
import type { CheckoutPayment, PaymentState } from './contract.ts';
import { stateAt } from './payment-state.ts';
import { checkoutProblem } from './problems.ts';

export type PaymentRow = Selectable<WalletCheckoutPayments>;

/** The payment of a link; throws `wallet.unknown-checkout` for any that we did not make. */
export function paymentOfToken({ masterKey }: Pick<Config, 'masterKey'>, token: string): string {
  const id = readLinkToken(masterKey, 'checkout', token);
  if (id === undefined) throw checkoutProblem('unknown-checkout');
  return id;
}

/** One payment by its id, whoever's it is; throws `wallet.unknown-checkout`. */
export async function readPaymentRow(
  db: Database,
  id: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<PaymentRow> {
  const row = await db
    .selectFrom('wallet.checkout_payments')
    .selectAll()
    .where('shard', '=', shardOf(id))
    .where('id', '=', id)
    .$if(lock, (select) => select.forUpdate())
    .executeTakeFirst();
  if (row === undefined) throw checkoutProblem('unknown-checkout');
  return row;
}

/** A merchant's own payment; throws `wallet.unknown-checkout` for another's too. */
export async function readOwnPayment(
  db: Database,
  merchantId: string,
  id: string,
  options?: { readonly lock?: boolean },
): Promise<PaymentRow> {
  const row = await readPaymentRow(db, id, options);
  if (row.merchant_id !== merchantId) throw checkoutProblem('unknown-checkout');
  return row;
}

export function assetOf(config: Pick<Config, 'assets'>, code: string): AssetFormat {
  const asset = findAsset(config, code);
  assert(asset, 'a payment is in an asset of the installation');
  return asset;
}

/** The state that is written down. */
export function storedState({ state }: Pick<PaymentRow, 'state'>): PaymentState {
  const known = paymentStates.find((one): one is PaymentState => one === state);
  assert(known, 'a payment is in a known state');
  return known;
}

/** The state of a row at a moment. */
export function rowState(row: Pick<PaymentRow, 'state' | 'expires_at'>, now: Date): PaymentState {
  return stateAt({ state: storedState(row), expiresAt: row.expires_at }, now);
}

/** A payment as its merchant and his programs see it. */
export function toPayment(
  config: Pick<Config, 'masterKey' | 'publicUrl' | 'assets'>,
  row: PaymentRow,
  now: Date,
): CheckoutPayment {
  const { code, decimals } = assetOf(config, row.asset);
  return {
    id: row.id,
    state: rowState(row, now),
    version: row.version,
    asset: code,
    decimals,
    amount: row.amount,
    fee: row.fee,
    refunded: row.refunded,
    orderReference: row.order_reference,
    description: row.description,
    returnUrl: row.return_url,
    checkoutUrl: `${config.publicUrl}/checkout/${linkToken(config.masterKey, 'checkout', row.id)}`,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    paidAt: row.paid_at,
    endedAt: row.ended_at,
    transaction: row.transfer_id === null ? null : referenceOf(row.transfer_id),
  };
}
