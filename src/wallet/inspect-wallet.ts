import { Type } from 'typebox';
import type { VerificationLevel } from '../identity/contract.ts';
import { personById, verificationLevelOf } from '../identity/identity.ts';
import { isStaff } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import type { FreezeRecord, Transaction, WalletView } from './contract.ts';
import { listFreezes } from './freezes.ts';
import { problem } from './problems.ts';
import { readWallet } from './read-wallet.ts';
import { recentTransactions } from './transaction-facts.ts';
import type { Verification } from './verification/contract.ts';
import type { WithdrawalView } from './withdrawals/contract.ts';
import { recentWithdrawals } from './withdrawals/withdrawal-view.ts';
import { findLatest, toVerification } from './verification/store.ts';

/** A customer's wallet as staff see it. */
export interface InspectedWallet extends WalletView {
  readonly person: { readonly name: string; readonly email: string; readonly handle: string | null };
  readonly freezes: readonly FreezeRecord[];
  readonly recent: readonly Transaction[];
  readonly withdrawals: readonly WithdrawalView[];
  readonly level: VerificationLevel;
  /** How the latest verification stands; what it shows is for compliance. */
  readonly verification: Pick<Verification, 'level' | 'state' | 'submittedAt' | 'decidedAt' | 'reasons'> | null;
}

async function readVerification(db: Database, personId: string): Promise<InspectedWallet['verification']> {
  const row = await findLatest(db, personId);
  if (row === undefined) return null;
  const { level, state, submittedAt, decidedAt, reasons } = await toVerification(db, row);
  return { level, state, submittedAt, decidedAt, reasons };
}

export const inspectWallet = query({
  name: 'wallet.inspect-wallet',
  summary: 'Reads a customer’s balances, latest transactions and every freeze of the wallet, for staff.',
  rest: 'GET /wallets/{person}',
  can: isStaff,
  input: input({ person: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { person: personId }): Promise<InspectedWallet> => {
    const [wallet, person, freezes, recent, withdrawals, level, verification] = await Promise.all([
      readWallet(ctx, personId),
      personById(ctx.db, personId),
      listFreezes(ctx.db, personId),
      recentTransactions(ctx, personId, ctx.actor),
      recentWithdrawals(ctx, personId),
      verificationLevelOf(ctx.db, personId),
      readVerification(ctx.db, personId),
    ]);
    if (person === undefined) throw problem('no-wallet');
    const { name, email, handle } = person;
    return { ...wallet, person: { name, email, handle }, freezes, recent, withdrawals, level, verification };
  },
});
