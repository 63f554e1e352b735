import { Type } from 'typebox';
import { postWithin } from '../../ledger/ledger.ts';
import { actorName } from '../../platform/actor.ts';
import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { emit } from '../../platform/event.ts';
import { providerShard, transactionId } from '../account.ts';
import { depositsBooked } from '../events.ts';
import { problem } from '../problems.ts';
import type { LineState } from './unmatched-line.ts';

export const lineField = Type.String({ format: 'uuid', description: 'The line’s id on the work list' });
export const becauseField = Type.String({ minLength: 3, maxLength: 2000, description: 'Why, for the record' });

export interface OpenLine {
  readonly id: string;
  readonly asset: string;
  readonly direction: string;
  readonly amount: bigint;
}

/** Locks a line of the work list; throws `wallet.line-unknown` and `wallet.line-settled`. */
export async function lockOpenLine(ctx: Ctx, id: string): Promise<OpenLine> {
  const found = await ctx.tx
    .selectFrom('wallet.bank_lines')
    .select(['id', 'asset', 'direction', 'amount', 'state'])
    .where('shard', '=', providerShard)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (found === undefined) throw problem('line-unknown');
  if (found.state !== 'open') throw problem('line-settled', { state: found.state });
  return found;
}

export interface Settlement {
  readonly state: LineState;
  readonly because: string;
  /** The accounts between which the line's amount moves; none where it stays in suspense until the bank's next line. */
  readonly move?: { readonly debit: string; readonly credit: string; readonly purpose: string };
  readonly personId?: string;
  readonly payoutId?: string;
}

/** Settles a locked line: its money moves and the line says so, in the caller's transaction; gives the transfer's id. */
export async function settle(
  ctx: Ctx,
  open: OpenLine,
  { state, because: why, move, personId, payoutId }: Settlement,
): Promise<string | null> {
  const id = move === undefined ? null : transactionId(`settle ${open.id}`, providerShard);
  if (move !== undefined && id !== null) {
    const transfer = { kind: 'post', id, ...move, reference: open.id, asset: open.asset, amount: open.amount } as const;
    const [result] = await postWithin(queryable(ctx.tx), [transfer], { now: ctx.now, shards: ctx.config.shards });
    assert(result, 'a transfer is answered');
    if ('refused' in result) throw problem('recipient-unavailable');
  }
  await ctx.tx
    .updateTable('wallet.bank_lines')
    .set({
      state,
      settled_at: ctx.now,
      settled_by: actorName(ctx.actor),
      settled_because: why,
      settled_by_transfer_id: id,
      ...(personId === undefined ? {} : { person_id: personId }),
      ...(payoutId === undefined ? {} : { payout_id: payoutId }),
    })
    .where('shard', '=', providerShard)
    .where('id', '=', open.id)
    .execute();
  const { asset, amount } = open;
  if (personId !== undefined && id !== null)
    await emit(ctx, depositsBooked, { deposits: [{ personId, transferId: id, asset, amount, nameDiffers: false }] });
  return id;
}
