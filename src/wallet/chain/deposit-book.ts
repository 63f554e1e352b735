import type { Selectable } from 'kysely';
import { freezeAccount, getBalances, postWithin, unfreezeAccount } from '../../ledger/ledger.ts';
import type { Post, Result, Transfer } from '../../ledger/ledger.ts';
import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { isId, shardOf } from '../../platform/id.ts';
import type { WalletChainDeposits } from '../../platform/schema.ts';
import { providerAccountId, transactionId, walletAccountId } from '../account.ts';

export type BookRow = Selectable<WalletChainDeposits>;

/** What is needed to book a deposit: its id carries the shard of whom it is for. */
export interface Booking {
  readonly depositId: string;
  readonly owner: string;
  readonly asset: string;
  readonly amount: bigint;
  /** How often it was taken back before: each time has transfers of its own. */
  readonly round: number;
}

/** The provider's own money, put where the chain's payouts come from, is nobody's deposit. */
function ownerAccount({ owner, asset, depositId }: Pick<Booking, 'owner' | 'asset' | 'depositId'>): string {
  return isId(owner) ? walletAccountId(owner, asset) : providerAccountId('own-funds', asset, shardOf(depositId));
}

function chainAccount({ asset, depositId }: Pick<Booking, 'asset' | 'depositId'>): string {
  return providerAccountId('chain', asset, shardOf(depositId));
}

export function creditTransfer(booking: Booking): Post {
  const { depositId, asset, amount, owner, round } = booking;
  return {
    kind: 'post',
    id: transactionId(`chain-deposit ${depositId} ${round}`, shardOf(depositId)),
    purpose: isId(owner) ? 'deposit' : 'own-funds',
    debit: chainAccount(booking),
    credit: ownerAccount(booking),
    asset,
    amount,
    reference: depositId,
  };
}

export async function post(ctx: Ctx, transfers: readonly Transfer[]): Promise<Result[]> {
  return postWithin(queryable(ctx.tx), transfers, { now: ctx.now, shards: ctx.config.shards });
}

/**
 * Posts what a freeze stands against, which protects the customer's money from others, not from the truth of the chain.
 * The account stays locked from the first look to the end of the transaction.
 */
async function postDespiteFreeze(
  ctx: Ctx,
  account: string,
  make: (available: bigint) => Transfer | undefined,
): Promise<Result | undefined> {
  const q = queryable(ctx.tx);
  const frozen = (await getBalances(q, [account])).get(account)?.frozen ?? 'none';
  await unfreezeAccount(q, account);
  const state = (await getBalances(q, [account])).get(account);
  const transfer = make(state?.available ?? 0n);
  const [result] = transfer === undefined ? [] : await post(ctx, [transfer]);
  if (frozen !== 'none') await freezeAccount(q, account, frozen);
  assert(result === undefined || !('refused' in result), 'what is there can be set aside, and what is set aside taken');
  return result;
}

/** Sets aside what is still there of a deposit that the chain took back. */
export async function holdMissing(ctx: Ctx, row: BookRow): Promise<{ hold_id: string | null; held: bigint | null }> {
  const booking = { ...row, depositId: row.deposit_id };
  const debit = ownerAccount(booking);
  const id = transactionId(`chain-missing ${row.deposit_id} ${row.round}`, row.shard);
  let held = 0n;
  await postDespiteFreeze(ctx, debit, (available) => {
    const there = available < 0n ? 0n : available;
    held = there < row.amount ? there : row.amount;
    const what = { id, purpose: 'deposit-missing', reference: row.deposit_id, asset: row.asset, amount: held };
    return held === 0n ? undefined : { kind: 'hold', ...what, debit, credit: chainAccount(booking) };
  });
  return held === 0n ? { hold_id: null, held: null } : { hold_id: id, held };
}

/** Gives back what was set aside: the chain shows the deposit again. */
export async function releaseMissing(ctx: Ctx, row: BookRow): Promise<void> {
  if (row.hold_id === null) return;
  const id = transactionId(`chain-found ${row.deposit_id} ${row.round}`, row.shard);
  const [result] = await post(ctx, [{ kind: 'void-hold', id, purpose: 'deposit-found', holdId: row.hold_id }]);
  assert(result !== undefined && !('refused' in result), 'what was set aside can be given back');
}

/** Takes what was set aside for good; what is missing beyond it is the provider's loss. */
export async function takeMissing(ctx: Ctx, row: BookRow): Promise<void> {
  const booking = { ...row, depositId: row.deposit_id };
  const name = `${row.deposit_id} ${row.round}`;
  if (row.hold_id !== null && row.held !== null) {
    const take = { holdId: row.hold_id, amount: row.held, purpose: 'deposit-missing' };
    const id = transactionId(`chain-taken ${name}`, row.shard);
    await postDespiteFreeze(ctx, ownerAccount(booking), () => ({ kind: 'post-hold', id, ...take }));
  }
  const loss = row.amount - (row.held ?? 0n);
  if (loss === 0n) return;
  const [result] = await post(ctx, [
    {
      kind: 'post',
      id: transactionId(`chain-loss ${name}`, row.shard),
      purpose: 'deposit-loss',
      debit: providerAccountId('own-funds', row.asset, row.shard),
      credit: chainAccount(booking),
      asset: row.asset,
      amount: loss,
      reference: row.deposit_id,
    },
  ]);
  assert(result !== undefined && !('refused' in result), 'the provider bears a loss');
}
