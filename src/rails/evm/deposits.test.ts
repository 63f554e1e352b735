import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startChain } from '../../../test/chain/anvil.ts';
import type { Chain } from '../../../test/chain/anvil.ts';
import { confirmations, openChainWorld } from '../../../test/chain/world.ts';
import type { ChainWorld } from '../../../test/chain/world.ts';
import { callerOf } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';

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

async function depositsOf(person: PersonActor) {
  const found = await world.door.call('wallet.get-chain-top-up', {}, callerOf(person));
  return (found?.deposits ?? []).map(({ state, have, need, amount, code }) => ({ state, have, need, amount, code }));
}

describe('a deposit on the chain', () => {
  test('of native coin is seen, counts its confirmations, and is credited once', async () => {
    const person = await world.newCustomer();
    await chain.pay(await world.addressOf(person), ether);
    assert.ok(await world.look());
    assert.deepEqual(await depositsOf(person), []);
    for (let have = 1; have < confirmations; have += 1) {
      await chain.mine();
      assert.ok(await world.look());
      assert.deepEqual(await depositsOf(person), [
        { state: 'confirming', have, need: confirmations, amount: ether, code: null },
      ]);
      assert.equal(await world.balanceOf(person, 'ETH'), 0n);
    }
    await chain.mine();
    await Promise.all([world.look(), world.look(), world.look()]);
    assert.equal(await world.balanceOf(person, 'ETH'), ether);
    assert.ok(await world.look());
    assert.equal(await world.balanceOf(person, 'ETH'), ether);
    await world.noViolation();
  });

  test('of a token is credited, and its transaction shows hash, block and confirmations', async () => {
    const person = await world.newCustomer();
    const hash = await chain.payToken(await world.addressOf(person), 25_000_000n);
    await world.confirm(chain);
    assert.equal(await world.balanceOf(person, 'USDC'), 25_000_000n);
    const {
      transactions: [deposit],
    } = await world.door.call('wallet.list-transactions', {}, callerOf(person));
    const facts = await world.door.call('wallet.get-transaction', { id: deposit?.id ?? '' }, callerOf(person));
    assert.deepEqual(
      [facts.kind, facts.chainDeposit?.hash, facts.chainDeposit?.have, facts.chainDeposit?.state],
      ['deposit', hash, confirmations, 'credited'],
    );
    await world.noViolation();
  });
});
