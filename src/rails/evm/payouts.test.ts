import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { privateKeyToAccount, generatePrivateKey } from 'viem/accounts';
import { startChain } from '../../../test/chain/anvil.ts';
import type { Chain } from '../../../test/chain/anvil.ts';
import { confirmations, openChainWorld } from '../../../test/chain/world.ts';
import type { ChainWorld } from '../../../test/chain/world.ts';
import { newId } from '../../platform/id.ts';
import { payoutChanged } from '../rails.ts';
import type { PayoutChanged } from '../rails.ts';
import { subscribe } from '../../platform/event.ts';
import evm from '../evm.rail.ts';
import { connect } from './node.ts';
import { signOrder } from './sign-order.ts';
import { run } from './world.ts';

const ether = 10n ** 18n;
let chain: Chain;
let world: ChainWorld;
const told: PayoutChanged[] = [];
subscribe(payoutChanged, (_ctx, change) => {
  told.push(change);
  return Promise.resolve();
});
before(async () => {
  chain = await startChain();
  world = await openChainWorld(chain.url, chain.dollar);
  await chain.pay(await world.hotWallet(), 50n * ether);
  await chain.payToken(await world.hotWallet(), 1_000_000_000n);
  await world.confirm(chain);
});
after(async () => {
  await world.close();
  await chain.stop();
});

const stranger = (): string => privateKeyToAccount(generatePrivateKey()).address;

/** Puts a payout into the queue, as a withdrawal does. */
async function submit(to: string, { asset = 'ETH', amount = ether, id = newId(0) } = {}): Promise<string> {
  await world.db.transaction().execute(async (tx) => {
    const ctx = { tx, config: world.config, now: world.clock.now() };
    const payout = { id, owner: newId(0), asset, amount, destination: { rail: 'evm', address: to } } as const;
    // oxlint-disable-next-line typescript/consistent-type-assertions -- a payout needs no more of its command
    await evm.submit(ctx as never, payout);
  });
  return id;
}

const statusOf = async (id: string) => (await evm.payoutStatus(world.db, id)) ?? assert.fail('no such payout');
const statesOf = (id: string) => told.filter(({ payoutId }) => payoutId === id).map(({ state }) => state);
const attemptsOf = async (id: string) =>
  world.db.selectFrom('rails.evm_transactions').selectAll().where('order_id', '=', id).orderBy('attempt').execute();
