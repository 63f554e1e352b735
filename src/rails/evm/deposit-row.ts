import type { Selectable } from 'kysely';
import { assert } from '../../platform/assert.ts';
import type { RailsEvmDeposits } from '../../platform/schema.ts';
import type { DepositChanged } from '../events.ts';
import { confirmationsAt, ignoredReasons } from './deposit.ts';
import type { IgnoredReason } from './deposit.ts';

export type DepositRow = Selectable<RailsEvmDeposits>;

const depositStates = ['seen', 'confirmed', 'vanished', 'ignored'] as const;
export type DepositState = (typeof depositStates)[number];

export function stateOf({ state }: Pick<DepositRow, 'state'>): DepositState {
  const known = depositStates.find((candidate) => candidate === state);
  assert(known !== undefined, 'a deposit is in a state that we know');
  return known;
}

export function reasonOf({ reason }: Pick<DepositRow, 'reason'>): IgnoredReason | null {
  return reason !== null && Object.hasOwn(ignoredReasons, reason)
    ? // oxlint-disable-next-line typescript/consistent-type-assertions -- the line above found it in the table
      (reason as IgnoredReason)
    : null;
}

/** What the wallet hears of deposits; what we do not carry moves nothing there. */
export function toChanges(rows: readonly DepositRow[], head: number): DepositChanged[] {
  return rows.flatMap((row) => {
    if (row.asset === null) return [];
    const reason = reasonOf(row);
    return [
      {
        rail: 'evm',
        depositId: row.id,
        owner: row.owner,
        asset: row.asset,
        amount: row.amount,
        state: stateOf(row),
        have: stateOf(row) === 'vanished' ? 0 : confirmationsAt(row.height, head, row.need),
        need: row.need,
        ...(reason === null ? {} : { reason: { code: reason, text: ignoredReasons[reason] } }),
      },
    ];
  });
}
