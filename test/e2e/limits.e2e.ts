import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { lockLinkFor } from '../../src/identity/identity.ts';
import { postWithin, systemAccountId } from '../../src/ledger/ledger.ts';
import { queryable } from '../../src/platform/db.ts';
import { newId, shardOf } from '../../src/platform/id.ts';
import { walletAccountId } from '../../src/wallet/wallet.ts';
import { mailsTo } from '../browser.ts';
import { people } from '../people.ts';
import { moveIn, residentPassword, takeOn } from '../residents.ts';
import type { Resident } from '../residents.ts';
import { openSite } from '../site.ts';
import { desktop, launchBrowser, openPerson, phone, smallPhone } from './browser.ts';
import type { Person, View } from './browser.ts';

const site = await openSite();
const { app } = site;
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await site.close();
});

const admin = await takeOn(app, people.ada);
const compliance = await takeOn(app, people.clara, admin);
const [alice, bob, liwei] = [
  await moveIn(app, people.alice),
  await moveIn(app, people.bob),
  await moveIn(app, people.liwei),
];
for (const person of [alice, bob, liwei]) await fund(idOf(person));

function idOf({ actor }: Resident): string {
  return actor.kind === 'person' ? actor.id : assert.fail();
}

async function fund(personId: string): Promise<void> {
  const shard = shardOf(personId);
  const transfer = {
    kind: 'post',
    id: newId(shard),
    purpose: 'deposit',
    debit: systemAccountId('bank', 'USD', shard),
    credit: walletAccountId(personId, 'USD'),
    asset: 'USD',
    amount: 1_000_000n,
  } as const;
  await app.db
    .transaction()
    .execute((tx) => postWithin(queryable(tx), [transfer], { now: new Date(), shards: app.config.shards }));
}

async function open(view: View, { browser: { headers } }: Resident): Promise<Person> {
  const person = await openPerson(browser, site.url, view);
  const pairs = (headers.get('cookie') ?? '').split('; ').map((pair) => pair.split(/=(.*)/s));
  await person.page
    .context()
    .addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url: site.url, httpOnly: true })));
  return person;
}