const orderOf = async (id: string) =>
  world.db.selectFrom('rails.evm_orders').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('a payout on the chain', () => {
  test('is sent, counted, and settled once, with its fee booked', async () => {
    const to = stranger();
    const [coins, tokens] = [await submit(to), await submit(to, { asset: 'USDC', amount: 20_000_000n })];
    await submit(to, { id: coins });
    assert.equal((await statusOf(coins)).state, 'queued');
    await world.look();
    assert.equal((await statusOf(coins)).state, 'sent');
    await chain.mine();
    await world.look();
    assert.deepEqual([(await statusOf(coins)).have, (await statusOf(coins)).need], [1, confirmations]);
    await world.confirm(chain);
    const { state, reference } = await statusOf(tokens);
    assert.deepEqual([state, reference], ['settled', (await attemptsOf(tokens))[0]?.hash]);
    assert.deepEqual([await chain.balance(to), await chain.tokenBalance(to)], [ether, 20_000_000n]);
    assert.deepEqual(statesOf(coins), ['sent', 'settled']);
    assert.ok(((await orderOf(coins)).cost ?? 0n) > 0n);
  });

  test('is taken back while nothing is signed, and not after', async () => {
    const [kept, gone] = [await submit(stranger()), await submit(stranger())];
    const cancel = async (id: string): Promise<boolean> =>
      world.db
        .transaction()
        // oxlint-disable-next-line typescript/consistent-type-assertions -- taking back needs no more of its command
        .execute(async (tx) => evm.cancel({ tx, now: world.clock.now() } as never, id));
    assert.equal(await cancel(gone), true);
    await world.look();
    assert.equal(await cancel(kept), false);
    await world.confirm(chain);
    assert.deepEqual([(await statusOf(kept)).state, (await statusOf(gone)).state], ['settled', 'failed']);
    assert.deepEqual(await attemptsOf(gone), []);
  });

  test('that is stuck is replaced with the same nonce and a higher fee, and the chain takes one', async () => {
    const to = stranger();
    const id = await submit(to);
    await world.look();
    world.clock.pass(121);
    await world.look();
    await world.look();
    const attempts = await attemptsOf(id);
    assert.equal(attempts.length, 2);
    assert.ok((attempts[1]?.fee ?? 0n) >= ((attempts[0]?.fee ?? 0n) * 9n) / 8n);
    await world.confirm(chain);
    await world.confirm(chain);
    assert.equal((await statusOf(id)).state, 'settled');
    assert.equal(await chain.balance(to), ether);
  });

  test('that the node dropped is noticed and sent again, the same bytes', async () => {
    const to = stranger();
    const id = await submit(to);
    await world.look();
    const [first] = await attemptsOf(id);
    await chain.drop(first?.hash ?? '');
    await chain.mine();
    assert.equal(await chain.balance(to), 0n);
    await world.look();
    await world.confirm(chain);
    await world.confirm(chain);
    assert.equal((await attemptsOf(id)).length, 1);
    assert.equal(await chain.balance(to), ether);
  });

  test('that a reorganisation took back is sent again, and paid once', async () => {
    const to = stranger();
    const id = await submit(to);
    await world.look();
    await chain.mine(2);
    await world.look();
    assert.equal((await statusOf(id)).have, 2);
    await chain.reorganise(2);
    await world.look();
    assert.deepEqual([(await statusOf(id)).state, (await statusOf(id)).have], ['sent', 0]);
    await world.confirm(chain);
    await world.confirm(chain);
    assert.equal((await statusOf(id)).state, 'settled');
    assert.equal(await chain.balance(to), ether);
  });

  test('that the token would refuse fails before a nonce is spent', async () => {
    const to = stranger();
    await chain.bar(to, true);
    await chain.mine();
    const id = await submit(to, { asset: 'USDC', amount: 1_000_000n });
    await world.look();
    const { state, reason } = await statusOf(id);
    assert.deepEqual([state, reason?.code], ['failed', 'refused']);
    assert.equal((await orderOf(id)).nonce, null);
  });

  test('that is refused on the chain itself fails, and its fee is booked all the same', async () => {
    const to = stranger();
    const id = await submit(to, { asset: 'USDC', amount: 1_000_000n });
    await world.look();
    // Barred between the sending and the block.
    const [attempt] = await attemptsOf(id);
    await chain.drop(attempt?.hash ?? '');
    await chain.bar(to, true);
    await chain.mine();
    await world.look();
    await world.confirm(chain);
    await world.confirm(chain);
    const { state, reason } = await statusOf(id);
    assert.deepEqual([state, reason?.code], ['failed', 'reverted']);
    assert.deepEqual(statesOf(id), ['sent', 'failed']);
    assert.equal(await chain.tokenBalance(to), 0n);
    assert.ok(((await orderOf(id)).cost ?? 0n) > 0n);
  });

  test('waits while the hot wallet has too little, and says so', async () => {
    const id = await submit(stranger(), { amount: 1_000n * ether });
    await world.look();
    const { state, reason } = await statusOf(id);
    assert.deepEqual([state, reason?.code], ['queued', 'hot-wallet-short']);
    await chain.pay(await world.hotWallet(), 1_000n * ether);
    await world.confirm(chain);
    await world.confirm(chain);
    assert.equal((await statusOf(id)).state, 'settled');
  });

  test('waits while the network costs more than we pay, and says so', async () => {
    const to = stranger();
    await chain.setBaseFee(500n * 10n ** 9n);
    await chain.mine();
    const id = await submit(to);
    await chain.setBaseFee(500n * 10n ** 9n);
    await chain.mine();
    await world.look();
    const { state, reason } = await statusOf(id);
    assert.deepEqual([state, reason?.code], ['queued', 'fees-too-high']);
    await chain.setBaseFee(10n ** 9n);
    await chain.mine();
    await world.look();
    await world.confirm(chain);
    await world.confirm(chain);
    assert.equal((await statusOf(id)).state, 'settled');
    assert.equal(await chain.balance(to), ether);
  });

  test('signed by two processes at once has one nonce and one transaction', async () => {
    const to = stranger();
    const id = await submit(to);
    const sign = async () =>
      run(world.rail, signOrder, { order: id, attempts: 0, gas: '21000', fee: '9000000000', tip: '1000000000' });
    const signed = await Promise.all([sign(), sign(), sign(), sign()]);
    assert.equal(signed.filter(({ signed: yes }) => yes).length, 1);
    assert.equal((await attemptsOf(id)).length, 1);
    await Promise.all([world.look(), world.look(), world.look()]);
    await world.confirm(chain);
    await world.confirm(chain);
    assert.equal(await chain.balance(to), ether);
  });

  test('whose place another transaction took is never sent again by itself; a person looks', async () => {
    const id = await submit(stranger());
    await world.look();
    const [attempt] = await attemptsOf(id);
    const { nonce } = await orderOf(id);
    await chain.drop(attempt?.hash ?? '');
    await chain.impersonate(await world.hotWallet(), { to: stranger(), value: 1n, nonce: nonce ?? 0 });
    await chain.mine();
    await world.look();
    await world.look();
    assert.equal((await statusOf(id)).reason?.code, 'nonce-taken');
    assert.equal((await attemptsOf(id)).length, 1);
    const view = await world.door.call(
      'wallet.get-chain',
      {},
      { actor: world.newStaff('admin'), locale: 'en', requestId: 'test' },
    );
    assert.equal(view?.orders.find((order) => order.id === id)?.reason?.code, 'nonce-taken');
    await world.db.updateTable('rails.evm_orders').set({ state: 'failed' }).where('id', '=', id).execute();
  });

  test('survives the node: while it is away nothing is lost, and afterwards everything is paid', async () => {
    const to = stranger();
    const id = await submit(to);
    assert.equal(await world.look(connect('http://127.0.0.1:1')), false);
    assert.equal((await statusOf(id)).state, 'queued');
    await world.look();
    await world.confirm(chain);
    await world.confirm(chain);
    assert.equal(await chain.balance(to), ether);
  });
});
