import { Type } from 'typebox';
import { actorName, hasRole } from '../../platform/actor.ts';
import { assert } from '../../platform/assert.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { isId, shardOf } from '../../platform/id.ts';
import { depositById } from '../../rails/rails.ts';
import type { ChainDeposit } from '../../rails/rails.ts';
import { problem as walletProblem } from '../problems.ts';
import { creditTransfer, post, takeMissing } from './deposit-book.ts';
import type { BookRow } from './deposit-book.ts';
import { problem } from './problems.ts';

export const settleChainDeposit = command({
  name: 'wallet.settle-chain-deposit',
  summary:
    'Decides about a deposit on the chain that waits for a person: credits it, takes back one that the chain undid for good, or closes it.',
  rest: 'POST /chain/deposits/{deposit}/settle',
  can: (actor) => hasRole(actor, 'supervisor', 'compliance', 'admin'),
  input: input({
    deposit: Type.String({ format: 'uuid' }),
    as: Type.Enum(['credit', 'reverse', 'close']),
    because: Type.String({ minLength: 3, maxLength: 2000, description: 'Why, for the record' }),
  }),
  run: async (ctx, { deposit: given, as, because }) => {
    const id = given.toLowerCase();
    const deposit = await depositById(ctx.tx, shardOf(id), id);
    if (deposit === undefined) throw problem('chain-deposit-unknown');
    if (ctx.actor.kind === 'person' && ctx.actor.id === deposit.owner) throw walletProblem('own-wallet');
    if (isId(deposit.owner)) ctx.about(`person:${deposit.owner}`);
    const row = await lockRow(ctx, id);
    const settled = { settled_at: ctx.now, settled_by: actorName(ctx.actor), settled_because: because };
    if (as === 'credit') await credit(ctx, deposit, row, settled);
    else if (as === 'reverse') await reverse(ctx, row, settled);
    else await close(ctx, deposit, row, settled);
  },
});

type Settled = Pick<BookRow, 'settled_at' | 'settled_by' | 'settled_because'>;

async function lockRow({ tx }: Ctx, id: string): Promise<BookRow | undefined> {
  return tx
    .selectFrom('wallet.chain_deposits')
    .selectAll()
    .where('shard', '=', shardOf(id))
    .where('deposit_id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

/** Credits what was recorded and not credited by itself: less than the minimum, from inside a contract, or refused by the wallet then. */
async function credit(ctx: Ctx, deposit: ChainDeposit, row: BookRow | undefined, settled: Settled): Promise<void> {
  if (row !== undefined && row.state !== 'refused') throw problem('chain-deposit-settled', { state: row.state });
  if (deposit.state === 'vanished') throw problem('chain-deposit-settled', { state: deposit.state });
  const { asset, have, need, owner, amount } = deposit;
  if (asset === null) throw problem('chain-deposit-not-ours');
  if (have < need) throw problem('chain-deposit-too-fresh', { have: String(have), need: String(need) });
  if (row === undefined && deposit.state !== 'ignored')
    throw problem('chain-deposit-settled', { state: deposit.state });
  // A refusal is remembered under its id, so what is tried again has another.
  const round = row === undefined ? 0 : row.round + 1;
  const transfer = creditTransfer({ depositId: deposit.id, owner, asset, amount, round });
  const [result] = await post(ctx, [transfer]);
  assert(result, 'a transfer is answered');
  if ('refused' in result) throw problem('chain-deposit-refused');
  await store(ctx, deposit, asset, { state: 'credited', why: null, round, transfer_id: transfer.id, ...settled });
}

async function reverse(ctx: Ctx, row: BookRow | undefined, settled: Settled): Promise<void> {
  if (row?.state !== 'missing') throw problem('chain-deposit-settled', { state: row?.state ?? 'open' });
  await takeMissing(ctx, row);
  await ctx.tx
    .updateTable('wallet.chain_deposits')
    .set({ state: 'reversed', ...settled })
    .where('shard', '=', row.shard)
    .where('deposit_id', '=', row.deposit_id)
    .execute();
}

/** Nothing moves; the record says what was done about it elsewhere. */
async function close(ctx: Ctx, deposit: ChainDeposit, row: BookRow | undefined, settled: Settled): Promise<void> {
  if (row !== undefined || deposit.state !== 'ignored')
    throw problem('chain-deposit-settled', { state: row?.state ?? deposit.state });
  await store(ctx, deposit, deposit.asset ?? 'none', {
    state: 'closed',
    why: null,
    round: 0,
    transfer_id: null,
    ...settled,
  });
}

type Outcome = Settled & Pick<BookRow, 'state' | 'why' | 'round' | 'transfer_id'>;

async function store(ctx: Ctx, { id, owner, amount }: ChainDeposit, asset: string, outcome: Outcome): Promise<void> {
  await ctx.tx
    .insertInto('wallet.chain_deposits')
    .values({ shard: shardOf(id), deposit_id: id, owner, asset, amount, at: ctx.now, ...outcome })
    .onConflict((conflict) => conflict.columns(['shard', 'deposit_id']).doUpdateSet(outcome))
    .execute();
}
