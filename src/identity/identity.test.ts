import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Browser, mailedCode, mailedToken, mailsTo, totpOf } from '../../test/browser.ts';
import { testConfig } from '../../test/config.ts';
import { testDatabase } from '../../test/database.ts';
import type { Actor } from '../platform/actor.ts';
import { systemClock } from '../platform/clock.ts';
import { createDoor } from '../platform/door.ts';
import type { Caller } from '../platform/door.ts';
import { subscribe } from '../platform/event.ts';
import { shardOf } from '../platform/id.ts';
import { Problem } from '../platform/problem.ts';
import {
  createIdentity,
  findByEmail,
  findByHandle,
  forgetExpired,
  identityOperations,
  personRegistered,
} from './identity.ts';
import type { PersonRegistered } from './identity.ts';

const { db, drop } = await testDatabase();
after(drop);
const config = testConfig({ SHARDS: '4' });
const door = createDoor({ operations: [...identityOperations], db, clock: systemClock, config });
const identity = await createIdentity({ config, db, clock: systemClock, door });
const registered: PersonRegistered[] = [];
subscribe(personRegistered, async (_ctx, payload) => {
  registered.push(payload);
});

const password = 'tall orange kettle';
let customers = 0;

function code(wanted: string): (error: unknown) => boolean {
  return (error) => error instanceof Problem && error.code === `identity.${wanted}`;
}

function callerOf(actor: Actor): Caller {
  return { actor, locale: 'en', requestId: 'test' };
}

async function actorIn(browser: Browser): Promise<Extract<Actor, { kind: 'person' }>> {
  const actor = await identity.actorOf(browser.headers);
  assert.equal(actor.kind, 'person');
  return actor.kind === 'person' ? actor : assert.fail();
}

/** A new customer with a browser that is signed in. */
async function newCustomer(name = 'Alice Hart'): Promise<{ browser: Browser; email: string }> {
  customers += 1;
  const email = `customer${customers}@post.example`;
  const browser = new Browser({ address: `198.51.100.${customers}` });
  await identity.sendRegistrationCode(browser.visitor, email);
  browser.follow(
    await identity.register(browser.visitor, { email, code: await mailedCode(db, email), name, password }),
  );
  return { browser, email };
}

/** Signs a new admin in, second step and all. */
async function newAdmin(
  email: string,
): Promise<{ browser: Browser; keyUri: string; recoveryCodes: readonly string[] }> {
  const link = await identity.createAdminLink(email);
  const browser = new Browser({ address: '198.51.100.200' });
  const token = new URL(link ?? '').searchParams.get('token') ?? '';
  assert.equal(
    browser.follow(await identity.joinStaff(browser.visitor, { token, email: '', name: 'Ada Lind', password })),
    'set-up-second-step',
  );
  const { uri, recoveryCodes } = await identity.startSecondStep(browser.visitor, password);
  assert.equal(browser.follow(await identity.confirmSecondStep(browser.visitor, await totpOf(uri))), 'desk');
  return { browser, keyUri: uri, recoveryCodes };
}

test('a code from the mail and a password make a customer, in the shard that the id names, and the slices above hear of it', async () => {
  const { browser, email } = await newCustomer('李伟');
  const actor = await actorIn(browser);
  assert.deepEqual(
    { name: actor.name, email: actor.email, roles: actor.roles },
    { name: '李伟', email, roles: ['customer'] },
  );
  assert.deepEqual(registered.at(-1), { personId: actor.id, roles: ['customer'] });
  const row = await db
    .selectFrom('identity.people')
    .select('shard')
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow();
  assert.equal(row.shard, shardOf(actor.id));
  assert.equal((await findByEmail(db, ` ${email.toUpperCase()} `))?.id, actor.id);
});

