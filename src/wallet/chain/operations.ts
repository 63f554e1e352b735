import { explainDeposit } from './explain-deposit.ts';
import { getChain } from './get-chain.ts';
import { getChainDeposit } from './get-chain-deposit.ts';
import { getChainTopUp } from './get-chain-top-up.ts';
import { openChainAddress } from './open-chain-address.ts';
import { settleChainDeposit } from './settle-chain-deposit.ts';

/** What customers and staff ask about money on the chain. */
export const chainOperations = [
  explainDeposit,
  getChain,
  getChainDeposit,
  getChainTopUp,
  openChainAddress,
  settleChainDeposit,
] as const;
