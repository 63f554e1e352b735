import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { App } from '../src/app.ts';
import { anvilBinary } from '../test/chain/anvil-binary.ts';
import type { DemoClock } from './clock.ts';
import { residentIn } from './money.ts';
import type { Customers } from './money.ts';

/** A chain on this machine, whose blocks come by themselves. */
export interface DemoChain {
  /** What the program is to be set to. */
  readonly settings: Readonly<Record<string, string>>;
  /** Waits until it answers. */
  ready(): Promise<void>;
  /** Somebody sends coins, in the chain's own unit. */
  pay(to: string, wei: bigint): Promise<void>;
}

const blockSeconds = 4;
const triesMax = 200;

/** Starts the chain that the demo's deposits and withdrawals are on, as it was left; undefined where its package is not installed or another node is set. */
export async function startDemoChain(dataDir: string): Promise<DemoChain | undefined> {
  const binary = anvilBinary();
  if (binary === undefined || process.env['EVM_RPC_URL'] !== undefined) return undefined;
  mkdirSync(dataDir, { recursive: true });
  const port = await freePort();
  const state = ['--state', join(dataDir, 'chain.json'), '--state-interval', '5'];
  const args = ['--port', `${port}`, '--block-time', `${blockSeconds}`, '--silent', ...state];
  const child = spawn(binary, args, { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  process.once('exit', () => child.kill('SIGTERM'));
  return {
    settings: { EVM_RPC_URL: url, EVM_ASSETS: 'ETH:native:12:0.001:1' },
    ready: async () => {
      for (let tries = 0; tries < triesMax; tries += 1) {
        if ((await ask(url, 'eth_chainId').catch(() => undefined)) !== undefined) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    pay: async (to, wei) => {
      const accounts = await ask(url, 'eth_accounts');
      const from: unknown = Array.isArray(accounts) ? accounts[0] : undefined;
      await ask(url, 'eth_sendTransaction', { from, to, value: `0x${wei.toString(16)}` });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function ask(url: string, method: string, ...params: readonly unknown[]): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const told: unknown = await answer.json();
  return typeof told === 'object' && told !== null && 'result' in told ? told.result : undefined;
}

const ether = 10n ** 18n;

/** The provider fills its hot wallet; three customers top up, one of them with less than is credited, and one has an address to withdraw to. */
export async function moveOnChain(app: App, chain: DemoChain, customers: Customers, clock: DemoClock): Promise<void> {
  clock.comeBack();
  const addressOf = async (id: 'alice' | 'liwei' | 'frank'): Promise<string> =>
    (await app.door.call('wallet.open-chain-address', {}, residentIn(customers, id).caller)).address;
  const hot = await app.db
    .selectFrom('rails.evm_addresses')
    .select('address')
    .where('owner', '=', 'provider')
    .executeTakeFirst();
  if (hot !== undefined) await chain.pay(hot.address, 20n * ether);
  await chain.pay(await addressOf('alice'), ether / 4n);
  await chain.pay(await addressOf('liwei'), ether / 2n);
  await chain.pay(await addressOf('frank'), ether / 10_000n);
  clock.goBackDays(4);
  const own = {
    rail: 'evm',
    label: 'My hardware wallet',
    address: '0x52908400098527886E0F7030069857D2E4169EE7',
  } as const;
  await app.door.call('wallet.add-destination', own, residentIn(customers, 'alice').caller);
  clock.comeBack();
}
