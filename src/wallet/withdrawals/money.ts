import { freezeAccount, getBalances, postWithin, unfreezeAccount } from '../../ledger/ledger.ts';
import type { Hold, Refusal, Transfer } from '../../ledger/ledger.ts';
import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import type { RailId } from '../../rails/rails.ts';
import { providerAccountId, transactionId, walletAccountId } from '../account.ts';
import { lockRow } from '../change-freeze.ts';
import type { ProviderAccount } from '../contract.ts';
import { feeReference, feeTransferId, feeTransfers } from '../fees/fee-transfers.ts';
import type { FeeQuote } from '../fees/fee-tables.ts';

/** What the books need to know of a withdrawal. */
export interface WithdrawalMoney {
  readonly id: string;
  readonly personId: string;
  readonly rail: RailId;
  readonly asset: string;
  readonly amount: bigint;
  readonly quote: FeeQuote;
}

/** The provider's account that mirrors what a rail holds outside. */
const railAccounts = { bank: 'bank', evm: 'chain' } as const satisfies Record<RailId, ProviderAccount>;

/** The ids of a withdrawal's transfers follow from its own, so that each is made once whatever is repeated. */
export function transfersOf(withdrawalId: string) {
  const shard = shardOf(withdrawalId);
  const idOf = (what: string): string => transactionId(`withdrawal ${what} ${withdrawalId}`, shard);
  const [hold, settlement, release] = [idOf('hold'), idOf('settlement'), idOf('release')];
  return {
    hold,
    feeHold: feeTransferId(hold),
    settlement,
    feeSettlement: feeTransferId(settlement),
    release,
    feeRelease: feeTransferId(release),
    return: idOf('return'),
  };
}

async function post(ctx: Ctx, transfers: readonly Transfer[]): Promise<Refusal | undefined> {
  const results = await postWithin(queryable(ctx.tx), transfers, { now: ctx.now, shards: ctx.config.shards });
  const refusals = results.flatMap((result) => ('refused' in result ? [result.refused] : []));
  return refusals.find((refusal) => refusal !== 'group-refused') ?? refusals[0];
}

/** Sets amount and fee aside, both or none; gives why the ledger refused. */
export async function holdMoney(
  ctx: Ctx,
  { id, personId, rail, asset, amount, quote }: WithdrawalMoney,
): Promise<Refusal | undefined> {
  const hold: Hold = {
    kind: 'hold',
    id: transfersOf(id).hold,
    purpose: 'withdrawal',
    reference: id,
    debit: walletAccountId(personId, asset),
    credit: providerAccountId(railAccounts[rail], asset, shardOf(personId)),
    asset,
    amount,
  };
  return post(ctx, feeTransfers(hold, quote));
}

/**
 * Posts what was set aside: the money has left. A freeze that came after it left cannot call it back, so the books
 * follow the outside in spite of it.
 */
export async function settleMoney(ctx: Ctx, { id, personId, asset, amount, quote }: WithdrawalMoney): Promise<void> {
  const { hold, feeHold, settlement, feeSettlement } = transfersOf(id);
  const settle = { kind: 'post-hold', group: settlement } as const;
  const { fee, version } = quote;
  const reference = feeReference(version, settlement);
  await despiteFreeze(ctx, { personId, asset }, [
    { ...settle, id: settlement, holdId: hold, purpose: 'withdrawal', reference: id, amount },
    ...(fee === 0n ? [] : [{ ...settle, id: feeSettlement, holdId: feeHold, purpose: 'fee', reference, amount: fee }]),
  ]);
}

/** Gives back what was set aside. */
export async function releaseMoney(ctx: Ctx, { id, quote }: WithdrawalMoney): Promise<void> {
  const { hold, feeHold, release, feeRelease } = transfersOf(id);
  const give = { kind: 'void-hold', reference: id, group: release } as const;
  const refusal = await post(ctx, [
    { ...give, id: release, holdId: hold, purpose: 'withdrawal' },
    ...(quote.fee === 0n ? [] : [{ ...give, id: feeRelease, holdId: feeHold, purpose: 'fee' }]),
  ]);
  assert(refusal === undefined, `an open hold is released, not refused as ${refusal ?? ''}`);
}

/** Credits what the outside sent back. It is the person's own money: a freeze goes on covering it. */
export async function returnMoney(
  ctx: Ctx,
  { id, personId, rail, asset }: WithdrawalMoney,
  returned: bigint,
): Promise<void> {
  await despiteFreeze(ctx, { personId, asset }, [
    {
      kind: 'post',
      id: transfersOf(id).return,
      purpose: 'withdrawal-return',
      reference: id,
      debit: providerAccountId(railAccounts[rail], asset, shardOf(personId)),
      credit: walletAccountId(personId, asset),
      asset,
      amount: returned,
    },
  ]);
}

/** Posts what has happened outside already; the wallet's row is locked, so that nobody changes the freeze meanwhile. */
async function despiteFreeze(
  ctx: Ctx,
  { personId, asset }: Pick<WithdrawalMoney, 'personId' | 'asset'>,
  transfers: readonly Transfer[],
): Promise<void> {
  await lockRow(ctx, personId);
  const q = queryable(ctx.tx);
  const account = walletAccountId(personId, asset);
  const frozen = (await getBalances(q, [account])).get(account)?.frozen ?? 'none';
  if (frozen !== 'none') await unfreezeAccount(q, account);
  const refusal = await post(ctx, transfers);
  if (frozen !== 'none') await freezeAccount(q, account, frozen);
  assert(refusal === undefined, `what happened outside is booked, not refused as ${refusal ?? ''}`);
}
