import { identityOperations, personRegistered, setVerificationLevel } from '../src/identity/identity.ts';
import type { VerificationLevel } from '../src/identity/contract.ts';
import type { IdentityOperation } from '../src/identity/identity.ts';
import { createLedger, postWithin, systemAccountId } from '../src/ledger/ledger.ts';
import type { Actor, Role } from '../src/platform/actor.ts';
import { assert } from '../src/platform/assert.ts';
import type { Clock } from '../src/platform/clock.ts';
import type { Config } from '../src/platform/config.ts';
import { queryable } from '../src/platform/db.ts';
import type { Database } from '../src/platform/db.ts';
import { createDoor, systemCaller } from '../src/platform/door.ts';
import type { Caller, Door } from '../src/platform/door.ts';
import { subscribe } from '../src/platform/event.ts';
import { newId, shardOf } from '../src/platform/id.ts';
import type { Locale } from '../src/platform/localized.ts';
import { costPaid, depositsChanged, payoutChanged, railsOperations } from '../src/rails/rails.ts';
import type { RailsOperation } from '../src/rails/rails.ts';
import {
  bookCost,
  followDeposits,
  followPayout,
  giveWallet,
  prepareWallets,
  walletAccountId,
  walletOperations,
} from '../src/wallet/wallet.ts';
import type { WalletOperation } from '../src/wallet/wallet.ts';
import { testConfig } from './config.ts';
import { testDatabase } from './database.ts';

export type PersonActor = Extract<Actor, { kind: 'person' }>;

/** People with wallets on a fresh database, without pages. */
export interface TestWallets {
  readonly db: Database;
  readonly url: string;
  readonly config: Config;
  readonly door: Door<IdentityOperation | RailsOperation | WalletOperation>;
  /** A new customer; `shard` picks where he lives. His limits are high unless `level` says otherwise. */
  newCustomer(name?: string, shard?: number, level?: VerificationLevel): Promise<PersonActor>;
  newStaff(role: Role): PersonActor;
  /** Money out of nowhere, in minor units. */
  fund(person: PersonActor, asset: string, amount: bigint): Promise<void>;
  close(): Promise<void>;
}

export function callerOf(actor: Actor, idempotencyKey?: string, locale: Locale = 'en'): Caller {
  return { actor, locale, requestId: 'test', idempotencyKey };
}

subscribe(personRegistered, giveWallet);
subscribe(depositsChanged, followDeposits);
subscribe(costPaid, bookCost);
subscribe(payoutChanged, followPayout);

export async function openTestWallets(settings: Readonly<Record<string, string>>, clock: Clock): Promise<TestWallets> {
  const { db, url, drop } = await testDatabase();
  const config = testConfig(settings);
  const ledger = createLedger({ url, shards: config.shards, clock });
  const door = createDoor<IdentityOperation | RailsOperation | WalletOperation>({
    operations: [...identityOperations, ...railsOperations, ...walletOperations(ledger)],
    db,
    clock,
    config,
  });
  await prepareWallets(db, config, clock.now());
  let people = 0;
  return {
    db,
    url,
    config,
    door,
    newCustomer: async (name = 'Alice Hart', shard = people % config.shards, level = 2) => {
      people += 1;
      const [userId, email] = [newId(shard), `customer${people}@post.example`];
      await door.call(
        'identity.register-person',
        { userId, email, name, passwordHash: 'none' },
        systemCaller('test', 'test'),
      );
      await setVerificationLevel(db, userId, level);
      return {
        kind: 'person',
        id: userId,
        name,
        email,
        roles: ['customer'],
        // He proves who he is whenever he is asked.
        get session() {
          return { sessionId: newId(0), since: clock.now(), provenAt: clock.now(), deviceSince: new Date(0) };
        },
      };
    },
    newStaff: (role) => ({
      kind: 'person',
      id: newId(0),
      name: 'Hannah Berg',
      email: 'hannah@okpay.example',
      roles: [role],
    }),
    fund: async (person, asset, amount) => {
      const shard = shardOf(person.id);
      const transfer = {
        kind: 'post',
        id: newId(shard),
        purpose: 'deposit',
        debit: systemAccountId('fees', asset, shard),
        credit: walletAccountId(person.id, asset),
        asset,
        amount,
      } as const;
      const [result] = await db
        .transaction()
        .execute((tx) => postWithin(queryable(tx), [transfer], { now: clock.now(), shards: config.shards }));
      assert(result && !('refused' in result), 'a deposit is taken');
    },
    close: async () => {
      await ledger.stop();
      await drop();
    },
  };
}
