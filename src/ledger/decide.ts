import { assert, unreachable } from '../platform/assert.ts';
import { amountMax } from '../platform/money.ts';
import { clearingAccountId } from './account.ts';
import type { Account } from './account.ts';
import { Draft } from './books.ts';
import type { Books, EntryAfter, HoldState, Movement, Posting } from './books.ts';
import type { Refusal } from './refusal.ts';
import { shardByte } from './shard.ts';
import { sameContent } from './transfer.ts';
import type { Accepted, AccountAfter, Result, Status, Transfer } from './transfer.ts';

/** Transfers that one group may link, and that one batch takes. */
export const batchMax = 1000;

export interface Decision {
  /** For each unit, one for each of its transfers. */
  readonly results: readonly (readonly Result[])[];
  readonly draft: Draft;
}

/**
 * Answers transfers one after the other against the books, which stay as they were; the draft has what changes. A unit
 * is one transfer, or a group that is posted all or none.
 */
export function decide(books: Books, units: readonly (readonly Transfer[])[]): Decision {
  const draft = new Draft(books);
  const results = units.map((unit) => {
    const [only] = unit;
    return only && unit.length === 1 ? [decideOne(draft, only)] : decideGroup(draft, unit);
  });
  return { results, draft };
}

function decideOne(draft: Draft, transfer: Transfer): Result {
  const again = answerAgain(draft, transfer);
  if (again) return again;
  const movement = check(draft, transfer);
  return typeof movement === 'string' ? refuse(draft, transfer, movement) : carryOut(draft, transfer, movement);
}

/** The first answer, where the transfer was answered before; an error, where its id then meant something else. */
function answerAgain(draft: Draft, transfer: Transfer): Result | undefined {
  const known = draft.answered.get(transfer.id);
  if (!known) return undefined;
  if (!sameContent(known.transfer, transfer)) return { id: transfer.id, refused: 'id-already-used', repeated: false };
  return { ...known.result, repeated: true };
}

function refuse(draft: Draft, transfer: Transfer, refused: Refusal): Result {
  const result = { id: transfer.id, refused, repeated: false };
  draft.remember({ transfer, result, movement: undefined, postings: [] });
  return result;
}

/** A group is answered once: what joins it after that is refused, and so is all of it when one of it is. */
function decideGroup(draft: Draft, unit: readonly Transfer[]): Result[] {
  const isNew = unit.every((transfer) => !draft.answered.get(transfer.id));
  const isTooLarge = unit.length > batchMax;
  let culprit: { readonly transfer: Transfer; readonly refused: Refusal } | undefined;
  if (isNew && !isTooLarge) {
    const trial = new Draft(draft);
    const results: Result[] = [];
    for (const transfer of unit) {
      const result = decideOne(trial, transfer);
      results.push(result);
      if ('refused' in result) {
        culprit = { transfer, refused: result.refused };
        break;
      }
    }
    if (!culprit) {
      draft.keep(trial);
      return results;
    }
  }
  const others = isTooLarge ? 'group-too-large' : 'group-refused';
  return unit.map(
    (transfer) =>
      answerAgain(draft, transfer) ??
      refuse(draft, transfer, transfer === culprit?.transfer ? culprit.refused : others),
  );
}

/** What the transfer would do, or the first reason against it in the order of the list of refusals. */
function check(books: Books, transfer: Transfer): Movement | Refusal {
  if (transfer.kind !== 'void-hold') {
    if (transfer.amount <= 0n) return 'amount-not-positive';
    if (transfer.amount > amountMax) return 'amount-too-large';
  }
  const movement = movementOf(books, transfer);
  if (typeof movement === 'string') return movement;
  const debit = books.accounts.get(movement.debit);
  const credit = books.accounts.get(movement.credit);
  if (!debit) return 'debit-account-not-found';
  if (!credit) return 'credit-account-not-found';
  if (debit.asset !== movement.asset || credit.asset !== movement.asset) return 'asset-not-of-accounts';
  // Releasing money only gives it back to where it is: neither a freeze nor a limit stands against it.
  if (transfer.kind === 'void-hold') return movement;
  if (debit.closed) return 'debit-account-closed';
  if (credit.closed) return 'credit-account-closed';
  if (debit.frozen !== 'none') return 'debit-account-frozen';
  if (credit.frozen === 'all') return 'credit-account-frozen';
  const available = debit.balance - debit.heldOut + (movement.hold?.amount ?? 0n);
  if (debit.floor !== null && available - movement.amount < debit.floor) return 'insufficient-funds';
  if (overflows(books, transfer, movement, debit, credit)) return 'balance-too-large';
  return movement;
}

