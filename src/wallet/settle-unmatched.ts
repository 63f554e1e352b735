import { Type } from 'typebox';
import { postWithin } from '../ledger/ledger.ts';
import { actorName, hasRole } from '../platform/actor.ts';
import type { Actor } from '../platform/actor.ts';
import { assert } from '../platform/assert.ts';
import { command, input } from '../platform/command.ts';
import type { Ctx } from '../platform/command.ts';
import { queryable } from '../platform/db.ts';
import { providerAccountId, providerShard, transactionId, walletAccountId } from './account.ts';
import { findRecipient } from './payment.ts';
import { problem } from './problems.ts';
import type { LineState } from './unmatched-line.ts';

/** Lines are settled by whoever may also import them. */
function maySettle(actor: Actor): boolean {
  return hasRole(actor, 'handler', 'supervisor', 'compliance', 'admin');
}

const line = Type.String({ format: 'uuid', description: 'The line’s id on the work list' });
const because = Type.String({ minLength: 3, maxLength: 2000, description: 'Why, for the record' });

interface OpenLine {
  readonly id: string;
  readonly asset: string;
  readonly direction: string;
  readonly amount: bigint;
}

/** Locks a line of the work list; throws `wallet.line-unknown` and `wallet.line-settled`. */
async function lockOpenLine(ctx: Ctx, id: string): Promise<OpenLine> {
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

interface Settlement {
  readonly state: LineState;
  readonly because: string;
  /** The accounts between which the line's amount moves; none where it stays in suspense until the bank's next line. */
  readonly move?: { readonly debit: string; readonly credit: string; readonly purpose: string };
  readonly personId?: string;
}

async function settle(
  ctx: Ctx,
  open: OpenLine,
  { state, because: why, move, personId }: Settlement,
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
    })
    .where('shard', '=', providerShard)
    .where('id', '=', open.id)
    .execute();
  return id;
}

export const assignUnmatched = command({
  name: 'wallet.assign-unmatched',
  summary: 'Credits a bank line of the work list to a customer, with the reason.',
  rest: 'POST /unmatched-lines/{line}/assign',
  can: maySettle,
  input: input({
    line,
    to: Type.String({ minLength: 1, maxLength: 254, description: 'The customer’s e-mail address or handle' }),
    because,
  }),
  run: async (ctx, { line: lineId, to, because: why }) => {
    const open = await lockOpenLine(ctx, lineId);
    if (open.direction !== 'in') throw problem('line-direction');
    const { id: personId } = await findRecipient({ db: ctx.tx }, to);
    ctx.about(`person:${personId}`);
    const suspense = providerAccountId('suspense', open.asset, providerShard);
    const move = { debit: suspense, credit: walletAccountId(personId, open.asset), purpose: 'deposit' };
    return { transactionId: await settle(ctx, open, { state: 'assigned', because: why, move, personId }) };
  },
});

/** How a line is settled that nobody is credited for. */
const settlements = ['duplicate', 'returned', 'cost'] as const satisfies readonly LineState[];

/** Where the money of a line goes that nobody is credited for. */
function moveOf(as: (typeof settlements)[number], { asset, direction }: OpenLine): Pick<Settlement, 'move'> {
  const account = (name: 'bank' | 'suspense' | 'fees'): string => providerAccountId(name, asset, providerShard);
  const [bank, suspense, fees] = [account('bank'), account('suspense'), account('fees')] as const;
  const back = direction === 'in' ? { debit: suspense, credit: bank } : { debit: bank, credit: suspense };
  const moves: Readonly<Record<typeof as, Pick<Settlement, 'move'>>> = {
    // The movement never happened: what was booked for it is taken back.
    duplicate: { move: { purpose: 'correction', ...back } },
    // The money and its way back are two lines of the bank, which cancel out in suspense.
    returned: {},
    cost: { move: { purpose: 'bank-cost', debit: fees, credit: suspense } },
  };
  return moves[as];
}

export const settleUnmatched = command({
  name: 'wallet.settle-unmatched',
  summary:
    'Settles a bank line that nobody is credited for: the bank reported it twice, it was sent back, or it is our cost.',
  rest: 'POST /unmatched-lines/{line}/settle',
  can: maySettle,
  input: input({ line, as: Type.Enum(settlements), because }),
  run: async (ctx, { line: lineId, as, because: why }) => {
    const open = await lockOpenLine(ctx, lineId);
    ctx.about(`bank-line:${lineId}`);
    if (as === 'cost' && open.direction !== 'out') throw problem('line-direction');
    return { transactionId: await settle(ctx, open, { state: as, because: why, ...moveOf(as, open) }) };
  },
});
