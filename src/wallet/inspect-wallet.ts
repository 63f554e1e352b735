import { Type } from 'typebox';
import { personById } from '../identity/identity.ts';
import { isStaff } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import type { FreezeRecord, Transaction, WalletView } from './contract.ts';
import { listFreezes } from './freezes.ts';
import { problem } from './problems.ts';
import { readWallet } from './read-wallet.ts';
import { recentTransactions } from './transaction-facts.ts';

/** A customer's wallet as staff see it. */
export interface InspectedWallet extends WalletView {
  readonly person: { readonly name: string; readonly email: string; readonly handle: string | null };
  readonly freezes: readonly FreezeRecord[];
  readonly recent: readonly Transaction[];
}

export const inspectWallet = query({
  name: 'wallet.inspect-wallet',
  summary: 'Reads a customer’s balances, latest transactions and every freeze of the wallet, for staff.',
  rest: 'GET /wallets/{person}',
  can: isStaff,
  input: input({ person: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { person: personId }): Promise<InspectedWallet> => {
    const [wallet, person, freezes, recent] = await Promise.all([
      readWallet(ctx, personId),
      personById(ctx.db, personId),
      listFreezes(ctx.db, personId),
      recentTransactions(ctx, personId, ctx.actor),
    ]);
    if (person === undefined) throw problem('no-wallet');
    const { name, email, handle } = person;
    return { ...wallet, person: { name, email, handle }, freezes, recent };
  },
});
