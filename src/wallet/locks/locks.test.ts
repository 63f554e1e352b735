import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { callerOf, openTestWallets } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import { lockLinkFor } from '../../identity/identity.ts';
import type { Actor } from '../../platform/actor.ts';
import { subscribe } from '../../platform/event.ts';
import { newId } from '../../platform/id.ts';
import { Problem } from '../../platform/problem.ts';
import { walletLocked, walletUnlocked } from '../events.ts';
import type { WalletLocked, WalletUnlocked } from '../events.ts';
import { auditWallet } from '../wallet.ts';

const now = new Date('2026-11-25T10:00:00Z');
const { db, config, door, newCustomer, newStaff, fund, close } = await openTestWallets(
  { SHARDS: '4' },
  { now: () => now },
);
after(close);
const [handler, compliance] = [newStaff('handler'), newStaff('compliance')];
const guest: Actor = { kind: 'guest' };
const told: (WalletLocked | WalletUnlocked)[] = [];
subscribe(walletLocked, async (_ctx, event) => void told.push(event));
subscribe(walletUnlocked, async (_ctx, event) => void told.push(event));

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : assert.fail(String(error))),
  );
}

async function newPair(): Promise<readonly [PersonActor, PersonActor]> {
  const pair = [await newCustomer('Ann Lee'), await newCustomer()] as const;
  for (const person of pair) await fund(person, 'USD', 1000n);
  return pair;
}

function pay(from: PersonActor, to: PersonActor): Promise<string> {
  return codeOf(door.call('wallet.send-payment', { to: to.email, asset: 'USD', amount: '1' }, callerOf(from)));
}

async function locksOf(person: PersonActor) {
  return (await door.call('wallet.get-wallet', {}, callerOf(person))).locks;
}

const order = {
  authority: 'Harbour District Court',
  reference: '7 K 114/26',
  orderedOn: '2026-11-24',
  disclosed: true,
};

function freezeByOrder(person: PersonActor, given = order, staff = compliance): Promise<unknown> {
  const freeze = { person: person.id, scope: 'all', reason: 'legal-order', order: given } as const;
  return door.call('wallet.freeze-wallet', freeze, callerOf(staff));
}

async function signInOn(person: PersonActor): Promise<string> {
  const id = newId(0);
  await db
    .insertInto('identity.sessions')
    .values({
      id,
      token: id,
      user_id: person.id,
      expires_at: new Date(now.getTime() + 1e9),
      created_at: now,
      updated_at: now,
    })
    .execute();
  return id;
}

async function sessionsOf(person: PersonActor): Promise<string[]> {
  const rows = await db.selectFrom('identity.sessions').select('id').where('user_id', '=', person.id).execute();
  return rows.map(({ id }) => id);
}

function tokenFor(person: PersonActor): string {
  return lockLinkFor({ config, now }, person.id).split('/lock/')[1] ?? '';
}