function movementOf(books: Books, transfer: Transfer): Movement | Refusal {
  switch (transfer.kind) {
    case 'hold':
    case 'post': {
      const { debit, credit, asset, amount } = transfer;
      if (debit === credit) return 'accounts-not-different';
      if (transfer.kind === 'hold' && transfer.expiresAt && transfer.expiresAt <= books.now)
        return 'expiry-not-in-future';
      return { debit, credit, asset, amount, hold: undefined };
    }
    case 'post-hold':
    case 'void-hold': {
      const hold = books.holds.get(transfer.holdId);
      if (!hold) return 'hold-not-found';
      if (hold.state !== 'open') return resolvedRefusals[hold.state];
      if (transfer.kind === 'post-hold') {
        if (isExpired(hold, books.now)) return 'hold-expired';
        if (transfer.amount > hold.amount) return 'amount-exceeds-hold';
      }
      const { debit, credit, asset } = hold;
      return { debit, credit, asset, amount: transfer.kind === 'post-hold' ? transfer.amount : hold.amount, hold };
    }
    default:
      return unreachable(transfer);
  }
}

const resolvedRefusals = {
  posted: 'hold-already-posted',
  voided: 'hold-already-voided',
  expired: 'hold-expired',
} as const satisfies Record<Exclude<HoldState['state'], 'open'>, Refusal>;

function isExpired(hold: HoldState, now: Date): boolean {
  return hold.expiresAt !== null && hold.expiresAt <= now;
}

/** Whether a figure would outgrow `numeric(38,0)`. */
function overflows(
  books: Books,
  transfer: Transfer,
  { amount, asset }: Movement,
  debit: Account,
  credit: Account,
): boolean {
  const limit = amountMax - amount;
  if (transfer.kind === 'hold') return debit.heldOut > limit || credit.heldIn > limit;
  if (credit.balance > limit || debit.balance < -limit) return true;
  if (debit.shard === credit.shard) return false;
  const near = clearing(books, asset, debit.shard);
  const far = clearing(books, asset, credit.shard);
  return near.balance > limit || far.balance < -limit;
}

function clearing(books: Books, asset: string, shard: number): Account {
  const account = books.accounts.get(clearingAccountId(asset, shard));
  assert(account, 'the clearing accounts of a transfer between shards are loaded with it');
  return account;
}

function carryOut(draft: Draft, transfer: Transfer, movement: Movement): Result {
  const { debit, credit, amount, hold } = movement;
  const postings: Posting[] = [];
  let status: Status;
  if (hold) {
    setAside(draft, hold, -hold.amount);
    status = transfer.kind === 'post-hold' ? 'posted' : isExpired(hold, draft.now) ? 'expired' : 'voided';
    draft.holds.set(hold.id, { ...hold, state: status, resolvedBy: transfer.id });
  } else {
    status = transfer.kind === 'hold' ? 'held' : 'posted';
  }
  if (status === 'held') {
    setAside(draft, movement, amount);
    const expiresAt = transfer.kind === 'hold' ? (transfer.expiresAt ?? null) : null;
    draft.holds.set(transfer.id, {
      id: transfer.id,
      debit,
      credit,
      asset: movement.asset,
      amount,
      expiresAt,
      state: 'open',
      resolvedBy: null,
    });
  }
  if (status === 'posted') postings.push(...post(draft, transfer.id, movement));
  const result: Accepted = {
    id: transfer.id,
    status,
    at: draft.now,
    debit: accountAfter(draft, debit),
    credit: accountAfter(draft, credit),
    repeated: false,
  };
  draft.remember({ transfer, result, movement, postings });
  return result;
}

/** Two entries; between shards four, joined by the clearing account of each. */
function post(draft: Draft, transferId: string, { debit, credit, asset, amount }: Movement): Posting[] {
  const near = shardByte(debit);
  const far = shardByte(credit);
  const pair = (shard: number, from: string, to: string): Posting => ({
    shard,
    debit: enter(draft, from, -amount, transferId),
    credit: enter(draft, to, amount, transferId),
  });
  if (near === far) return [pair(near, debit, credit)];
  return [pair(near, debit, clearingAccountId(asset, near)), pair(far, clearingAccountId(asset, far), credit)];
}

function enter(draft: Draft, id: string, change: bigint, transferId: string): EntryAfter {
  const account = accountOf(draft, id);
  const balance = account.balance + change;
  const seq = account.lastSeq + 1n;
  draft.accounts.set(id, { ...account, balance, lastSeq: seq, lastTransfer: transferId });
  return { account: id, balance, held: account.heldOut, seq, previous: account.lastTransfer };
}

function setAside(
  draft: Draft,
  { debit, credit }: { readonly debit: string; readonly credit: string },
  change: bigint,
): void {
  const giver = accountOf(draft, debit);
  draft.accounts.set(debit, { ...giver, heldOut: giver.heldOut + change });
  const receiver = accountOf(draft, credit);
  draft.accounts.set(credit, { ...receiver, heldIn: receiver.heldIn + change });
}

function accountAfter(draft: Draft, id: string): AccountAfter {
  const { balance, heldOut } = accountOf(draft, id);
  return { account: id, balance, held: heldOut };
}

function accountOf(draft: Draft, id: string): Account {
  const account = draft.accounts.get(id);
  assert(account, 'a checked transfer has both its accounts');
  return account;
}