test('a poor password or name does not use the code up; a wrong code opens nothing', async () => {
  const browser = new Browser({ address: '198.51.100.101' });
  const email = 'careful@post.example';
  await identity.sendRegistrationCode(browser.visitor, email);
  const given = { email, code: await mailedCode(db, email), name: 'Carol', password };
  await assert.rejects(identity.register(browser.visitor, { ...given, password: 'short' }), code('password-too-short'));
  await assert.rejects(
    identity.register(browser.visitor, { ...given, password: 'password123' }),
    code('password-common'),
  );
  await assert.rejects(identity.register(browser.visitor, { ...given, name: '‮evil' }), code('name-invalid'));
  await assert.rejects(identity.register(browser.visitor, { ...given, code: '000000' }), code('wrong-code'));
  assert.equal(await findByEmail(db, email), undefined);
  assert.equal(
    browser.follow(
      await identity.register(browser.visitor, { ...given, code: ` ${given.code.slice(0, 3)} ${given.code.slice(3)}` }),
    ),
    'home',
  );
});

test('three wrong codes spend a code, so that it cannot be guessed', async () => {
  const browser = new Browser({ address: '198.51.100.102' });
  const email = 'guessed@post.example';
  await identity.sendRegistrationCode(browser.visitor, email);
  const right = await mailedCode(db, email);
  const given = { email, name: 'Mallory', password };
  for (const wrong of ['000000', '000001', '000002'])
    await assert.rejects(identity.register(browser.visitor, { ...given, code: wrong }), code('wrong-code'));
  await assert.rejects(identity.register(browser.visitor, { ...given, code: right }), code('wrong-code'));
});

test('a known address gets the same answers as a new one; its mailbox alone learns the difference', async () => {
  const { email } = await newCustomer();
  const stranger = new Browser({ address: '198.51.100.103' });
  assert.equal(await identity.sendRegistrationCode(stranger.visitor, email), undefined);
  const mail = (await mailsTo(db, email))[0];
  assert.match(mail?.subject ?? '', /already have/);
  assert.doesNotMatch(mail?.text ?? '', /\b\d{6}\b/);
  await assert.rejects(
    identity.register(stranger.visitor, { email, code: '123456', name: 'Mallory', password }),
    code('wrong-code'),
  );
  assert.equal(await identity.startRecovery(stranger.visitor, 'nobody@post.example'), undefined);
  assert.match((await mailsTo(db, 'nobody@post.example'))[0]?.subject ?? '', /no .* account/);
  await assert.rejects(
    identity.finishRecovery(stranger.visitor, { email: 'nobody@post.example', code: '123456', password }),
    code('wrong-code'),
  );
  await assert.rejects(
    identity.signIn(stranger.visitor, { email: 'nobody@post.example', password }),
    code('wrong-credentials'),
  );
  await assert.rejects(
    identity.signIn(stranger.visitor, { email, password: 'wrong wrong wrong' }),
    code('wrong-credentials'),
  );
});

test('the letters are in the language of the reader', async () => {
  const browser = new Browser({ address: '198.51.100.104', locale: 'zh-CN' });
  await identity.sendRegistrationCode(browser.visitor, 'duzhe@post.example');
  assert.match((await mailsTo(db, 'duzhe@post.example'))[0]?.subject ?? '', /验证码/);
});

test('wrong passwords for one address are limited wherever they come from', async () => {
  const { email } = await newCustomer();
  for (let tried = 0; tried < 10; tried += 1) {
    const browser = new Browser({ address: `203.0.113.${tried}` });
    await assert.rejects(
      identity.signIn(browser.visitor, { email, password: 'wrong wrong wrong' }),
      code('wrong-credentials'),
    );
  }
  await assert.rejects(identity.signIn(new Browser().visitor, { email, password }), code('too-many-tries'));
});

test('codes mailed to one address are limited, known or not', async () => {
  const browser = new Browser({ address: '198.51.100.105' });
  for (let sent = 0; sent < 6; sent += 1) await identity.startRecovery(browser.visitor, 'flooded@post.example');
  await assert.rejects(identity.startRecovery(browser.visitor, 'flooded@post.example'), code('too-many-tries'));
  assert.equal((await mailsTo(db, 'flooded@post.example')).length, 6);
});

test('one address on the network is limited, whatever it tries', async () => {
  const strict = await createIdentity({ config: { ...config, rateLimit: 80 }, db, clock: systemClock, door });
  const browser = new Browser({ address: '198.51.100.106' });
  const tries = [1, 2, 3].map(async (number) =>
    strict.signIn(browser.visitor, { email: `nobody${number}@post.example`, password }).then(
      () => '',
      (error) => (error instanceof Problem ? error.code : ''),
    ),
  );
  const answers = (await Promise.all(tries)).sort();
  assert.deepEqual(answers, ['identity.too-many-tries', 'identity.wrong-credentials', 'identity.wrong-credentials']);
});

