import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { openApp } from '../../src/app.ts';
import type { App } from '../../src/app.ts';
import { loadConfig } from '../../src/platform/config.ts';
import { newId } from '../../src/platform/id.ts';
import evm from '../../src/rails/evm.rail.ts';
import { startChain } from '../chain/anvil.ts';
import type { Chain } from '../chain/anvil.ts';
import { startProxy } from '../chain/proxy.ts';
import type { Proxy, Verdict } from '../chain/proxy.ts';
import { testDatabase } from '../database.ts';
import type { TestDatabase } from '../database.ts';

const ether = 10n ** 18n;
const dataDir = await mkdtemp(join(tmpdir(), 'recourse-chain-kill-'));
let chain: Chain;
let proxy: Proxy;
let database: TestDatabase;
let app: App;
let settings: Record<string, string>;
/** What survived the last killing is killed next. */
let program: { kill(): Promise<void> } | undefined;
before(async () => {
  chain = await startChain();
  proxy = await startProxy(chain.url);
  database = await testDatabase();
  settings = {
    DATA_DIR: dataDir,
    PORT: '0',
    SMTP_IN_PORT: '0',
    MASTER_KEY: 'ab'.repeat(32),
    DATABASE_URL: database.url,
    EVM_RPC_URL: proxy.url,
    EVM_ASSETS: `ETH:native:2:0.01,USDC:${chain.dollar}:2:5`,
  };
  app = await openApp({ config: loadConfig(settings), databaseUrl: database.url, parts: [] });
  const { address } = await app.db
    .selectFrom('rails.evm_addresses')
    .select('address')
    .where('owner', '=', 'provider')
    .executeTakeFirstOrThrow();
  await chain.pay(address, 100n * ether);
  await chain.mine(3);
  program = await start();
});
after(async () => {
  await program?.kill();
  await app.close();
  await proxy.stop();
  await chain.stop();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** The program that does the jobs, working on the chain by itself. */
async function start() {
  const { TEST_DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, [join(import.meta.dirname, 'chain-program.ts')], {
    env: { ...inherited, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) if (line === 'ready') break;
  return {
    kill: async (): Promise<void> => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function submit(to: string): Promise<string> {
  const id = newId(0);
  const payout = {
    id,
    owner: newId(0),
    asset: 'ETH',
    amount: ether,
    destination: { rail: 'evm', address: to },
  } as const;
  await app.db
    .transaction()
    // oxlint-disable-next-line typescript/consistent-type-assertions -- a payout needs no more of its command
    .execute(async (tx) => evm.submit({ tx, config: app.config, now: new Date() } as never, payout));
  return id;
}

const stateOf = async (id: string) => (await evm.payoutStatus(app.db, id))?.state;

async function waitFor(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`${what} does not come`);
}

/** Where a withdrawal may be when the power fails: at a question to the node, before it reaches it or after. */
const points: readonly (readonly [name: string, method: string, after: boolean])[] = [
  ['between funds and signature', 'eth_getBalance', true],
  ['signed and not yet sent', 'eth_sendRawTransaction', false],
  ['sent, and the answer is lost', 'eth_sendRawTransaction', true],
  ['in a block whose receipt was not read yet', 'eth_getTransactionReceipt', true],
];

describe('the program killed while a withdrawal is', () => {
  for (const [index, [name, method, isAfter]] of points.entries()) {
    test(`${name} pays exactly once`, async () => {
      const to = `0x${(0xa0_00 + index).toString(16).padStart(4, '0').repeat(10)}`;
      const reached = Promise.withResolvers<void>();
      const hung = Promise.withResolvers<never>();
      let isArmed = false;
      proxy.answer = async (question): Promise<Verdict> => {
        if (!isArmed || question.method !== method) return 'pass';
        if (isAfter) await chain.question(question.method, question.params);
        reached.resolve();
        return hung.promise;
      };
      const id = await submit(to);
      const needsBlock = method === 'eth_getTransactionReceipt';
      if (needsBlock) {
        await waitFor('the sending', async () => (await stateOf(id)) === 'sent');
        await new Promise((resolve) => setTimeout(resolve, 100));
        isArmed = true;
        await chain.mine(2);
      } else isArmed = true;
      await reached.promise;
      await program?.kill();
      proxy.answer = undefined;
      // Another process may follow once the dead one's lease is over.
      await app.db.updateTable('rails.evm_chain').set({ followed_until: null }).execute();
      program = await start();
      await waitFor('the payment', async () => {
        await chain.mine();
        return (await stateOf(id)) === 'settled';
      });
      assert.equal(await chain.balance(to), ether);
      const { count } = await app.db
        .selectFrom('rails.evm_transactions')
        .select(({ fn }) => fn.countAll<bigint>().as('count'))
        .where('order_id', '=', id)
        .executeTakeFirstOrThrow();
      assert.equal(count, 1n);
    });
  }
});
