import type { Selectable } from 'kysely';
import type { Config } from '../../platform/config.ts';
import type { WalletCheckoutRefunds } from '../../platform/schema.ts';
import { referenceOf } from '../transaction.ts';
import type { CheckoutRefund } from './contract.ts';
import { assetOf } from './payment-row.ts';
import type { PaymentRow } from './payment-row.ts';

type RefundRow = Pick<Selectable<WalletCheckoutRefunds>, 'id' | 'amount' | 'reason' | 'at' | 'transfer_id'>;

export function toRefund(
  config: Pick<Config, 'assets'>,
  payment: Pick<PaymentRow, 'id' | 'asset'>,
  { id, amount, reason, at, transfer_id: transferId }: RefundRow,
): CheckoutRefund {
  const { code, decimals } = assetOf(config, payment.asset);
  return { id, paymentId: payment.id, asset: code, decimals, amount, reason, at, transaction: referenceOf(transferId) };
}