test('a recovery code sets a new password, ends every session, and says so by mail', async () => {
  const { browser, email } = await newCustomer();
  const other = new Browser({ address: '198.51.100.107' });
  await identity.startRecovery(other.visitor, email);
  const next = 'green lantern stairs';
  assert.equal(
    other.follow(
      await identity.finishRecovery(other.visitor, { email, code: await mailedCode(db, email), password: next }),
    ),
    'home',
  );
  assert.equal((await identity.actorOf(browser.headers)).kind, 'guest');
  assert.equal((await identity.actorOf(other.headers)).kind, 'person');
  await assert.rejects(identity.signIn(browser.visitor, { email, password }), code('wrong-credentials'));
  assert.match((await mailsTo(db, email))[0]?.subject ?? '', /password was changed/);
});

test('a person sees the devices that are signed in, and ends any of them at once, but nobody else’s', async () => {
  const { browser, email } = await newCustomer();
  const phone = new Browser({ address: '198.51.100.108' });
  phone.follow(await identity.signIn(phone.visitor, { email, password }));
  const caller = callerOf(await actorIn(browser));
  const { sessions } = await door.call('identity.list-sessions', {}, caller);
  assert.equal(sessions.length, 2);
  const { sessionId } = await identity.sessionOf(phone.headers);
  const listed = sessions.find(({ id }) => id === sessionId);
  assert.deepEqual([listed?.device, listed?.address], [{ browser: 'Chrome', system: 'Linux' }, '198.51.100.108']);
  const stranger = callerOf(await actorIn((await newCustomer()).browser));
  await assert.rejects(
    door.call('identity.revoke-session', { sessionId: sessionId ?? '' }, stranger),
    code('unknown-session'),
  );
  await door.call('identity.revoke-session', { sessionId: sessionId ?? '' }, caller);
  assert.equal((await identity.actorOf(phone.headers)).kind, 'guest');
  assert.equal((await identity.actorOf(browser.headers)).kind, 'person');
});

test('a forged, cut or foreign session cookie is nobody', async () => {
  const { browser } = await newCustomer();
  const cookie = browser.headers.get('cookie') ?? '';
  const [name = '', value = ''] = cookie.split('=');
  const token = decodeURIComponent(value).split('.')[0] ?? '';
  for (const forged of [token, `${token}.`, `${token}.AAAA`, '%', `x${value}`]) {
    assert.equal((await identity.actorOf(new Headers({ cookie: `${name}=${forged}` }))).kind, 'guest', forged);
  }
});

test('signing out ends the session on the server', async () => {
  const { browser } = await newCustomer();
  const before = browser.headers;
  browser.follow(await identity.signOut(browser.visitor));
  assert.equal((await identity.actorOf(before)).kind, 'guest');
  // What is left says that the device is known, and signs nobody in.
  assert.match(browser.headers.get('cookie') ?? '', /^recourse\.device=[\w-]{27}$/);
});

test('a new password needs the old one and signs the other devices out', async () => {
  const { browser, email } = await newCustomer();
  const phone = new Browser({ address: '198.51.100.109' });
  phone.follow(await identity.signIn(phone.visitor, { email, password }));
  const change = { current: 'not the one I use', password: 'violet harbour nine' };
  await assert.rejects(identity.changePassword(browser.visitor, change), code('wrong-password'));
  browser.follow(await identity.changePassword(browser.visitor, { ...change, current: password }));
  assert.equal((await identity.actorOf(browser.headers)).kind, 'person');
  assert.equal((await identity.actorOf(phone.headers)).kind, 'guest');
});