describe('a customer’s own lock', () => {
  test('stops money from leaving at once, as often as he likes, leaves money coming in, and is lifted by himself', async () => {
    const [person, other] = await newPair();
    for (let times = 0; times < 2; times += 1) await door.call('wallet.lock-wallet', {}, callerOf(person));
    assert.deepEqual([await pay(person, other), await pay(other, person)], ['wallet.sender-frozen', 'done']);
    const [lock, ...more] = await locksOf(person);
    assert.deepEqual([lock?.reason, lock?.scope, lock?.lifter, more.length], ['your-request', 'debits', 'customer', 0]);
    assert.ok(lock?.lifterText['zh-CN'] && lock.effect.en && lock.next.en);
    await door.call('wallet.unlock-wallet', {}, callerOf(person));
    assert.equal(await pay(person, other), 'done');
    assert.equal(await codeOf(door.call('wallet.unlock-wallet', {}, callerOf(person))), 'wallet.not-locked-by-you');
  });

  test('is lifted only after a fresh proof of who he is', async () => {
    const [person] = await newPair();
    await door.call('wallet.lock-wallet', {}, callerOf(person));
    const { session: _, ...bare } = person;
    assert.equal(await codeOf(door.call('wallet.unlock-wallet', {}, callerOf(bare))), 'identity.step-up-needed');
    const old = { ...person.session, provenAt: new Date(now.getTime() - 11 * 60_000) } as const;
    const stale = { ...bare, session: { sessionId: newId(0), since: now, deviceSince: now, ...old } };
    assert.equal(await codeOf(door.call('wallet.unlock-wallet', {}, callerOf(stale))), 'identity.step-up-needed');
    assert.equal((await locksOf(person)).length, 1);
  });

  test('signs every other device out, but not the one it was made on', async () => {
    const [person] = await newPair();
    const [here] = [await signInOn(person), await signInOn(person)];
    const session = { sessionId: here, since: now, provenAt: now, deviceSince: now };
    await door.call('wallet.lock-wallet', {}, callerOf({ ...person, session }));
    assert.deepEqual(await sessionsOf(person), [here]);
  });
});

describe('the link of a notice', () => {
  test('locks without signing in and signs every device out; looking at it changes nothing', async () => {
    const [person, other] = await newPair();
    await signInOn(person);
    const token = tokenFor(person);
    const look = () => door.call('wallet.get-lock-link', { token }, callerOf(guest));
    assert.deepEqual(await look(), { name: 'A** L**', locked: false });
    assert.equal(await pay(person, other), 'done');
    assert.equal((await sessionsOf(person)).length, 1);
    for (let times = 0; times < 2; times += 1) await door.call('wallet.lock-by-link', { token }, callerOf(guest));
    assert.equal((await look()).locked, true);
    assert.deepEqual([await pay(person, other), await sessionsOf(person)], ['wallet.sender-frozen', []]);
    assert.equal((await locksOf(person)).length, 1);
  });

  test('that is made up, cut or another’s locks nobody', async () => {
    const [person] = await newPair();
    const token = tokenFor(person);
    for (const wrong of ['', 'x', token.slice(0, -3), `${token}AAAA`, token.toLowerCase()])
      for (const name of ['wallet.lock-by-link', 'wallet.get-lock-link'] as const)
        assert.equal(await codeOf(door.callUntyped(name, { token: wrong }, callerOf(guest))), 'wallet.lock-link-over');
    assert.deepEqual(await locksOf(person), []);
  });
});

describe('a legal freeze', () => {
  test('names authority, number and day, is shown to the customer, and is compliance’s alone', async () => {
    const [person] = await newPair();
    await freezeByOrder(person);
    const [lock] = await locksOf(person);
    const { disclosed: _, ...shown } = order;
    assert.deepEqual([lock?.order, lock?.lifter, lock?.since], [shown, 'compliance', now]);
    const lift = { person: person.id, because: 'the order was withdrawn' };
    assert.equal(await codeOf(door.call('wallet.unfreeze-wallet', lift, callerOf(handler))), 'wallet.compliance-only');
    assert.equal(await codeOf(door.call('wallet.unlock-wallet', {}, callerOf(person))), 'wallet.not-locked-by-you');
    await door.call('wallet.unfreeze-wallet', lift, callerOf(compliance));
    assert.deepEqual(await locksOf(person), []);
  });

  test('that may not be told shows the customer no order, and staff all of it', async () => {
    const [person] = await newPair();
    await freezeByOrder(person, { ...order, disclosed: false });
    assert.equal((await locksOf(person))[0]?.order, null);
    const { freezes } = await door.call('wallet.inspect-wallet', { person: person.id }, callerOf(handler));
    assert.deepEqual([freezes[0]?.order?.reference, freezes[0]?.disclosed], [order.reference, false]);
  });

  test('needs its order, a day of the calendar, and compliance', async () => {
    const [person] = await newPair();
    const bare = { person: person.id, scope: 'all', reason: 'legal-order' } as const;
    assert.equal(
      await codeOf(door.call('wallet.freeze-wallet', bare, callerOf(compliance))),
      'wallet.order-incomplete',
    );
    assert.equal(
      await codeOf(door.call('wallet.freeze-wallet', { ...bare, reason: 'lost-device', order }, callerOf(compliance))),
      'wallet.order-incomplete',
    );
    assert.equal(await codeOf(freezeByOrder(person, order, handler)), 'wallet.order-by-compliance');
    assert.equal(await codeOf(freezeByOrder(person, { ...order, orderedOn: '2026-02-30' })), 'wallet.day-unknown');
    assert.deepEqual(await locksOf(person), []);
  });

  test('of one authority stays when that of another is lifted', async () => {
    const [person] = await newPair();
    await freezeByOrder(person);
    await freezeByOrder(person, { ...order, authority: 'Tax Office North', reference: 'T 9' });
    const first = (await locksOf(person)).find((lock) => lock.order?.authority === order.authority);
    const lift = { person: person.id, freeze: first?.id, because: 'withdrawn' };
    await door.call('wallet.unfreeze-wallet', lift, callerOf(compliance));
    assert.deepEqual(
      (await locksOf(person)).map((lock) => lock.order?.authority),
      ['Tax Office North'],
    );
  });
});

