import { defineEvent } from '../platform/event.ts';
import type { PayoutState, RailId, RailReason } from './contract.ts';

export interface DepositChanged {
  readonly rail: RailId;
  /** One id for one movement outside, for ever. */
  readonly depositId: string;
  readonly owner: string;
  readonly asset: string;
  /** Minor units. */
  readonly amount: bigint;
  /** `vanished`: it was seen, and the outside took it back; `ignored`: it is ours to keep and explain, not to credit. */
  readonly state: 'seen' | 'confirmed' | 'vanished' | 'ignored';
  readonly have: number;
  readonly need: number;
  readonly reason?: RailReason;
}

/** Emitted in the transaction that writes down what was seen of deposits outside; a block carries many. A repeat is harmless. */
export const depositsChanged = defineEvent<readonly DepositChanged[]>('rails.deposits-changed');

export interface PayoutChanged {
  readonly rail: RailId;
  readonly payoutId: string;
  readonly state: Exclude<PayoutState, 'queued'>;
  /** The end-to-end id, or the transaction's hash. */
  readonly reference: string;
  /** Why it failed or came back. */
  readonly reason?: RailReason;
  /** What came back, where that is less than what was paid. */
  readonly amount?: bigint;
}

/**
 * Emitted in the transaction that writes down what became of a payout; a repeat is harmless. `settled` is emitted with
 * what books it outside (the bank's line, the final block), so that the books mirror the outside at every moment.
 */
export const payoutChanged = defineEvent<PayoutChanged>('rails.payout-changed');

export interface CostPaid {
  readonly rail: RailId;
  /** Names the cost once for ever. */
  readonly costId: string;
  readonly asset: string;
  readonly amount: bigint;
}

/** Emitted in the transaction that writes down what the outside took for its service, such as a network fee. */
export const costPaid = defineEvent<CostPaid>('rails.cost-paid');
