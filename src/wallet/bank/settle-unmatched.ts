import { Type } from 'typebox';
import { isStaff } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { providerAccountId, providerShard } from '../account.ts';
import { problem } from '../problems.ts';
import { becauseField, lineField, lockOpenLine, settle } from './settle-line.ts';
import type { OpenLine, Settlement } from './settle-line.ts';
import type { LineState } from './unmatched-line.ts';

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
  can: isStaff,
  input: input({ line: lineField, as: Type.Enum(settlements), because: becauseField }),
  run: async (ctx, { line: lineId, as, because: why }) => {
    const open = await lockOpenLine(ctx, lineId);
    ctx.about(`bank-line:${lineId}`);
    if (as === 'cost' && open.direction !== 'out') throw problem('line-direction');
    return { transactionId: await settle(ctx, open, { state: as, because: why, ...moveOf(as, open) }) };
  },
});
