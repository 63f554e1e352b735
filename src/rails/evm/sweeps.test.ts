import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { startChain } from '../../../test/chain/anvil.ts';
import type { Chain } from '../../../test/chain/anvil.ts';
import { openChainWorld } from '../../../test/chain/world.ts';
import type { ChainWorld } from '../../../test/chain/world.ts';
import evm from '../evm.rail.ts';

const ether = 10n ** 18n;
let chain: Chain;
let world: ChainWorld;
before(async () => {
  chain = await startChain();
  world = await openChainWorld(chain.url, chain.dollar, { SHARDS: '4' });
});
after(async () => {
  await world.close();
  await chain.stop();
});

/** What the books say that the chain owes us, and what the chain has: together nothing, once everything is credited. */
async function booksAndChain() {
  const { rows } = await sql<{ asset: string; amount: bigint }>`
    select asset, sum(balance) as amount from ledger.public_accounts where owner = 'chain' and kind = 'system' group by asset`.execute(
    world.db,
  );
  const held = await evm.holdings(world.rail);
  return ['ETH', 'USDC'].map((asset) => ({
    asset,
    sum:
      (rows.find((row) => row.asset === asset)?.amount ?? 0n) +
      held.filter((holding) => holding.asset === asset).reduce((all, { amount }) => all + amount, 0n),
  }));
}

describe('sweeping', () => {
  test('collects deposits in the hot wallet, with gas for tokens, and the books follow', async () => {
    const [one, two] = [await world.newCustomer(), await world.newCustomer()];
    const [coinAddress, tokenAddress] = [await world.addressOf(one), await world.addressOf(two)];
    await chain.pay(await world.hotWallet(), ether);
    await chain.pay(coinAddress, 2n * ether);
    await chain.payToken(tokenAddress, 30_000_000n);
    for (let times = 0; times < 6; times += 1) await world.confirm(chain);
    assert.equal(await chain.tokenBalance(tokenAddress), 0n);
    assert.equal(await chain.tokenBalance(await world.hotWallet()), 30_000_000n);
    assert.ok((await chain.balance(coinAddress)) < ether / 1_000n);
    assert.deepEqual(
      [await world.balanceOf(one, 'ETH'), await world.balanceOf(two, 'USDC')],
      [2n * ether, 30_000_000n],
    );
    const { count } = await world.db
      .selectFrom('rails.evm_orders')
      .select(({ fn }) => fn.countAll<bigint>().as('count'))
      .where('kind', '=', 'sweep')
      .where('state', '=', 'settled')
      .executeTakeFirstOrThrow();
    assert.equal(count, 2n);
    await world.noViolation();
    for (const { asset, sum } of await booksAndChain()) assert.equal(sum, 0n, `${asset} of books and chain`);
  });
});
