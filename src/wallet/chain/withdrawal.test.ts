import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { startChain } from '../../../test/chain/anvil.ts';
import type { Chain } from '../../../test/chain/anvil.ts';
import { openChainWorld } from '../../../test/chain/world.ts';
import type { ChainWorld } from '../../../test/chain/world.ts';
import { callerOf } from '../../../test/wallets.ts';
import { systemCaller } from '../../platform/door.ts';
import evm from '../../rails/evm.rail.ts';
import { reconcile } from '../reconcile/reconcile.ts';

let chain: Chain;
let world: ChainWorld;
before(async () => {
  chain = await startChain();
  world = await openChainWorld(chain.url, chain.dollar, { SHARDS: '4', WITHDRAWAL_COOLING_HOURS: '0' });
  await chain.pay(await world.hotWallet(), 10n ** 18n);
});
after(async () => {
  await world.close();
  await chain.stop();
});

/** What the books say of the chain beside what the chain says. */
async function difference(asset: string): Promise<bigint> {
  const { rows } = await sql<{ amount: bigint }>`
    select sum(balance) as amount from ledger.public_accounts where owner = 'chain' and kind = 'system' and asset = ${asset}`.execute(
    world.db,
  );
  const held = (await evm.holdings(world.rail)).filter((holding) => holding.asset === asset);
  return (rows[0]?.amount ?? 0n) + held.reduce((sum, { amount }) => sum + amount, 0n);
}

test('money goes in on the chain and out again, and books and chain agree to the last unit', async () => {
  const person = await world.newCustomer('Alice Hart', 2);
  await chain.payToken(await world.addressOf(person), 200_000_000n);
  for (let times = 0; times < 4; times += 1) await world.confirm(chain);
  assert.equal(await world.balanceOf(person, 'USDC'), 200_000_000n);
  const to = '0x52908400098527886E0F7030069857D2E4169EE7';
  const { id: destination } = await world.door.call(
    'wallet.add-destination',
    { rail: 'evm', label: 'My own wallet', address: to },
    callerOf(person),
  );
  world.clock.pass(1);
  const request = { asset: 'USDC', amount: '120', destination };
  const { id } = await world.door.call('wallet.request-withdrawal', request, callerOf(person, 'once'));
  await world.door.call('wallet.request-withdrawal', request, callerOf(person, 'once'));
  const read = async () => world.door.call('wallet.get-withdrawal', { withdrawal: id }, callerOf(person));
  const advance = async () =>
    world.door.call('wallet.advance-withdrawal', { withdrawal: id }, systemCaller('test', 'test'));
  world.clock.pass(60);
  await advance();
  for (let times = 0; times < 3; times += 1) await world.confirm(chain);
  assert.equal((await read()).state, 'settled');
  assert.equal(await chain.tokenBalance(to), 120_000_000n);
  assert.equal(await difference('USDC'), 0n);
  assert.equal(await difference('ETH'), 0n);
  await world.noViolation();
});

test('a comparison explains what waits for confirmations, and raises what nothing explains', async () => {
  const compare = async () =>
    (await reconcile({ ...world, clock: world.clock })).rows.filter(({ rail }) => rail === 'evm');
  const differences = async () =>
    Object.fromEntries((await compare()).map(({ asset, unexplained, items }) => [asset, [unexplained, items]]));
  assert.deepEqual(await differences(), { ETH: [0n, []], USDC: [0n, []] });

  await chain.payToken(await world.addressOf(await world.newCustomer('Bob Keller', 1)), 7_000_000n);
  await chain.mine();
  await world.look();
  assert.deepEqual(await differences(), {
    ETH: [0n, []],
    USDC: [0n, [{ reason: 'unconfirmed-deposit', count: 1, amount: 7_000_000n }]],
  });

  // Somebody takes coin from the hot wallet past the books.
  await chain.question('anvil_setBalance', [await world.hotWallet(), '0x1']);
  const [ether] = await compare();
  assert.ok(ether !== undefined && ether.unexplained < 0n && !ether.explained);
});
