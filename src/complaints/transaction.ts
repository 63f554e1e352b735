import type { Actor } from '../platform/actor.ts';
import type { Ctx } from '../platform/command.ts';
import { transactionFacts } from '../wallet/wallet.ts';

/**
 * The transaction that a complaint names, by id or reference, if it is its complainant's; anybody else's stays a text
 * that reveals nothing.
 */
export async function findTransaction(
  ctx: Pick<Ctx, 'tx' | 'config'>,
  personId: string | null,
  typed: string | undefined,
): Promise<string | null> {
  if (personId === null || typed === undefined) return null;
  // As a customer and no more, whatever else he is here.
  const party: Actor = { kind: 'person', id: personId, name: '', email: '', roles: ['customer'] };
  return (await transactionFacts({ ...ctx, db: ctx.tx }, typed.trim(), party))?.id ?? null;
}
