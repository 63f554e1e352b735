import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { startChain } from '../../../test/chain/anvil.ts';
import type { Chain } from '../../../test/chain/anvil.ts';
import { startProxy } from '../../../test/chain/proxy.ts';
import type { Proxy } from '../../../test/chain/proxy.ts';
import { confirmations, openChainWorld } from '../../../test/chain/world.ts';
import type { ChainWorld } from '../../../test/chain/world.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import { StartFailure } from '../../platform/start-failure.ts';
import { readChain } from './chain.ts';
import { connect } from './node.ts';
import type { Node } from './node.ts';
import { prepareEvm } from './prepare.ts';

let chain: Chain;
let proxy: Proxy;
let world: ChainWorld;
let node: Node;
let person: PersonActor;
let address: string;
before(async () => {
  chain = await startChain();
  proxy = await startProxy(chain.url);
  world = await openChainWorld(proxy.url, chain.dollar);
  node = connect(proxy.url, 300);
  person = await world.newCustomer();
  address = await world.addressOf(person);
});
after(async () => {
  await world.close();
  await proxy.stop();
  await chain.stop();
});
afterEach(() => {
  proxy.answer = undefined;
  proxy.break = undefined;
});

const healthNow = async () => (await readChain(world.db))?.health;
const heightNow = async () => (await readChain(world.db))?.height;

/** A deposit arrives while the node is bad: nothing is credited, staff see why, and it is credited once when it is over. */
async function survives(health: string, makeBad: () => void): Promise<void> {
  const earlier = await world.balanceOf(person, 'USDC');
  await chain.payToken(address, 10_000_000n);
  await chain.mine(confirmations);
  const height = await heightNow();
  makeBad();
  await world.look(node);
  assert.equal(await healthNow(), health);
  assert.equal(await world.balanceOf(person, 'USDC'), earlier);
  assert.equal(await heightNow(), height);
  proxy.answer = undefined;
  proxy.break = undefined;
  assert.ok(await world.look(node));
  assert.equal(await healthNow(), 'ok');
  assert.equal(await world.balanceOf(person, 'USDC'), earlier + 10_000_000n);
  await world.noViolation();
}

describe('a node', () => {
  test('that does not answer in time is not waited for', async () => {
    await survives('unreachable', () => {
      proxy.break = () => undefined;
    });
  });

  test('that closes the line is asked again later', async () => {
    await survives('unreachable', () => {
      proxy.break = (response) => response.destroy();
    });
  });

  test('that has too many questions is left in peace', async () => {
    await survives('limited', () => {
      proxy.break = (response) => response.writeHead(429).end();
    });
  });

  test('that answers what is no JSON is not believed', async () => {
    await survives('unreachable', () => {
      proxy.break = (response) => response.writeHead(200).end('<html>Bad gateway</html>');
    });
  });

  test('that says no is shown with what it said', async () => {
    await survives('refused', () => {
      proxy.answer = () => ({ error: { code: -32_601, message: 'method not found' } });
    });
  });

  for (const [what, method, result] of [
    ['no newest block', 'eth_getBlockByNumber', null],
    ['a block that is none', 'eth_getBlockByNumber', { number: 'seven' }],
    [
      'a height that is no number',
      'eth_getBlockByNumber',
      { number: '0xzz', hash: '0x', parentHash: '0x', transactions: [] },
    ],
    ['logs that are none', 'eth_getLogs', 'none'],
  ] as const) {
    test(`that answers ${what} is not believed`, async () => {
      await survives('unreadable', () => {
        proxy.answer = (question) => (question.method === method ? { result } : 'pass');
      });
    });
  }

  test('whose logs are of another block than it told is not believed', async () => {
    await survives('unreadable', () => {
      proxy.answer = async (question) => {
        if (question.method !== 'eth_getLogs') return 'pass';
        const logs = await chain.logs(question.params);
        return { result: logs.map((log) => ({ ...log, blockHash: `0x${'ee'.repeat(32)}` })) };
      };
    });
  });

  test('of another chain is not followed', async () => {
    await survives('wrong-chain', () => {
      proxy.answer = ({ method }) => (method === 'eth_chainId' ? { result: '0x1' } : 'pass');
    });
    proxy.answer = ({ method }) => (method === 'eth_chainId' ? { result: '0x1' } : 'pass');
    await assert.rejects(
      prepareEvm(world.rail),
      (error) => error instanceof StartFailure && /chain 1,/.test(error.message),
    );
  });

  test('that is behind takes nothing back', async () => {
    const earlier = await world.balanceOf(person, 'USDC');
    await chain.payToken(address, 10_000_000n);
    await chain.mine(2);
    await world.look(node);
    const height = (await heightNow()) ?? 0;
    proxy.answer = async ({ method, params: [of] }) =>
      method === 'eth_getBlockByNumber' && of === 'latest' ? { result: await chain.header(height - 2) } : 'pass';
    await world.look(node);
    assert.equal(await healthNow(), 'behind');
    assert.equal(await heightNow(), height);
    proxy.answer = undefined;
    await chain.mine(1);
    await world.look(node);
    assert.equal(await world.balanceOf(person, 'USDC'), earlier + 10_000_000n);
  });

  test('that leaves out a log loses nothing: the balance shows it', async () => {
    await chain.payToken(address, 10_000_000n);
    await chain.mine(confirmations);
    proxy.answer = ({ method }) => (method === 'eth_getLogs' ? { result: [] } : 'pass');
    for (let looks = 0; looks < 3; looks += 1) await world.look(node);
    const rows = await world.db
      .selectFrom('rails.evm_deposits')
      .selectAll()
      .where('reason', '=', 'by-contract')
      .execute();
    assert.deepEqual(
      rows.map(({ amount, asset }) => [amount, asset]),
      [[10_000_000n, 'USDC']],
    );
  });

  test('that killed itself is followed on when it is back, as far as it still knows', async () => {
    const [height, earlier] = [await heightNow(), await world.balanceOf(person, 'USDC')];
    await chain.stop();
    assert.equal(await world.look(node), false);
    // A node that lost everything knows none of our blocks: a person must look, and nothing moves.
    chain = await startChain({ port: chain.port });
    await chain.mine((height ?? 0) + 5);
    await world.look(node);
    assert.equal(await healthNow(), 'too-deep');
    assert.deepEqual([await heightNow(), await world.balanceOf(person, 'USDC')], [height, earlier]);
    await world.noViolation();
  });
});