test('staff roles are held back until the second step is set up, and asked for at every sign-in', async () => {
  const email = 'ada@okpay.example';
  const link = await identity.createAdminLink();
  assert.match(link ?? '', /^http:\/\/localhost:3000\/first-admin\?token=[\w-]{22,}$/);
  const token = new URL(link ?? '').searchParams.get('token') ?? '';
  const browser = new Browser({ address: '198.51.100.110' });
  const joined = { token, email, name: 'Ada Lind', password };
  assert.equal(browser.follow(await identity.joinStaff(browser.visitor, joined)), 'set-up-second-step');
  assert.deepEqual((await actorIn(browser)).roles, []);
  assert.equal((await identity.sessionOf(browser.headers)).needsTwoFactor, true);
  const elsewhere = new Browser({ address: '198.51.100.111' });
  elsewhere.follow(await identity.signIn(elsewhere.visitor, { email, password }));

  const { uri, recoveryCodes } = await identity.startSecondStep(browser.visitor, password);
  assert.match(uri, /^otpauth:\/\/totp\/OkPay/);
  await assert.rejects(identity.confirmSecondStep(browser.visitor, '000000'), code('wrong-totp'));
  assert.equal(browser.follow(await identity.confirmSecondStep(browser.visitor, await totpOf(uri))), 'desk');
  assert.deepEqual((await actorIn(browser)).roles, ['admin']);
  assert.equal(
    (await identity.actorOf(elsewhere.headers)).kind,
    'guest',
    'a session that never showed a second step has ended',
  );

  assert.equal(elsewhere.follow(await identity.signIn(elsewhere.visitor, { email, password })), 'second-step');
  assert.equal((await identity.actorOf(elsewhere.headers)).kind, 'guest', 'the password alone signs nobody in');
  await assert.rejects(identity.enterSecondStep(elsewhere.visitor, '123456'), code('wrong-totp'));
  assert.equal(elsewhere.follow(await identity.enterSecondStep(elsewhere.visitor, await totpOf(uri))), 'desk');
  assert.deepEqual((await actorIn(elsewhere)).roles, ['admin']);

  const third = new Browser({ address: '198.51.100.112' });
  third.follow(await identity.signIn(third.visitor, { email, password }));
  assert.equal(
    third.follow(
      await identity.enterSecondStep(third.visitor, ` ${(recoveryCodes[0] ?? '').toUpperCase().replace('-', ' ')}`),
    ),
    'desk',
  );
  const fourth = new Browser({ address: '198.51.100.113' });
  fourth.follow(await identity.signIn(fourth.visitor, { email, password }));
  await assert.rejects(identity.enterSecondStep(fourth.visitor, recoveryCodes[0] ?? ''), code('wrong-totp'));
  await assert.rejects(identity.stopSecondStep(browser.visitor, password), code('two-factor-required'));

  await assert.rejects(
    identity.joinStaff(browser.visitor, { ...joined, email: 'eve@okpay.example' }),
    code('invitation-over'),
  );
  assert.equal(await identity.createAdminLink(), null);
});

test('an admin invites a handler by mail; the link works once and only until it is withdrawn', async () => {
  const admin = await newAdmin('boss@okpay.example');
  const caller = callerOf(await actorIn(admin.browser));
  await assert.rejects(
    door.call('identity.invite-staff', { email: 'hannah@okpay.example', roles: [] }, caller),
    /bad-input/,
  );
  await door.call('identity.invite-staff', { email: 'Hannah@okpay.example', roles: ['handler'] }, caller);
  const token = await mailedToken(db, 'hannah@okpay.example');
  const shown = await door.call('identity.get-invitation', { token }, callerOf({ kind: 'guest' }));
  assert.deepEqual(shown, { email: 'hannah@okpay.example', roles: ['handler'], hasAccount: false });
  const browser = new Browser({ address: '198.51.100.114' });
  const given = { token, email: '', name: 'Hannah Berg', password };
  const [first, second] = await Promise.allSettled([
    identity.joinStaff(browser.visitor, given),
    identity.joinStaff(browser.visitor, given),
  ]);
  assert.deepEqual([first.status, second.status].sort(), ['fulfilled', 'rejected']);
  const person = await findByEmail(db, 'hannah@okpay.example');
  assert.deepEqual(person?.roles, ['handler']);
  assert.deepEqual(registered.at(-1), { personId: person?.id, roles: ['handler'] });

  await door.call('identity.invite-staff', { email: 'late@okpay.example', roles: ['supervisor'] }, caller);
  const late = await mailedToken(db, 'late@okpay.example');
  const { invitations } = await door.call('identity.list-staff', {}, caller);
  assert.deepEqual(
    invitations.map((open) => open.email),
    ['late@okpay.example'],
  );
  await door.call('identity.withdraw-invitation', { invitationId: invitations[0]?.id ?? '' }, caller);
  await assert.rejects(identity.joinStaff(browser.visitor, { ...given, token: late }), code('invitation-over'));
});

