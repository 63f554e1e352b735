import { getFreeze } from './get-freeze.ts';
import { getLockLink } from './get-lock-link.ts';
import { lockByLink } from './lock-by-link.ts';
import { unlockWallet } from './unlock-wallet.ts';

/** Locking and unlocking one's own account; what staff do is `freeze-wallet` and `unfreeze-wallet`. */
export const lockOperations = [getFreeze, getLockLink, lockByLink, unlockWallet] as const;
