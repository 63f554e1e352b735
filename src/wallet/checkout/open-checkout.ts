import { Type } from 'typebox';
import { getBalances } from '../../ledger/ledger.ts';
import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import type { QueryCtx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { walletAccountId } from '../account.ts';
import type { PaymentState } from './contract.ts';
import { findMerchant } from './merchant.ts';
import { assetOf, paymentOfToken, readPaymentRow, rowState } from './payment-row.ts';
import type { PaymentRow } from './payment-row.ts';
import { amountDue } from './payment-state.ts';
import { checkoutProblem } from './problems.ts';
import { withOutcome } from './web-address.ts';

/** What the page of a payment's link shows. */
export interface OpenedCheckout {
  readonly id: string;
  readonly state: PaymentState;
  readonly merchant: { readonly name: string; readonly website: string; readonly contact: string };
  /** False while the merchant is suspended. */
  readonly takesPayments: boolean;
  readonly asset: string;
  readonly decimals: number;
  readonly amount: bigint;
  readonly due: bigint;
  readonly orderReference: string;
  readonly description: string | null;
  readonly expiresAt: Date;
  /** Back to the shop, which hears there how the payment stands. */
  readonly returnUrl: string;
  /** The reader, where he could pay. */
  readonly payer: {
    readonly available: bigint;
    readonly isMerchant: boolean;
    /** His transaction, where it was he who paid. */
    readonly transactionId: string | null;
  } | null;
}

export const openCheckout = query({
  name: 'wallet.open-checkout',
  summary: 'What the secret link of a payment shows: shop, order, amount, until when; and what the reader could pay.',
  rest: 'GET /checkout/links/{token}',
  can: () => true,
  input: input({ token: Type.String({ minLength: 1, maxLength: 100 }) }),
  run: async (ctx, { token }): Promise<OpenedCheckout> => {
    const row = await readPaymentRow(ctx.db, paymentOfToken(ctx.config, token));
    const merchant = await findMerchant(ctx.db, row.merchant_id);
    if (merchant === undefined) throw checkoutProblem('unknown-checkout');
    const state = rowState(row, ctx.now);
    return {
      id: row.id,
      state,
      merchant: { name: merchant.tradingName, website: merchant.website, contact: merchant.contact },
      takesPayments: merchant.state === 'approved',
      asset: row.asset,
      decimals: assetOf(ctx.config, row.asset).decimals,
      amount: row.amount,
      due: amountDue(row),
      orderReference: row.order_reference,
      description: row.description,
      expiresAt: row.expires_at,
      returnUrl: withOutcome(row.return_url, row.id, state),
      payer: await readPayer(ctx, row),
    };
  },
});

async function readPayer({ db, actor }: QueryCtx, row: PaymentRow): Promise<OpenedCheckout['payer']> {
  if (actor.kind !== 'person' || !hasRole(actor, 'customer')) return null;
  const account = walletAccountId(actor.id, row.asset);
  return {
    available: (await getBalances(queryable(db), [account])).get(account)?.available ?? 0n,
    isMerchant: actor.id === row.merchant_id,
    transactionId: row.payer_id === actor.id ? row.transfer_id : null,
  };
}