test('a customer who is invited keeps the wallet and adds the role; nobody else can use the link', async () => {
  const admin = await newAdmin('chief@okpay.example');
  const { browser, email } = await newCustomer();
  const stranger = await newCustomer();
  await door.call('identity.invite-staff', { email, roles: ['handler'] }, callerOf(await actorIn(admin.browser)));
  const token = await mailedToken(db, email);
  await assert.rejects(
    identity.joinStaff(new Browser().visitor, { token, email, name: 'Mallory', password }),
    code('sign-in-to-accept'),
  );
  await assert.rejects(
    door.call('identity.accept-invitation', { token }, callerOf(await actorIn(stranger.browser))),
    code('invitation-for-another'),
  );
  await door.call('identity.accept-invitation', { token }, callerOf(await actorIn(browser)));
  assert.deepEqual((await actorIn(browser)).roles, ['customer'], 'until the second step is set up');
  const { uri } = await identity.startSecondStep(browser.visitor, password);
  browser.follow(await identity.confirmSecondStep(browser.visitor, await totpOf(uri)));
  assert.deepEqual((await actorIn(browser)).roles, ['customer', 'handler']);
});

test('roles change at once; nobody takes the admin role from himself; only admins change roles', async () => {
  const admin = await newAdmin('head@okpay.example');
  const second = await newAdmin('deputy@okpay.example');
  const [head, deputy] = [await actorIn(admin.browser), await actorIn(second.browser)];
  await assert.rejects(
    door.call('identity.change-roles', { personId: head.id, roles: ['handler'] }, callerOf(head)),
    code('last-admin'),
  );
  await door.call('identity.change-roles', { personId: deputy.id, roles: ['handler', 'compliance'] }, callerOf(head));
  assert.deepEqual((await actorIn(second.browser)).roles, ['handler', 'compliance']);
  assert.match((await mailsTo(db, 'deputy@okpay.example'))[0]?.text ?? '', /handler and compliance/);
  await assert.rejects(
    door.call('identity.change-roles', { personId: head.id, roles: [] }, callerOf(await actorIn(second.browser))),
    /not-allowed/,
  );
  await door.call('identity.change-roles', { personId: deputy.id, roles: [] }, callerOf(head));
  assert.deepEqual((await actorIn(second.browser)).roles, []);
  const customer = await actorIn((await newCustomer()).browser);
  await assert.rejects(
    door.call('identity.change-roles', { personId: customer.id, roles: ['admin'] }, callerOf(head)),
    code('unknown-person'),
  );
});

test('an admin lets somebody who lost the device set the second step up again', async () => {
  const admin = await newAdmin('lead@okpay.example');
  const lost = await newAdmin('lost@okpay.example');
  const { id } = await actorIn(lost.browser);
  await door.call('identity.reset-two-factor', { personId: id }, callerOf(await actorIn(admin.browser)));
  assert.equal((await identity.actorOf(lost.browser.headers)).kind, 'guest');
  assert.equal(
    lost.browser.follow(await identity.signIn(lost.browser.visitor, { email: 'lost@okpay.example', password })),
    'set-up-second-step',
  );
  assert.deepEqual((await actorIn(lost.browser)).roles, []);
});

test('staff sessions end after a working day', async () => {
  const { browser } = await newAdmin('long@okpay.example');
  let ahead = 0;
  const clock = { now: () => new Date(Date.now() + ahead) };
  const later = await createIdentity({ config, db, clock, door });
  ahead = 11.9 * 3_600_000;
  assert.equal((await later.actorOf(browser.headers)).kind, 'person');
  ahead = 12.1 * 3_600_000;
  assert.equal((await later.actorOf(browser.headers)).kind, 'guest');
});

