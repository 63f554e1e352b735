import { endSessions } from '../../identity/identity.ts';
import type { Ctx } from '../../platform/command.ts';
import { freezeWithin, lockRow } from '../change-freeze.ts';
import { findLocks } from '../freezes.ts';

/** Locks a wallet for its own customer, once, and signs his devices out, but for the session that he locks from. */
export async function lockOwnWithin(ctx: Ctx, personId: string, stays?: string): Promise<void> {
  await lockRow(ctx, personId);
  await endSessions(ctx.tx, personId, stays);
  if ((await findLocks(ctx.tx, personId)).some(({ lifter }) => lifter === 'customer')) return;
  await freezeWithin(ctx, { personId, scope: 'debits', reason: 'your-request' });
}