type Step = 'own' | 'unlock' | 'debits' | 'lift-staff' | 'order' | 'lift-order';
const steps: readonly Step[] = ['own', 'unlock', 'debits', 'lift-staff', 'order', 'lift-order'];

test('whatever the order of locks and lifts, each lifts its own, and the accounts follow the strictest that is left', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...steps), { maxLength: 8 }), async (asked) => {
      const person = await newCustomer();
      const on = new Set<string>();
      const liftOne = async (reason: string): Promise<void> => {
        const lock = (await locksOf(person)).find((one) => one.reason === reason);
        assert.equal(lock !== undefined, on.has(reason));
        if (lock === undefined) return;
        const lift = { person: person.id, freeze: lock.id, because: 'cleared up' };
        await door.call('wallet.unfreeze-wallet', lift, callerOf(compliance));
      };
      const run: Readonly<Record<Step, () => Promise<unknown>>> = {
        own: async () => {
          on.add('your-request');
          await door.call('wallet.lock-wallet', {}, callerOf(person));
        },
        unlock: async () =>
          void (on.delete('your-request'), await codeOf(door.call('wallet.unlock-wallet', {}, callerOf(person)))),
        debits: async () => {
          on.add('unusual-activity');
          const freeze = { person: person.id, scope: 'debits', reason: 'unusual-activity' } as const;
          await codeOf(door.call('wallet.freeze-wallet', freeze, callerOf(handler)));
        },
        'lift-staff': async () => void (await liftOne('unusual-activity'), on.delete('unusual-activity')),
        order: async () => void (on.has('legal-order') || (on.add('legal-order'), await freezeByOrder(person))),
        'lift-order': async () => void (await liftOne('legal-order'), on.delete('legal-order')),
      };
      for (const step of asked) await run[step]();
      const locks = await locksOf(person);
      assert.deepEqual(locks.map(({ reason }) => reason).toSorted(), [...on].toSorted());
      assert.deepEqual(await auditWallet(db), []);
    }),
    { numRuns: 15 },
  );
});

test('every lock and unlock is told to the slices above', async () => {
  const [person] = await newPair();
  await freezeByOrder(person);
  await door.call('wallet.lock-wallet', {}, callerOf(person));
  await door.call('wallet.unlock-wallet', {}, callerOf(person));
  const mine = told.filter(({ personId }) => personId === person.id);
  assert.deepEqual(
    mine.map((event) => [event.reason, 'stillLocked' in event ? event.stillLocked : event.scope]),
    [
      ['legal-order', 'all'],
      ['your-request', 'debits'],
      ['your-request', true],
    ],
  );
});