test('a handle belongs to one person for good, and cannot pass for the provider', async () => {
  const one = callerOf(await actorIn((await newCustomer()).browser));
  const two = callerOf(await actorIn((await newCustomer()).browser));
  await door.call('identity.set-handle', { handle: '@River_Song' }, one);
  assert.equal((await findByHandle(db, 'river_song'))?.handle, 'river_song');
  await assert.rejects(door.call('identity.set-handle', { handle: 'river_song' }, two), code('handle-taken'));
  await door.call('identity.set-handle', { handle: 'song' }, one);
  await assert.rejects(door.call('identity.set-handle', { handle: 'river_song' }, two), code('handle-taken'));
  assert.equal((await findByHandle(db, 'river_song'))?.handle, 'song', 'a former handle still finds its owner');
  await door.call('identity.set-handle', { handle: 'third' }, one);
  await assert.rejects(door.call('identity.set-handle', { handle: 'fourth' }, one), code('handles-used-up'));
  await door.call('identity.set-handle', { handle: 'river_song' }, one);
  for (const handle of ['0kpay', 'ok_pay_help', 'support', 'suppor7!', 'ab', 'раураl'])
    await assert.rejects(door.call('identity.set-handle', { handle }, two), /handle-(taken|invalid)/, handle);
});

test('a person changes the name and the language in which we write', async () => {
  const { browser, email } = await newCustomer();
  const caller = callerOf(await actorIn(browser));
  await door.call('identity.set-name', { name: '  Wang   Fang ' }, caller);
  await door.call('identity.set-locale', { locale: 'zh-CN' }, caller);
  assert.equal((await actorIn(browser)).name, 'Wang Fang');
  const profile = await door.call('identity.my-profile', {}, caller);
  assert.deepEqual(
    [profile.name, profile.locale, profile.twoFactor, profile.passkeys],
    ['Wang Fang', 'zh-CN', false, []],
  );
  await identity.startRecovery(new Browser().visitor, email);
  assert.match((await mailsTo(db, email))[0]?.subject ?? '', /找回/);
});

test('a registration that was cut short is finished by registering again', async () => {
  const email = 'cut@post.example';
  const now = new Date();
  const id = '01999999-0000-7000-8000-000000000002';
  await db
    .insertInto('identity.users')
    .values({ id, name: '', email, email_verified: true, created_at: now, updated_at: now })
    .execute();
  const browser = new Browser({ address: '198.51.100.115' });
  await identity.sendRegistrationCode(browser.visitor, email);
  browser.follow(
    await identity.register(browser.visitor, { email, code: await mailedCode(db, email), name: 'Cut Short', password }),
  );
  assert.deepEqual([(await actorIn(browser)).id, (await actorIn(browser)).name], [id, 'Cut Short']);
});

test('of the sign-in library only the passkey calls are open to the network', async () => {
  const open = await identity.handleAuth(
    new Request('http://localhost:3000/api/auth/passkey/generate-authenticate-options'),
    '192.0.2.7',
  );
  assert.equal(open.status, 200);
  for (const path of [
    '/sign-up/email',
    '/sign-in/email-otp',
    '/update-user',
    '/delete-user',
    '/passkey/../sign-up/email',
    '/two-factor/disable',
  ]) {
    await assert.rejects(
      identity.handleAuth(new Request(`http://localhost:3000/api/auth${path}`, { method: 'POST' }), '192.0.2.7'),
      /unknown-operation/,
      path,
    );
  }
});

test('what has lost its meaning is forgotten at night, and nothing else', async () => {
  const { browser } = await newCustomer();
  const count = async (table: 'sessions' | 'verifications' | 'tries' | 'rate_limits'): Promise<number> =>
    (await db.selectFrom(`identity.${table}`).selectAll().execute()).length;
  const before = await count('sessions');
  await forgetExpired({ db, clock: systemClock }).run({});
  assert.equal(await count('sessions'), before);
  assert.equal((await identity.actorOf(browser.headers)).kind, 'person');
  const nextMonth = { now: () => new Date(Date.now() + 30 * 86_400_000) };
  await forgetExpired({ db, clock: nextMonth }).run({});
  for (const table of ['sessions', 'verifications', 'tries', 'rate_limits'] as const)
    assert.equal(await count(table), 0, table);
});
