import type { MerchantState } from './contract.ts';

export type MerchantDecision = 'approve' | 'refuse' | 'suspend' | 'reinstate';

interface DecisionRule {
  readonly from: readonly MerchantState[];
  readonly to: MerchantState;
  readonly needsReason: boolean;
}

/** Which decisions on a merchant are open in which state, and where they lead. */
export const decisions: Readonly<Record<MerchantDecision, DecisionRule>> = {
  approve: { from: ['applied', 'refused'], to: 'approved', needsReason: false },
  refuse: { from: ['applied'], to: 'refused', needsReason: true },
  suspend: { from: ['approved'], to: 'suspended', needsReason: true },
  reinstate: { from: ['suspended'], to: 'approved', needsReason: false },
};
