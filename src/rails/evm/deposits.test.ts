import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mailsTo } from '../../../test/browser.ts';
import { startChain } from '../../../test/chain/anvil.ts';
import type { Chain } from '../../../test/chain/anvil.ts';
import { confirmations, openChainWorld } from '../../../test/chain/world.ts';
import type { ChainWorld } from '../../../test/chain/world.ts';
import { callerOf } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import { Problem } from '../../platform/problem.ts';
import { connectNotices } from '../../wallet/wallet.ts';
import { findRail } from '../rails.ts';

const ether = 10n ** 18n;
connectNotices();
let chain: Chain;
let world: ChainWorld;
let supervisor: PersonActor;
before(async () => {
  chain = await startChain();
  world = await openChainWorld(chain.url, chain.dollar, { SHARDS: '4' });
  supervisor = world.newStaff('supervisor');
});
after(async () => {
  await world.close();
  await chain.stop();
});

async function viewsOf(person: PersonActor) {
  return (await world.door.call('wallet.get-chain-top-up', {}, callerOf(person)))?.deposits ?? [];
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : assert.fail(String(error))),
  );
}

async function depositsOf(person: PersonActor) {
  return (await viewsOf(person)).map(({ state, have, need, amount, code }) => ({ state, have, need, amount, code }));
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

  test('below the minimum is recorded and explained, and a person may credit it', async () => {
    const person = await world.newCustomer();
    const hash = await chain.payToken(await world.addressOf(person), 1_000_000n);
    await world.confirm(chain);
    assert.equal(await world.balanceOf(person, 'USDC'), 0n);
    const [found] = await viewsOf(person);
    assert.deepEqual([found?.state, found?.code], ['ignored', 'below-minimum']);
    assert.match(found?.text.en ?? '', /less than the smallest deposit/);
    const explained = await world.door.call('wallet.explain-deposit', { hash }, callerOf(person));
    assert.equal(explained.what, 'deposits');
    const settle = { deposit: found?.id ?? '', as: 'credit', because: 'The customer asked, once.' } as const;
    await world.door.call('wallet.settle-chain-deposit', settle, callerOf(supervisor));
    assert.equal(await world.balanceOf(person, 'USDC'), 1_000_000n);
    assert.equal(
      await codeOf(world.door.call('wallet.settle-chain-deposit', settle, callerOf(supervisor))),
      'wallet.chain-deposit-settled',
    );
    await world.noViolation();
  });

  test('in a token that we do not carry is recorded and explained, whatever its amount, and closed by a person', async () => {
    const person = await world.newCustomer();
    const stranger = await chain.deployDollar();
    await chain.payToken(await world.addressOf(person), 7_000_000n, stranger);
    await world.confirm(chain);
    const [found] = await viewsOf(person);
    assert.deepEqual(
      [found?.state, found?.code, found?.asset, found?.token],
      ['ignored', 'wrong-token', null, stranger.toLowerCase()],
    );
    const settle = { deposit: found?.id ?? '', because: 'Sent back by hand.' };
    assert.equal(
      await codeOf(world.door.call('wallet.settle-chain-deposit', { ...settle, as: 'credit' }, callerOf(supervisor))),
      'wallet.chain-deposit-not-ours',
    );
    await world.door.call('wallet.settle-chain-deposit', { ...settle, as: 'close' }, callerOf(supervisor));
    assert.equal((await viewsOf(person))[0]?.state, 'closed');
    await world.noViolation();
  });

  test('from inside a contract is noticed by the balance, once, and credited by a person', async () => {
    const person = await world.newCustomer();
    await chain.payByContract(await world.addressOf(person), 3n * ether);
    await world.confirm(chain);
    for (let looks = 0; looks < 4; looks += 1) await world.look();
    const found = await viewsOf(person);
    assert.deepEqual(
      found.map(({ state, code, amount }) => [state, code, amount]),
      [['ignored', 'by-contract', 3n * ether]],
    );
    await world.confirm(chain);
    const settle = { deposit: found[0]?.id ?? '', as: 'credit', because: 'Seen on the chain.' } as const;
    await world.door.call('wallet.settle-chain-deposit', settle, callerOf(supervisor));
    assert.equal(await world.balanceOf(person, 'ETH'), 3n * ether);
    await world.noViolation();
  });

  test('to a frozen wallet is kept, and credited by a person when the freeze is over', async () => {
    const person = await world.newCustomer();
    await world.door.call(
      'wallet.freeze-wallet',
      { person: person.id, scope: 'all', reason: 'identity-check' },
      callerOf(supervisor),
    );
    await chain.payToken(await world.addressOf(person), 9_000_000n);
    await world.confirm(chain);
    const [found] = await viewsOf(person);
    assert.deepEqual([found?.state, found?.code], ['refused', 'credit-account-frozen']);
    const settle = { deposit: found?.id ?? '', as: 'credit', because: 'The check is done.' } as const;
    const tryToCredit = () => world.door.call('wallet.settle-chain-deposit', settle, callerOf(supervisor));
    assert.equal(await codeOf(tryToCredit()), 'wallet.chain-deposit-refused');
    await world.door.call('wallet.unfreeze-wallet', { person: person.id, because: 'Done.' }, callerOf(supervisor));
    await tryToCredit();
    assert.equal(await world.balanceOf(person, 'USDC'), 9_000_000n);
    await world.noViolation();
  });

  test('of nothing, and two alike in one block, are none and two', async () => {
    const person = await world.newCustomer();
    const address = await world.addressOf(person);
    await chain.pay(address, 0n);
    await chain.payToken(address, 0n);
    await chain.payToken(address, 6_000_000n);
    await chain.payToken(address, 6_000_000n);
    await world.confirm(chain);
    assert.equal(await world.balanceOf(person, 'USDC'), 12_000_000n);
    assert.equal((await viewsOf(person)).length, 2);
    await world.noViolation();
  });

  test('of our own funds to the hot wallet is nobody’s', async () => {
    await chain.pay(await world.hotWallet(), 5n * ether);
    await world.confirm(chain);
    await world.noViolation();
    const holdings = (await findRail('evm')?.holdings(world.rail)) ?? [];
    assert.ok((holdings.find(({ asset, place }) => asset === 'ETH' && place === 'hot wallet')?.amount ?? 0n) > 0n);
  });
});

