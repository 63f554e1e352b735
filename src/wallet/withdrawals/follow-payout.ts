import type { Ctx } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import type { PayoutChanged } from '../../rails/rails.ts';
import { findAndLock, move } from './withdrawal-row.ts';
import type { LockedWithdrawal } from './withdrawal-row.ts';

/**
 * Subscribed to `rails.payout-changed`: a withdrawal and its money follow what happened outside, in the transaction
 * that writes that down. What it has followed already changes nothing.
 */
export async function followPayout(ctx: Ctx, change: PayoutChanged): Promise<void> {
  const current = await findAndLock(ctx.tx, change.payoutId);
  if (current === undefined) return;
  switch (change.state) {
    case 'sent':
      return noteReference(ctx, current, change.reference);
    case 'settled':
      await settle(ctx, current, change);
      return;
    case 'failed':
      if (current.state === 'submitted') await move(ctx, current, { to: 'failed', ...outside(change) });
      return;
    case 'returned': {
      const settled = await settle(ctx, current, change);
      if (settled.state === 'settled')
        await move(ctx, settled, { to: 'returned', returned: change.amount ?? settled.amount, ...outside(change) });
    }
  }
}

async function settle(ctx: Ctx, current: LockedWithdrawal, { reference }: PayoutChanged): Promise<LockedWithdrawal> {
  return current.state === 'submitted' ? move(ctx, current, { to: 'settled', reference }) : current;
}

function outside({ reference, reason }: PayoutChanged) {
  return { reference, reasons: ['rail'] as const, ...(reason === undefined ? {} : { reason }) };
}

async function noteReference(ctx: Ctx, { id, state }: LockedWithdrawal, reference: string): Promise<void> {
  if (state !== 'submitted') return;
  await ctx.tx
    .updateTable('wallet.withdrawals')
    .set({ reference })
    .where('shard', '=', shardOf(id))
    .where('id', '=', id)
    .execute();
}
