import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { audit as auditLedger } from '../../src/ledger/ledger.ts';
import { queryable } from '../../src/platform/db.ts';
import { auditWallet } from '../../src/wallet/wallet.ts';
import { startChain } from '../chain/anvil.ts';
import { confirmations, openChainWorld } from '../chain/world.ts';
import { callerOf } from '../wallets.ts';
import { openPostgresProxy } from './postgres-proxy.ts';
import type { KillPoint } from './postgres-proxy.ts';
import { openRpcProxy } from './rpc-proxy.ts';
import { Victim } from './victim.ts';

// The same as withdrawal-kill.test.ts on a real node: the program dies before and after it signs, sends, counts and
// settles, and the chain has exactly one payment.

const ether = 10n ** 18n;
const chain = await startChain();
const world = await openChainWorld(chain.url, chain.dollar, { SHARDS: '4', WITHDRAWAL_COOLING_HOURS: '0' });
const { db, config } = world;
const [proxy, rpc] = [await openPostgresProxy(world.url), await openRpcProxy(chain.url)];
const hotWallet = await world.hotWallet();
await chain.pay(hotWallet, 50n * ether);
await world.confirm(chain);

/** After a start the lease of the dead is over, and the sweep of the next minute comes, at once. */
const victim = new Victim({
  settings: {
    DATA_DIR: config.dataDir,
    SHARDS: '4',
    EVM_RPC_URL: rpc.url,
    EVM_ASSETS: `ETH:native:${confirmations}:0.01:1,USDC:${chain.dollar}:${confirmations}:5:10`,
  },
  databaseUrl: proxy.url,
  started: async () => {
    await db.updateTable('rails.evm_chain').set({ followed_until: null }).execute();
    await db.executeQuery(sql`select graphile_worker.add_job('wallet.advance-withdrawals', '{}'::json)`.compile(db));
  },
});
after(async () => {
  await victim.stop();
  await Promise.all([proxy.close(), rpc.close()]);
  await world.close();
  await chain.stop();
});

type Point = KillPoint | { readonly when: 'before' | 'after'; readonly method: string };

const signing = /insert into "rails"."evm_transactions"/;
const points: Readonly<Record<string, Point>> = {
  'before the signed payment is kept': { when: 'before', statement: /^commit/i, within: signing },
  'after the signed payment is kept': { when: 'after', statement: /^commit/i, within: signing },
  'before the node hears of the payment': { when: 'before', method: 'eth_sendRawTransaction' },
  'after the node has the payment, before the program hears': { when: 'after', method: 'eth_sendRawTransaction' },
  'before its block is noted': {
    when: 'before',
    statement: /^commit/i,
    within: /update "rails"."evm_orders" set .*"block_hash"/,
  },
  'after it is settled, before its hold is posted': { when: 'before', statement: /insert into ledger\./ },
  'before the settlement commits': {
    when: 'before',
    statement: /^commit/i,
    within: /update "rails"."evm_orders" set .*"settled_at"/,
  },
  'after the settlement commits': {
    when: 'after',
    statement: /^commit/i,
    within: /update "rails"."evm_orders" set .*"settled_at"/,
  },
};

async function stateOf(id: string): Promise<string> {
  const row = await db.selectFrom('wallet.withdrawals').select('state').where('id', '=', id).executeTakeFirstOrThrow();
  return row.state;
}

async function orderOf(id: string): Promise<string> {
  const row = await db.selectFrom('rails.evm_orders').select('state').where('id', '=', id).executeTakeFirst();
  return row?.state ?? 'none';
}

let paid = 0;

for (const [name, point] of Object.entries(points))
  test(`a kill -9 ${name}: the chain has one payment, and its money moved once`, async () => {
    const person = await world.newCustomer();
    await world.fund(person, 'ETH', 2n * ether);
    const { address } = privateKeyToAccount(generatePrivateKey());
    const { id: destination } = await world.door.call(
      'wallet.add-destination',
      { rail: 'evm', label: 'My own wallet', address },
      callerOf(person),
    );
    const asked = { asset: 'ETH', amount: '0.5', destination };
    await victim.running();
    const { id = '' } = await victim.insist('wallet.request-withdrawal', asked, callerOf(person, address));
    await victim.until(async () => (await stateOf(id)) !== 'approved');
    const before = victim.deaths;
    if ('method' in point) rpc.arm(point, victim.kill);
    else proxy.arm(point, victim.kill);
    await victim.until(async () => {
      const sent = (await orderOf(id)) === 'sent';
      // The pool of the node is mined as soon as something is in it, and then until it is deep enough.
      if (sent || (await orderOf(id)) === 'mined') await chain.mine();
      return (await stateOf(id)) === 'settled';
    });
    paid += 1;
    assert.equal(proxy.armed || rpc.armed, false, 'the withdrawal comes by this point');
    await victim.until(() => Promise.resolve(victim.deaths > before));
    assert.equal(victim.deaths - before, 1);
    assert.equal(await chain.balance(address), ether / 2n);
    assert.deepEqual(await world.balanceOf(person, 'ETH'), (3n * ether) / 2n);
    assert.equal(await world.heldOf(person, 'ETH'), 0n);
  });

test('after all of them no nonce was spent for nothing, and the audit is clean', async () => {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- an address of ours
  assert.equal(await chain.reader.getTransactionCount({ address: hotWallet as `0x${string}` }), paid);
  assert.deepEqual([...(await auditLedger(queryable(db))), ...(await auditWallet(db))], []);
});
