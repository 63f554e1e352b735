import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Browser, mailedCode, mailsTo, totpOf } from '../../test/browser.ts';
import { testConfig } from '../../test/config.ts';
import { testDatabase } from '../../test/database.ts';
import type { Actor } from '../platform/actor.ts';
import { createDoor, systemCaller } from '../platform/door.ts';
import type { Caller } from '../platform/door.ts';
import { subscribe } from '../platform/event.ts';
import { Problem } from '../platform/problem.ts';
import {
  createIdentity,
  findByEmail,
  identityOperations,
  lastSecurityChange,
  lockLinkFor,
  readLockLink,
  requireStepUp,
  securityChanged,
  signedInFromNewDevice,
} from './identity.ts';
import type { SecurityChanged, SignedInFromNewDevice } from './identity.ts';

const { db, drop } = await testDatabase();
after(drop);
const config = testConfig({ SHARDS: '4' });
let now = new Date();
const clock = { now: () => now };
const door = createDoor({ operations: [...identityOperations], db, clock, config });
const identity = await createIdentity({ config, db, clock, door });
const newDevices: SignedInFromNewDevice[] = [];
const changes: SecurityChanged[] = [];
subscribe(signedInFromNewDevice, async (_ctx, payload) => void newDevices.push(payload));
subscribe(securityChanged, async (_ctx, payload) => void changes.push(payload));

const password = 'tall orange kettle';
let customers = 0;

function goOn(minutes: number): void {
  now = new Date(now.getTime() + minutes * 60_000);
}

type PersonActor = Extract<Actor, { kind: 'person' }>;

async function actorIn(browser: Browser): Promise<PersonActor> {
  const actor = await identity.actorOf(browser.headers);
  return actor.kind === 'person' ? actor : assert.fail('nobody is signed in');
}

async function callerIn(browser: Browser): Promise<Caller> {
  return { actor: await actorIn(browser), locale: 'en', requestId: 'test' };
}

async function newCustomer(): Promise<{ browser: Browser; email: string }> {
  customers += 1;
  const email = `device${customers}@post.example`;
  const browser = new Browser({ address: `198.51.100.${customers}` });
  await identity.sendRegistrationCode(browser.visitor, email);
  const given = { email, code: await mailedCode(db, email), name: 'Alice Hart', password };
  browser.follow(await identity.register(browser.visitor, given));
  return { browser, email };
}

async function signIn(browser: Browser, email: string): Promise<void> {
  browser.follow(await identity.signIn(browser.visitor, { email, password }));
}

function code(wanted: string): (error: unknown) => boolean {
  return (error) => error instanceof Problem && error.code === `identity.${wanted}`;
}

describe('a device', () => {
  test('is new once, not at the registration, and known again by its cookie', async () => {
    const { browser, email } = await newCustomer();
    const { id } = await actorIn(browser);
    const told = (): number => newDevices.filter(({ personId }) => personId === id).length;
    const registeredAt = now;
    assert.equal(told(), 0);
    browser.follow(await identity.signOut(browser.visitor));
    goOn(60);
    await signIn(browser, email);
    assert.equal(told(), 0);
    const { session } = await actorIn(browser);
    assert.deepEqual(session?.deviceSince, registeredAt);

    const other = new Browser({ address: '203.0.113.9' });
    await signIn(other, email);
    await signIn(other, email);
    assert.equal(told(), 1);
    const [{ device, address } = assert.fail()] = newDevices.filter(({ personId }) => personId === id);
    assert.deepEqual([device, address], [{ browser: 'Chrome', system: 'Linux' }, '203.0.113.9']);
    assert.deepEqual((await actorIn(other)).session?.deviceSince, now);
  });

  test('is not believed from a cookie that somebody made up', async () => {
    const { email } = await newCustomer();
    const forged = new Browser();
    forged.follow({ cookies: ['recourse.device=x;'], next: 'home' });
    await signIn(forged, email);
    assert.match(forged.headers.get('cookie') ?? '', /recourse\.device=[\w-]{27}/);
  });
});