/** So long ago that a proof of who somebody is has to be given again. */
async function ageProof(person: Resident): Promise<void> {
  const before = new Date(Date.now() - 3_600_000);
  await app.db
    .updateTable('identity.sessions')
    .set({ proven_at: before })
    .where('user_id', '=', idOf(person))
    .execute();
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const passport = { name: 'passport.png', mimeType: 'image/png', buffer: png };

test('a limit is shown before it bites, said when it does, and raised by a verification that two people approve', async () => {
  const customer = await open({ ...phone, locale: 'en' }, alice);
  const { page, look } = customer;
  await page.goto('/wallet');
  assert.ok(await page.getByText('You can send up to 1,000.00 USD at once now.').isVisible());
  await look('wallet-with-limit');
  await page.getByRole('link', { name: 'Send money' }).click();
  await page.getByLabel('To whom').fill('@bob_k');
  await page.getByLabel('Amount', { exact: true }).fill('1500');
  await look('send-with-limit');
  await page.getByRole('button', { name: 'Check the payment' }).click();
  assert.ok(await page.getByText('one transaction may be 1,000.00 USD at the most').first().isVisible());
  await look('limit-said');
  await page.getByLabel('Amount', { exact: true }).fill('300');
  await page.getByRole('button', { name: 'Check the payment' }).click();
  assert.ok(await page.getByText('1,700.00 USD').isVisible());
  await look('confirm-with-limit');

  await page.goto('/account/limits');
  await look('limits');
  await page.getByRole('link', { name: 'Verify for level 1' }).click();
  await look('verification');
  await page.getByRole('button', { name: 'Send for review' }).click();
  await look('verification-refused-form');
  await page.getByLabel('Full name').fill('Alice Hart');
  await page.getByLabel('Date of birth').fill('1990-02-28');
  await page.getByLabel('Country that issued').selectOption('DE');
  await page.getByLabel('Number of the document').fill('C01X00T47');
  await page.getByLabel('Photo of the document').setInputFiles({ ...passport, buffer: Buffer.from('no picture') });
  await page.getByRole('button', { name: 'Send for review' }).click();
  assert.ok(await page.getByText('does not show a document').first().isVisible());
  await page.getByLabel('Photo of the document').setInputFiles(passport);
  await page.getByRole('button', { name: 'Send for review' }).click();
  assert.ok(await page.getByText('We are looking at it').isVisible());
  await look('verification-sent');

  await decide(compliance, 'recommend');
  await decide(admin, 'refuse');
  await page.reload();
  assert.ok(await page.getByText('We cannot read the document').isVisible());
  assert.ok(await page.getByText('The lower edge is cut off.').isVisible());
  await look('verification-refused');
  await page.getByLabel('Full name').fill('Alice Hart');
  await page.getByLabel('Date of birth').fill('1990-02-28');
  await page.getByLabel('Number of the document').fill('C01X00T47');
  await page.getByLabel('Photo of the document').setInputFiles(passport);
  await page.getByRole('button', { name: 'Send for review' }).click();
  // The same steps once more, without the pages.
  await approve();

  await page.goto('/send');
  await page.getByLabel('To whom').fill('@bob_k');
  await page.getByLabel('Amount', { exact: true }).fill('1500');
  await page.getByRole('button', { name: 'Check the payment' }).click();
  await page.getByRole('button', { name: 'Send 1,500.00 USD' }).click();
  assert.ok(await page.getByText('Sent. The money is there.').isVisible());
  await page.goto('/account/limits');
  assert.ok(await page.getByText('1,500.00 USD of 20,000.00 USD').isVisible());
  await customer.close();
});

async function approve(): Promise<void> {
  const { verifications } = await app.door.call('wallet.list-verifications', {}, admin.caller);
  const verification = verifications[0]?.id ?? assert.fail('it waits in the queue');
  const recommendation = { verification, advice: 'approve', because: 'It is whole now.' } as const;
  await app.door.call('wallet.recommend-verification', recommendation, compliance.caller);
  await app.door.call('wallet.decide-verification', { verification, approve: true }, admin.caller);
}

/** One of compliance opens the document and takes the next step. */
async function decide(staff: Resident, step: 'recommend' | 'refuse'): Promise<void> {
  const person = await open({ ...desktop, locale: 'en' }, staff);
  const { page, look } = person;
  await page.goto('/desk/verifications');
  await look('verifications');
  await page.getByRole('link', { name: 'Alice Hart' }).click();
  const file = await page.getByRole('link', { name: /passport\.png/ }).getAttribute('href');
  assert.equal((await page.request.get(file ?? '')).status(), 200);
  await page.reload();
  await look(`verification-to-${step}`);
  if (step === 'recommend') {
    await page.getByLabel('Approve').check();
    await page.getByLabel('Why').fill('The passport is clear and of the same name.');
    await page.getByRole('button', { name: 'Pass on to a colleague' }).click();
    assert.ok(await page.getByText('For a colleague').isVisible());
  } else {
    assert.ok(await page.getByText('Opened so far: 2').isVisible());
    await page.getByLabel('Refuse').check();
    await page.getByRole('button', { name: 'Decide' }).click();
    assert.ok(await page.getByText('Choose at least one reason').first().isVisible());
    await page.getByLabel('We cannot read the document').check();
    await page.locator('#remark').fill('The lower edge is cut off.');
    await page.getByRole('button', { name: 'Decide' }).click();
    assert.ok(await page.getByText('Nothing waits.').isVisible());
  }
  await person.close();
}

test('a link in a mail locks the account without signing in, and its owner unlocks it after showing who he is', async () => {
  const customer = await open({ ...desktop, locale: 'en' }, bob);
  const { page, look } = customer;
  await page.goto('/account/password');
  await page.getByLabel('Password that you use now').fill(residentPassword);
  await page.getByLabel('New password').fill('meadow-copper-lantern-7');
  await page.getByRole('button', { name: 'Save' }).click();
  const [mail] = await mailsTo(app.db, people.bob.email);
  const link = new URL(/http\S+\/lock\/\S+/.exec(mail?.text ?? '')?.[0] ?? assert.fail('the notice has a link'));

  const stranger = await openPerson(browser, site.url, { ...phone, locale: 'en' });
  await stranger.page.goto(link.pathname);
  await stranger.look('lock-link');
  assert.deepEqual((await app.door.call('wallet.get-wallet', {}, bob.caller)).locks, []);
  await stranger.page.getByRole('button', { name: 'Lock the account' }).click();
  assert.ok(await stranger.page.getByRole('heading', { name: 'The account is locked' }).isVisible());
  await stranger.look('lock-link-done');
  await stranger.page.goto(`${link.pathname.slice(0, -4)}AAAA`);
  assert.ok(await stranger.page.getByText('This link no longer works').first().isVisible());
  await stranger.close();

  await page.goto('/wallet');
  await page.getByLabel('e-mail').fill(people.bob.email);
  await page.getByLabel('Password').fill('meadow-copper-lantern-7');
  await page.getByRole('button', { name: 'Sign in' }).first().click();
  assert.ok(await page.getByText('You locked it, or asked us to.').isVisible());
  await look('wallet-locked');
  await ageProof(bob);
  await page.getByRole('button', { name: 'Unlock my account' }).click();
  assert.ok(await page.getByRole('heading', { name: 'Confirm that it is you' }).isVisible());
  await look('confirm-it-is-you');
  await page.getByLabel('Your password').fill('wrong wrong wrong');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await look('confirm-refused');
  await page.getByLabel('Your password').fill('meadow-copper-lantern-7');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('button', { name: 'Unlock my account' }).click();
  assert.ok(await page.getByText('Your own lock is lifted.').isVisible());
  await page.getByRole('button', { name: 'Lock my account now' }).click();
  assert.ok(await page.getByText('Locked. No money can leave').isVisible());

  await page.goto('/account/email');
  await look('email');
  await page.getByLabel('New e-mail address').fill('bob.new@post.example');
  await page.getByRole('button', { name: 'Mail the code' }).click();
  await look('email-code');
  const [letter] = await mailsTo(app.db, 'bob.new@post.example');
  await page.getByLabel('Code').fill(/\d{4} \d{4} \d{4}/.exec(letter?.subject ?? '')?.[0] ?? '');
  await page.getByRole('button', { name: 'Confirm the address' }).click();
  assert.ok(await page.getByText('bob.new@post.example takes over on').isVisible());
  await look('email-waiting');
  await customer.close();
});

test('a legal freeze is made by compliance, with its order, and its customer sees it and may complain', async () => {
  const staff = await open({ ...desktop, locale: 'en' }, compliance);
  const { page, look } = staff;
  await page.goto(`/desk/wallets/${idOf(liwei)}`);
  await page.getByRole('link', { name: 'Freeze by order' }).click();
  await page.getByRole('button', { name: 'Freeze by order' }).click();
  await look('order-refused');
  await page.getByLabel('Who ordered it', { exact: true }).fill('Harbour District Court');
  await page.getByLabel('Number of the order').fill('7 K 114/26');
  await page.getByLabel('Day of the order').fill('2026-11-24');
  await page.getByRole('button', { name: 'Freeze by order' }).click();
  await page.getByLabel('Add the document').setInputFiles({ ...passport, name: 'order.png' });
  await page.getByRole('button', { name: 'Upload' }).click();
  assert.ok(await page.getByRole('link', { name: 'order.png' }).isVisible());
  await look('order');

  const link = new URL(lockLinkFor({ config: app.config, now: new Date() }, idOf(liwei)));
  const customer = await open({ ...smallPhone, locale: 'zh-CN' }, liwei);
  await customer.page.goto(link.pathname);
  await customer.look('lock-link');
  await customer.page.goto('/wallet');
  assert.ok(await customer.page.getByText('Harbour District Court').isVisible());
  assert.ok(await customer.page.getByText('仅限我们的合规人员', { exact: false }).isVisible());
  await customer.look('wallet-by-order');
  await customer.page.getByRole('button', { name: '立即锁定我的账户' }).click();
  assert.equal(await customer.page.getByRole('link', { name: '就此投诉' }).count(), 2);
  await customer.look('wallet-two-locks');
  await customer.page.getByRole('link', { name: '就此投诉' }).first().click();
  await customer.look('complain-about-lock');
  for (const path of ['/account/limits', '/account/verification', '/confirm-it-is-you', '/account/email', '/send']) {
    await customer.page.goto(path);
    await customer.look(path.replaceAll('/', '-').slice(1));
  }
  await customer.close();

  await page.goto(`/desk/wallets/${idOf(liwei)}`);
  await look('wallet-two-locks');
  await page.getByRole('link', { name: 'Look at it, or lift it' }).first().click();
  await page.getByLabel('Why it is lifted').fill('The court withdrew its order.');
  await page.getByRole('button', { name: 'Lift this freeze' }).click();
  const { locks } = await app.door.call('wallet.get-wallet', {}, liwei.caller);
  assert.deepEqual(
    locks.map(({ reason }) => reason),
    ['your-request'],
  );
  await staff.close();
});