describe('a transaction’s hash', () => {
  const explain = (person: PersonActor, hash: string) =>
    world.door.call('wallet.explain-deposit', { hash }, callerOf(person));

  test('is explained: unknown here, waiting, sent elsewhere, or somebody else’s', async () => {
    const [person, other] = [await world.newCustomer(), await world.newCustomer()];
    const mine = await world.addressOf(person);
    assert.equal(await codeOf(explain(person, 'my transfer')), 'rails.hash-malformed');
    assert.equal((await explain(person, `0x${'1f'.repeat(32)}`)).what, 'not-found');
    const hash = await chain.payToken(await world.addressOf(other), 8_000_000n);
    assert.equal((await explain(person, hash)).what, 'pending');
    await chain.mine();
    await world.look();
    const elsewhere = await explain(person, hash.toUpperCase().replace('0X', '0x'));
    assert.ok(elsewhere.what === 'elsewhere');
    assert.equal(elsewhere.expected, mine);
    assert.deepEqual(
      elsewhere.movements.map(({ asset, amount }) => [asset, amount]),
      [['USDC', 8_000_000n]],
    );
    assert.equal((await explain(other, hash)).what, 'deposits');
    await chain.bar(mine, true);
    const failed = await chain.payToken(mine, 8_000_000n);
    await chain.mine();
    assert.equal((await explain(person, failed)).what, 'failed');
    const staff = await world.door.call('wallet.explain-deposit', { hash }, callerOf(supervisor));
    assert.equal(staff.what, 'deposits');
  });
});

