import { acceptBlocks } from './accept-blocks.ts';
import { noteMined } from './note-mined.ts';
import { noteOrder } from './note-order.ts';
import { orderGas } from './order-gas.ts';
import { orderSweeps } from './order-sweeps.ts';
import { recordDifference } from './record-difference.ts';
import { rewindChain } from './rewind-chain.ts';
import { settleOrder } from './settle-order.ts';
import { signOrder } from './sign-order.ts';

/** What the program does about the chain by itself; nobody else may call these. */
export const evmOperations = [
  acceptBlocks,
  noteMined,
  noteOrder,
  orderGas,
  orderSweeps,
  recordDifference,
  rewindChain,
  settleOrder,
  signOrder,
] as const;
