import { Type } from 'typebox';
import { isStaff } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import type { FreezeRecord, WalletView } from './contract.ts';
import { listFreezes } from './freezes.ts';
import { readWallet } from './read-wallet.ts';

/** A customer's wallet as staff see it. */
export const inspectWallet = query({
  name: 'wallet.inspect-wallet',
  summary: 'Reads a customer’s balances and every freeze of the wallet, for staff.',
  rest: 'GET /wallets/{person}',
  can: isStaff,
  input: input({ person: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { person }): Promise<WalletView & { readonly freezes: readonly FreezeRecord[] }> => {
    const [wallet, freezes] = await Promise.all([readWallet(ctx, person), listFreezes(ctx.db, person)]);
    return { ...wallet, freezes };
  },
});
