import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { callerOf, openTestWallets } from '../../test/wallets.ts';
import type { PersonActor } from '../../test/wallets.ts';
import { locales } from '../platform/localized.ts';
import { Problem } from '../platform/problem.ts';
import { freezeEffects, freezeReasonCodes, freezeReasons } from './freeze.ts';
import { auditWallet } from './wallet.ts';

const now = new Date('2026-11-22T10:00:00Z');
const { db, door, newCustomer, newStaff, fund, close } = await openTestWallets({ SHARDS: '4' }, { now: () => now });
after(close);
const compliance = newStaff('compliance');

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : assert.fail(String(error))),
  );
}

async function pay(from: PersonActor, to: PersonActor): Promise<string> {
  return codeOf(door.call('wallet.send-payment', { to: to.email, asset: 'USD', amount: '1' }, callerOf(from)));
}

async function freeze(person: PersonActor, scope: 'debits' | 'all', staff = compliance): Promise<string> {
  return codeOf(
    door.call(
      'wallet.freeze-wallet',
      { person: person.id, scope, reason: 'unusual-activity', note: 'three new devices' },
      callerOf(staff),
    ),
  );
}

async function unfreeze(person: PersonActor): Promise<string> {
  return codeOf(
    door.call('wallet.unfreeze-wallet', { person: person.id, because: 'the customer answered' }, callerOf(compliance)),
  );
}

async function newPair(): Promise<readonly [PersonActor, PersonActor]> {
  const pair = [await newCustomer(), await newCustomer()] as const;
  for (const person of pair) await fund(person, 'USD', 1000n);
  return pair;
}

describe('a frozen wallet', () => {
  for (const [scope, canSend, canReceive] of [
    ['debits', 'wallet.sender-frozen', 'done'],
    ['all', 'wallet.sender-frozen', 'wallet.recipient-unavailable'],
  ] as const) {
    test(`frozen for ${scope}: sending says ${canSend}, receiving says ${canReceive}, and after unfreezing both work`, async () => {
      const [person, other] = await newPair();
      assert.equal(await freeze(person, scope), 'done');
      assert.deepEqual([await pay(person, other), await pay(other, person)], [canSend, canReceive]);
      assert.deepEqual(await auditWallet(db), []);
      assert.equal(await unfreeze(person), 'done');
      assert.deepEqual([await pay(person, other), await pay(other, person)], ['done', 'done']);
    });
  }

  test('tells its customer why, since when and what to do, and nothing may be spent', async () => {
    const [person] = await newPair();
    await freeze(person, 'debits');
    const { freeze: seen, balances } = await door.call('wallet.get-wallet', {}, callerOf(person));
    assert.deepEqual([seen?.reason, seen?.scope, seen?.since], ['unusual-activity', 'debits', now]);
    assert.ok(seen?.reasonText['zh-CN'] && seen.effect.en && seen.next.en);
    assert.deepEqual([balances[0]?.balance, balances[0]?.available], [1000n, 0n]);
    assert.ok(!('note' in seen));
  });

  test('keeps its record for staff: who, in which role, why, and when it ended', async () => {
    const [person] = await newPair();
    await freeze(person, 'all');
    await unfreeze(person);
    await freeze(person, 'debits', newStaff('handler'));
    const { freezes } = await door.call('wallet.inspect-wallet', { person: person.id }, callerOf(compliance));
    assert.deepEqual(
      freezes.map(({ byRole, liftedBecause, note }) => `${byRole}: ${note}, ${liftedBecause}`).toSorted(),
      ['compliance: three new devices, the customer answered', 'handler: three new devices, null'],
    );
  });

  test('is not frozen again, nor unfrozen twice', async () => {
    const [person] = await newPair();
    assert.deepEqual((await Promise.all([freeze(person, 'all'), freeze(person, 'all')])).toSorted(), [
      'done',
      'wallet.already-frozen',
    ]);
    assert.deepEqual((await Promise.all([unfreeze(person), unfreeze(person)])).toSorted(), [
      'done',
      'wallet.not-frozen',
    ]);
  });

  test('is not unlocked by its own customer, were he staff', async () => {
    const [person] = await newPair();
    await freeze(person, 'debits');
    const own = { ...person, roles: ['customer', 'admin'] } as const;
    const lifted = door.call('wallet.unfreeze-wallet', { person: person.id, because: 'it is mine' }, callerOf(own));
    assert.equal(await codeOf(lifted), 'wallet.own-wallet');
  });

  test('belongs to a customer', async () => {
    assert.equal(await freeze(newStaff('handler'), 'all'), 'wallet.no-wallet');
  });
});

test('every reason and effect is said in every language', () => {
  assert.deepEqual([...freezeReasonCodes].toSorted(), Object.keys(freezeReasons).toSorted());
  for (const sentence of [
    ...Object.values(freezeReasons).flatMap(({ text, next }) => [text, next]),
    ...Object.values(freezeEffects),
  ]) {
    for (const locale of locales) assert.match(sentence[locale], locale === 'en' ? /\.$/ : /。$/);
  }
});