describe('a proof that it is you', () => {
  test('is fresh after signing in, grows old, and is renewed by the password', async () => {
    const { browser } = await newCustomer();
    requireStepUp({ actor: await actorIn(browser), now });
    goOn(11);
    const { actor } = await callerIn(browser);
    assert.throws(() => requireStepUp({ actor, now }), code('step-up-needed'));
    await assert.rejects(identity.proveAgain(browser.visitor, { password: 'wrong wrong' }), code('wrong-password'));
    assert.throws(() => requireStepUp({ actor, now }), code('step-up-needed'));
    browser.follow(await identity.proveAgain(browser.visitor, { password }));
    requireStepUp({ actor: await actorIn(browser), now });
  });

  test('is given by a code of the authenticator app, and guessed by nobody', async () => {
    const { browser } = await newCustomer();
    const { uri } = await identity.startSecondStep(browser.visitor, password);
    browser.follow(await identity.confirmSecondStep(browser.visitor, await totpOf(uri)));
    goOn(11);
    browser.follow(await identity.proveAgain(browser.visitor, { code: await totpOf(uri) }));
    requireStepUp({ actor: await actorIn(browser), now });
    for (let tries = 0; tries < 10; tries += 1)
      await assert.rejects(
        identity.proveAgain(browser.visitor, { password: `wrong ${tries}` }),
        code('wrong-password'),
      );
    await assert.rejects(identity.proveAgain(browser.visitor, { password }), code('too-many-tries'));
  });

  test('is nobody else’s: neither a guest nor an actor without a session has one', async () => {
    const { browser } = await newCustomer();
    const { session: _, ...bare } = await actorIn(browser);
    for (const actor of [{ kind: 'guest' } as const, bare])
      assert.throws(() => requireStepUp({ actor, now }), code('step-up-needed'));
    await assert.rejects(identity.proveAgain(new Browser().visitor, { password }), /not-signed-in/);
  });
});

describe('a change of the e-mail address', () => {
  async function ask(browser: Browser, email: string): Promise<string> {
    await door.call('identity.ask-email-change', { email }, await callerIn(browser));
    const [mail] = await mailsTo(db, email.trim().toLowerCase());
    return /\d{4} \d{4} \d{4}/.exec(mail?.subject ?? '')?.[0] ?? 'none';
  }

  test('counts a day after the code came back; the old address is told at once, and the person may stop it', async () => {
    const { browser, email } = await newCustomer();
    const { id } = await actorIn(browser);
    const to = `new.${email}`;
    const given = await ask(browser, ` ${to.toUpperCase()} `);
    const confirm = async (typed: string): Promise<unknown> =>
      door.call('identity.confirm-email-change', { code: typed }, await callerIn(browser));
    await assert.rejects(confirm('000000000000'), code('wrong-code'));
    await confirm(given.replaceAll(' ', ''));
    const [letter] = await mailsTo(db, email);
    assert.match(letter?.text ?? '', new RegExp(`belongs to ${to}.*/account/email`));
    assert.match(letter?.text ?? '', /\/lock\/[\w-]{60,}/);
    assert.equal(changes.at(-1)?.change, 'email-change-asked');
    assert.deepEqual(await lastSecurityChange(db, id), now);
    const apply = (): Promise<unknown> =>
      door.call('identity.apply-email-change', { personId: id }, systemCaller('test', 'test'));
    goOn(23 * 60);
    await apply();
    assert.equal(await findByEmail(db, to), undefined);
    goOn(61);
    await apply();
    assert.equal((await findByEmail(db, to))?.id, id);
    assert.equal(await findByEmail(db, email), undefined);
    await signIn(browser, to);
    assert.equal((await actorIn(browser)).email, to);

    await ask(browser, `third.${email}`);
    await door.call('identity.cancel-email-change', {}, await callerIn(browser));
    await assert.rejects(confirm(given), code('no-email-change'));
  });

  test('needs a fresh proof, and does not tell whether an address is somebody’s', async () => {
    const [{ browser }, other] = [await newCustomer(), await newCustomer()];
    assert.equal(await ask(browser, other.email), 'none');
    assert.match((await mailsTo(db, other.email))[0]?.subject ?? '', /already have/);
    goOn(11);
    await assert.rejects(ask(browser, 'fresh@post.example'), code('step-up-needed'));
  });
});

test('a lock link names its person for 30 days and cannot be made or changed by others', () => {
  const id = '0199aaaa-bbbb-7ccc-8ddd-eeeeffff0002';
  const link = lockLinkFor({ config, now }, id);
  const token = link.split('/lock/')[1] ?? '';
  assert.ok(link.startsWith(`${config.publicUrl}/lock/`));
  assert.equal(readLockLink({ config, now }, token), id);
  assert.equal(readLockLink({ config, now: new Date(now.getTime() + 31 * 86_400_000) }, token), undefined);
  for (const index of [0, 20, 30, token.length - 2]) {
    const changed = token.slice(0, index) + (token[index] === 'A' ? 'B' : 'A') + token.slice(index + 1);
    assert.equal(readLockLink({ config, now }, changed), undefined);
  }
  for (const none of ['', 'x', 'A'.repeat(70)]) assert.equal(readLockLink({ config, now }, none), undefined);
});
