import { Type } from 'typebox';
import { paymentStates } from './contract.ts';

const minor = (description: string) =>
  Type.String({ pattern: '^\\d+$', description: `${description}, in minor units` });
const instant = (description: string) => Type.String({ format: 'date-time', description });
const orNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);

/** A payment as the API gives it. */
export const paymentSchema = Type.Object({
  id: Type.String({ format: 'uuid' }),
  state: Type.Enum(paymentStates),
  version: Type.Integer({ description: 'Counts its changes: of two notices the one with the higher number is newer' }),
  asset: Type.String(),
  decimals: Type.Integer({ description: 'Decimals of the asset: an amount of 1250 with 2 is 12.50' }),
  amount: minor('What is asked for'),
  fee: minor('Our fee'),
  refunded: minor('What was given back so far'),
  orderReference: Type.String(),
  description: orNull(Type.String()),
  returnUrl: Type.String(),
  checkoutUrl: Type.String({ description: 'Send the customer here; whoever has the link may pay' }),
  createdAt: instant('When it was made'),
  expiresAt: instant('Until when it can be paid'),
  paidAt: orNull(instant('When it was paid')),
  endedAt: orNull(instant('When it was cancelled or expired')),
  transaction: orNull(Type.String({ description: 'The reference that customer and merchant see in their wallets' })),
});

/** A refund as the API gives it. */
export const refundSchema = Type.Object({
  id: Type.String({ format: 'uuid' }),
  paymentId: Type.String({ format: 'uuid' }),
  asset: Type.String(),
  decimals: Type.Integer(),
  amount: minor('What was given back'),
  reason: Type.String(),
  at: instant('When'),
  transaction: Type.String(),
});

export const paymentPageSchema = Type.Object({
  payments: Type.Array(paymentSchema),
  next: orNull(Type.String({ description: 'Pass as `after` for the next page; null at the end' })),
});
