import { openApp } from '../../src/app.ts';
import type { App } from '../../src/app.ts';
import { postWithin, systemAccountId } from '../../src/ledger/ledger.ts';
import { assert } from '../../src/platform/assert.ts';
import { queryable } from '../../src/platform/db.ts';
import type { Caller } from '../../src/platform/door.ts';
import { systemCaller } from '../../src/platform/door.ts';
import { newId, shardOf } from '../../src/platform/id.ts';
import { walletAccountId } from '../../src/wallet/wallet.ts';
import { testConfig } from '../config.ts';
import { testDatabase } from '../database.ts';
import { people } from '../people.ts';
import { moveIn, takeOn } from '../residents.ts';
import type { Resident } from '../residents.ts';
import type { Reader } from './row.ts';

type Opened = { readonly caseId: string; readonly number: string };

/** The whole program without its doors, with two customers who have the same things, a third, and a member of staff for each role. */
export interface World {
  readonly app: App;
  readonly own: Resident;
  readonly other: Resident;
  readonly third: Resident;
  readonly staff: Readonly<Record<'handler' | 'supervisor' | 'compliance' | 'admin', Resident>>;
  /** The case of `own` that holders show the link of. */
  readonly ownCase: Opened;
  callerOf(reader: Reader): Caller;
  /** A new case of `own`. */
  openCase(): Promise<Opened>;
  /** A new payment from `own` to the third. */
  pay(): Promise<{ readonly id: string }>;
  close(): Promise<void>;
}

export async function openTheWorld(): Promise<World> {
  const database = await testDatabase();
  const app = await openApp({ config: testConfig(), databaseUrl: database.url, parts: [] });
  const admin = await takeOn(app, people.ada);
  const staff = {
    admin,
    handler: await takeOn(app, people.hannah, admin),
    supervisor: await takeOn(app, people.samuel, admin),
    compliance: await takeOn(app, people.clara, admin),
  };
  const [own, other, third] = [
    await moveIn(app, people.alice),
    await moveIn(app, people.bob),
    await moveIn(app, people.carol),
  ];
  for (const resident of [own, other, third]) await fund(app, idOf(resident));
  const openCaseOf = async ({ caller }: Resident): Promise<Opened> =>
    app.door.call('complaints.open-case', { text: 'My deposit of yesterday has not arrived.', issue: 'W03' }, caller);
  const [ownCase, otherCase] = [await openCaseOf(own), await openCaseOf(other)];
  const holder = ({ caseId }: Opened): Caller => ({ ...guestCaller, actor: { kind: 'holder', caseId } });
  const everyScope = app.operations.flatMap(({ scope }) => (scope === undefined ? [] : [scope]));
  const key = (merchant: Resident, scopes: readonly string[]): Caller => ({
    ...guestCaller,
    actor: { kind: 'merchant', merchantId: idOf(merchant), keyId: newId(0), scopes },
  });
  const callers: Readonly<Record<Reader, Caller>> = {
    guest: guestCaller,
    own: own.caller,
    other: other.caller,
    'holder-own': holder(ownCase),
    'holder-other': holder(otherCase),
    'key-own': key(own, everyScope),
    'key-other': key(other, everyScope),
    'narrow-key': key(own, []),
    handler: staff.handler.caller,
    supervisor: staff.supervisor.caller,
    compliance: staff.compliance.caller,
    admin: admin.caller,
    system: systemCaller('test', 'authorization'),
  };
  return {
    app,
    own,
    other,
    third,
    staff,
    ownCase,
    callerOf: (reader) => callers[reader],
    openCase: () => openCaseOf(own),
    pay: () =>
      app.door.call('wallet.send-payment', { to: people.carol.email, asset: 'EUR', amount: '0.01' }, own.caller),
    close: async () => {
      await app.close();
      await database.drop();
    },
  };
}

export function idOf({ actor }: Resident): string {
  assert(actor.kind === 'person', 'who moved in is a person');
  return actor.id;
}

const guestCaller: Caller = { actor: { kind: 'guest' }, locale: 'en', requestId: 'authorization' };

async function fund({ db, config }: App, personId: string): Promise<void> {
  const shard = shardOf(personId);
  const transfer = {
    kind: 'post',
    id: newId(shard),
    purpose: 'deposit',
    debit: systemAccountId('bank', 'EUR', shard),
    credit: walletAccountId(personId, 'EUR'),
    asset: 'EUR',
    amount: 100_000n,
  } as const;
  const [result] = await db
    .transaction()
    .execute((tx) => postWithin(queryable(tx), [transfer], { now: new Date(), shards: config.shards }));
  assert(result && !('refused' in result), 'a deposit is taken');
}
