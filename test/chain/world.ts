import assert from 'node:assert/strict';
import { prepareEvm } from '../../src/rails/evm/prepare.ts';
import { connect } from '../../src/rails/evm/node.ts';
import type { Node } from '../../src/rails/evm/node.ts';
import { look } from '../../src/rails/evm/watch.ts';
import { readChain } from '../../src/rails/evm/chain.ts';
import type { RailWorld } from '../../src/rails/rails.ts';
import { auditWallet } from '../../src/wallet/wallet.ts';
import { audit as auditLedger } from '../../src/ledger/ledger.ts';
import { queryable } from '../../src/platform/db.ts';
import type { Queryable } from '../../src/platform/db.ts';
import { callerOf, openTestWallets } from '../wallets.ts';
import type { PersonActor, TestWallets } from '../wallets.ts';
import type { Chain } from './anvil.ts';

export const confirmations = 3;

/** A clock that a test moves. */
class TestClock {
  #now = new Date('2026-11-25T10:00:00Z').getTime();

  now(): Date {
    return new Date(this.#now);
  }

  pass(seconds: number): void {
    this.#now += seconds * 1_000;
  }
}

export interface ChainWorld extends TestWallets {
  readonly clock: TestClock;
  readonly rail: RailWorld;
  /** Looks at the chain once; whether it could. */
  look(node?: Node): Promise<boolean>;
  /** The customer's deposit address. */
  addressOf(person: PersonActor): Promise<string>;
  balanceOf(person: PersonActor, asset: string): Promise<bigint>;
  heldOf(person: PersonActor, asset: string): Promise<bigint>;
  hotWallet(): Promise<string>;
  /** Plain SQL. */
  query: Queryable['query'];
  /** Every invariant of ledger and wallet. */
  noViolation(): Promise<void>;
  /** Makes blocks and looks until everything is confirmed. */
  confirm(chain: Chain): Promise<void>;
}

/** Wallets connected to a real node. */
export async function openChainWorld(
  url: string,
  dollar: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<ChainWorld> {
  const clock = new TestClock();
  const wallets = await openTestWallets(
    {
      EVM_RPC_URL: url,
      EVM_ASSETS: `ETH:native:${confirmations}:0.01:1,USDC:${dollar}:${confirmations}:5:10`,
      ...settings,
    },
    clock,
  );
  const { db, config, door } = wallets;
  const rail: RailWorld = { db, config, clock, door };
  await prepareEvm(rail);
  const own = connect(url);
  const walletOf = async (person: PersonActor, asset: string) =>
    (await door.call('wallet.get-wallet', {}, callerOf(person))).balances.find((balance) => balance.asset === asset) ??
    assert.fail('no balance');
  const lookOnce = async (node: Node = own): Promise<boolean> => look(rail, node);
  return {
    ...wallets,
    clock,
    rail,
    look: lookOnce,
    query: queryable(db).query,
    addressOf: async (person) => (await door.call('wallet.open-chain-address', {}, callerOf(person))).address,
    balanceOf: async (person, asset) => (await walletOf(person, asset)).balance,
    heldOf: async (person, asset) => (await walletOf(person, asset)).held,
    hotWallet: async () =>
      (
        await db
          .selectFrom('rails.evm_addresses')
          .select('address')
          .where('owner', '=', 'provider')
          .executeTakeFirstOrThrow()
      ).address,
    noViolation: async () => {
      assert.deepEqual([...(await auditLedger(queryable(db))), ...(await auditWallet(db))], []);
    },
    confirm: async (chain) => {
      await chain.mine(confirmations);
      assert.ok(await lookOnce(), `the look failed: ${(await readChain(db))?.fault}`);
    },
  };
}