describe('a reorganisation', () => {
  test('takes back what was not credited, and credits it once when it comes again', async () => {
    const person = await world.newCustomer();
    const address = await world.addressOf(person);
    await chain.mine();
    await chain.payToken(address, 11_000_000n);
    await chain.mine(2);
    await world.look();
    assert.equal((await viewsOf(person))[0]?.have, 2);
    await chain.reorganise(2);
    await world.look();
    assert.deepEqual(
      (await viewsOf(person)).map(({ state, have }) => [state, have]),
      [['vanished', 0]],
    );
    await world.confirm(chain);
    assert.equal(await world.balanceOf(person, 'USDC'), 0n);
    await chain.payToken(address, 11_000_000n);
    await world.confirm(chain);
    assert.equal(await world.balanceOf(person, 'USDC'), 11_000_000n);
    await world.noViolation();
  });

  test('deeper than our confirmations sets a credited deposit aside, and frees it when it is there again', async () => {
    const person = await world.newCustomer();
    const address = await world.addressOf(person);
    const hash = await chain.payToken(address, 12_000_000n);
    const raw = await chain.rawOf(hash);
    await world.confirm(chain);
    assert.equal(await world.balanceOf(person, 'USDC'), 12_000_000n);
    await chain.reorganise(confirmations + 1);
    await world.look();
    assert.deepEqual(
      [await world.balanceOf(person, 'USDC'), await world.heldOf(person, 'USDC')],
      [12_000_000n, 12_000_000n],
    );
    assert.equal((await viewsOf(person))[0]?.state, 'missing');
    const waiting = await world.door.call('wallet.get-chain', {}, callerOf(supervisor));
    assert.equal(waiting?.waiting.length, 1);
    await world.noViolation();
    await chain.sendRaw(raw);
    await world.confirm(chain);
    assert.deepEqual([await world.balanceOf(person, 'USDC'), await world.heldOf(person, 'USDC')], [12_000_000n, 0n]);
    assert.equal((await viewsOf(person))[0]?.state, 'credited');
    await world.noViolation();
  });

  test('after which the money is spent freezes the wallet, and a person takes back what is there', async () => {
    const [person, friend] = [await world.newCustomer(), await world.newCustomer()];
    await chain.payToken(await world.addressOf(person), 13_000_000n);
    await world.confirm(chain);
    const payment = { to: friend.email, asset: 'USDC', amount: '10' };
    await world.door.call('wallet.send-payment', payment, callerOf(person, 'spend'));
    await chain.reorganise(confirmations + 1);
    await world.look();
    const [found] = await viewsOf(person);
    assert.deepEqual([found?.state, found?.held], ['missing', 3_000_000n]);
    const { freeze } = await world.door.call('wallet.get-wallet', {}, callerOf(person));
    assert.equal(freeze?.reason, 'deposit-missing');
    const settle = { deposit: found?.id ?? '', as: 'reverse', because: 'It never came back.' } as const;
    await world.door.call('wallet.settle-chain-deposit', settle, callerOf(supervisor));
    assert.deepEqual([await world.balanceOf(person, 'USDC'), await world.heldOf(person, 'USDC')], [0n, 0n]);
    assert.equal((await viewsOf(person))[0]?.state, 'reversed');
    await world.noViolation();
  });

  test('after which the money is spent freezes the wallet only until the chain shows the deposit again', async () => {
    const [person, friend] = [await world.newCustomer(), await world.newCustomer()];
    const raw = await chain.rawOf(await chain.payToken(await world.addressOf(person), 14_000_000n));
    await world.confirm(chain);
    const payment = { to: friend.email, asset: 'USDC', amount: '10' };
    await world.door.call('wallet.send-payment', payment, callerOf(person, 'spend'));
    await chain.reorganise(confirmations + 1);
    await world.look();
    const wallet = async () => world.door.call('wallet.get-wallet', {}, callerOf(person));
    assert.equal((await wallet()).freeze?.reason, 'deposit-missing');
    await chain.sendRaw(raw);
    await world.confirm(chain);
    assert.equal((await wallet()).freeze, null);
    const mails = (await mailsTo(world.db, person.email)).map(({ text }) => text).join('\n');
    for (const told of ['The blockchain undid a deposit of 14.00 USDC', 'shows your deposit of 14.00 USDC again'])
      assert.ok(mails.includes(told), `${told} in ${mails}`);
    await world.door.call('wallet.send-payment', { ...payment, amount: '4' }, callerOf(person, 'spend more'));
    assert.deepEqual([await world.balanceOf(person, 'USDC'), await world.heldOf(person, 'USDC')], [0n, 0n]);
    await world.noViolation();
  });
});
