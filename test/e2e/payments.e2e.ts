import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { postWithin, systemAccountId } from '../../src/ledger/ledger.ts';
import { queryable } from '../../src/platform/db.ts';
import { newId, shardOf } from '../../src/platform/id.ts';
import { walletAccountId } from '../../src/wallet/wallet.ts';
import { people } from '../people.ts';
import { moveIn, takeOn } from '../residents.ts';
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
const [alice, bob, liwei] = [
  await moveIn(app, people.alice),
  await moveIn(app, people.bob),
  await moveIn(app, people.liwei),
];
for (const person of [alice, bob, liwei]) await fund(person, 100_000n);

async function open(view: View, { browser: { headers } }: Resident): Promise<Person> {
  const person = await openPerson(browser, site.url, view);
  const pairs = (headers.get('cookie') ?? '').split('; ').map((pair) => pair.split(/=(.*)/s));
  await person.page
    .context()
    .addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url: site.url, httpOnly: true })));
  return person;
}

/** Dollars out of nowhere, in cents. */
async function fund({ actor }: Resident, amount: bigint): Promise<void> {
  const personId = 'id' in actor ? actor.id : '';
  const shard = shardOf(personId);
  const transfer = {
    kind: 'post',
    id: newId(shard),
    purpose: 'credit',
    debit: systemAccountId('fees', 'USD', shard),
    credit: walletAccountId(personId, 'USD'),
    asset: 'USD',
    amount,
  } as const;
  await app.db
    .transaction()
    .execute((tx) => postWithin(queryable(tx), [transfer], { now: new Date(), shards: app.config.shards }));
}

test('an administrator publishes fees, and everybody reads them before they apply', async () => {
  const staff = await open({ ...desktop, locale: 'en' }, admin);
  const { page, look } = staff;
  await page.goto('/desk/fees');
  await page.getByText('Paying another person').click();
  await page.locator('#payment-USD-flat').fill('0.30');
  await page.locator('#payment-USD-share').fill('1.5');
  await page.locator('#payment-USD-maximum').fill('5');
  await page.getByLabel('Applies from').fill('2020-01-01');
  await page.getByRole('button', { name: 'Publish' }).click();
  assert.ok(await page.getByText('The new table would begin too early').isVisible());
  await look('fees-refused');
  await page.getByLabel('Applies from').fill('2099-01-01');
  await page.getByRole('button', { name: 'Publish' }).click();
  assert.ok(await page.getByText('Published. Customers see it on the page of fees.').isVisible());
  await look('fees-published');
  await staff.close();
  for (const view of [
    { ...phone, locale: 'en' },
    { ...smallPhone, locale: 'zh-CN' },
  ] as const) {
    const reader = await openPerson(browser, site.url, view);
    await reader.page.goto('/fees');
    assert.ok(await reader.page.getByText(/0\.30 USD.*1\.5.*5\.00 USD/).isVisible());
    await reader.look('fees');
    await reader.close();
  }
});

/** A version that applies already, as time would bring it. */
async function chargePayments(version: number, flat: bigint): Promise<void> {
  const now = new Date();
  await app.db
    .insertInto('wallet.fee_tables')
    .values({ version, effective_from: now, published_at: now, published_by: 'system:test' })
    .execute();
  await app.db
    .insertInto('wallet.fee_rules')
    .values({ version, kind: 'payment', asset: 'USD', flat, basis_points: 0, minimum: 0n, maximum: null })
    .execute();
}

test('a fee is shown before a payment is confirmed, posted by itself, and never higher than confirmed', async () => {
  await chargePayments(3, 30n);
  const person = await open({ ...phone, locale: 'en' }, alice);
  const { page, look } = person;
  await page.goto('/send');
  await page.getByLabel('To whom').fill(people.bob.email);
  await page.getByLabel('Amount', { exact: true }).fill('12.50');
  await page.getByRole('button', { name: 'Check the payment' }).click();
  assert.ok(await page.getByText('12.80 USD', { exact: true }).isVisible());
  await look('send-confirm-with-fee');
  await chargePayments(4, 50n);
  await page.getByRole('button', { name: 'Send 12.80 USD' }).click();
  assert.ok(await page.getByText('The fee is not what you confirmed').isVisible());
  await look('send-fee-changed');
  await page.getByRole('button', { name: 'Check the payment' }).click();
  await page.getByRole('button', { name: 'Send 13.00 USD' }).click();
  assert.ok(await page.getByText('Sent. The money is there.').isVisible());
  await look('sent-with-fee');
  await page.getByRole('link', { name: 'fee table, version 4' }).click();
  await look('fee-table-of-transaction');
  await page.goto('/transactions');
  await look('transactions-with-fee');
  await page.getByRole('link', { name: 'Fee' }).first().click();
  assert.ok(await page.getByText('Fee for').isVisible());
  await look('fee-itself');
  await chargePayments(5, 0n);
  await person.close();
});

for (const view of [
  { ...phone, locale: 'en' },
  { ...smallPhone, locale: 'zh-CN' },
] as const) {
  test(`a request is paid through its link on a ${view.name} in ${view.locale}`, async () => {
    const asker = await open({ ...view, javaScript: true }, bob);
    await asker.page.goto('/receive');
    await asker.look('receive');
    await asker.page.goto('/requests/new');
    await asker.page.locator('#asset').selectOption('USD');
    await asker.page.locator('#amount').fill('7.25');
    await asker.page.locator('#note').fill(view.locale === 'en' ? 'Cinema tickets' : '电影票');
    await asker.look('request-new');
    await asker.page.locator('main form button').click();
    await asker.page.getByRole('img').waitFor();
    await asker.look('request-made');
    const link = (await asker.page.locator('[data-copy]').textContent()) ?? '';
    const address = new URL(link).pathname;

    const stranger = await openPerson(browser, site.url, view);
    await stranger.page.goto(address);
    await stranger.look('pay-stranger');
    await stranger.close();

    const payer = await open(view, view.locale === 'en' ? alice : liwei);
    await payer.page.goto(address);
    await payer.look('pay');
    await payer.page.getByRole('button', { name: /7\.25 USD/ }).click();
    assert.ok(await payer.page.getByText(/Sent\. The money is there\.|已转出，款项已到账。/).isVisible());
    await payer.look('paid');
    await payer.page.getByRole('link', { name: /^(Receipt|付款凭证)$/ }).click();
    await payer.page.getByRole('button', { name: /Make the link|生成链接/ }).click();
    await payer.look('receipt');
    const proof = new URL((await payer.page.locator('output [data-copy]').textContent()) ?? '').pathname;
    await payer.page.goto(address);
    assert.ok(await payer.page.getByText(/This request is paid|该请求已付款/).isVisible());
    await payer.look('pay-again');

    const verifier = await openPerson(browser, site.url, view);
    await verifier.page.goto(proof);
    assert.ok(await verifier.page.getByText('7.25 USD').isVisible());
    await verifier.look('verified');
    await verifier.close();
    await asker.page.goto('/requests');
    await asker.look('requests');
    await asker.close();
    await payer.close();
  });
}

test('a contact is saved, renamed, paid by one tap and paid again', async () => {
  const person = await open({ ...phone, locale: 'en' }, alice);
  const { page, look } = person;
  await page.goto('/contacts');
  await page.locator('#to').fill('@li_wei');
  await page.locator('#name').fill('Wei');
  await page.getByRole('button', { name: 'Save' }).last().click();
  assert.ok(await page.getByText('Saved.').isVisible());
  await look('contacts');
  await page.goto('/send');
  await look('send-people');
  await page.getByRole('link', { name: 'Wei', exact: true }).click();
  await page.getByLabel('Amount', { exact: true }).fill('3');
  await look('send-to-contact');
  await page.getByRole('button', { name: 'Check the payment' }).click();
  await page.getByRole('button', { name: 'Send 3.00 USD' }).click();
  await page.getByRole('link', { name: 'Send again' }).click();
  assert.equal(await page.getByLabel('Amount', { exact: true }).inputValue(), '3.00');
  await page.getByRole('button', { name: 'Check the payment' }).click();
  await page.getByRole('button', { name: 'Send 3.00 USD' }).click();
  assert.ok(await page.getByText('Sent. The money is there.').isVisible());
  // A link that somebody sent, pasted where the recipient is asked for.
  const { link } = await app.door.call('wallet.create-request', { asset: 'USD' }, bob.caller);
  await page.goto('/send');
  await page.getByLabel('To whom').fill(link);
  await page.getByRole('button', { name: 'Check the payment' }).click();
  await page.getByLabel('How much do you want to pay?').fill('2');
  await page.getByRole('button', { name: 'Check the payment' }).click();
  await look('pay-open-amount');
  await page.getByRole('button', { name: 'Pay 2.00 USD' }).click();
  assert.ok(await page.getByText('Sent. The money is there.').isVisible());
  await person.close();
});

/** Pays and asks for it back, as the sender does; the mail tells the recipient. */
async function askBack(view: View, sender: Resident, recipient: Resident, amount: string): Promise<string> {
  const given = { to: recipient.persona.email, asset: 'USD', amount };
  const { id, reference } = await app.door.call('wallet.send-payment', given, sender.caller);
  const person = await open(view, sender);
  await person.page.goto(`/transactions/${id}`);
  await person.page.getByText(/Sent to the wrong person\?|转错人了？/).click();
  await person.page.locator('#reason').fill('I took the wrong Bob from my list.');
  await person.look('recall-to-ask');
  await person.page.getByRole('button', { name: /Ask for it back|请求退回/ }).click();
  assert.ok(await person.page.getByText(/The recipient is asked\.|已向收款人发出请求。/).isVisible());
  await person.look('recall-asked');
  await person.close();
  await site.mailTo(recipient.persona.email, ({ text }) => text.includes(reference));
  return id;
}

test('a payment sent by mistake is returned in part from the wallet page of its recipient', async () => {
  const id = await askBack({ ...phone, locale: 'en' }, alice, bob, '20');
  const recipient = await open({ ...phone, locale: 'en' }, bob);
  const { page, look } = recipient;
  await page.goto('/wallet');
  await look('wallet-recall-waits');
  await page.getByRole('link', { name: 'Look at it and answer' }).click();
  await look('recall-to-answer');
  await page.getByText('Return a part').click();
  await page.locator('#amount').fill('20.01');
  await page.getByRole('button', { name: 'Return this amount' }).click();
  assert.ok(await page.getByText('That is more than is left of the payment').isVisible());
  await page.getByText('Return a part').click();
  await page.locator('#amount').fill('12');
  await page.getByRole('button', { name: 'Return this amount' }).click();
  assert.ok(await page.getByText('Returned. The money is with the sender.').isVisible());
  await look('recall-returned');
  await page.getByRole('link', { name: 'The return' }).click();
  assert.ok(await page.getByText('Returns the payment').isVisible());
  await look('return-itself');
  await recipient.close();
  const sender = await open({ ...desktop, locale: 'zh-CN' }, alice);
  await sender.page.goto(`/transactions/${id}`);
  assert.ok(await sender.page.getByText('已部分退回：12.00 USD').isVisible());
  await sender.look('recall-returned');
  await sender.close();
});

test('a recall is declined with a reason, and the sender sees the next door', async () => {
  const id = await askBack({ ...smallPhone, locale: 'zh-CN' }, liwei, bob, '5');
  const recipient = await open({ ...smallPhone, locale: 'en' }, bob);
  await recipient.page.goto(`/transactions/${id}`);
  await recipient.page.getByText('Decline', { exact: true }).click();
  await recipient.page.locator('#reason').fill('It was the price of the book that I sent.');
  await recipient.look('recall-to-decline');
  await recipient.page.getByRole('button', { name: 'Decline to return it' }).click();
  assert.ok(await recipient.page.getByText('Declined. The sender is told.').isVisible());
  await recipient.close();
  const sender = await open({ ...smallPhone, locale: 'zh-CN' }, liwei);
  await sender.page.goto(`/transactions/${id}`);
  assert.ok(await sender.page.getByText('It was the price of the book that I sent.').isVisible());
  assert.match(
    (await sender.page.getByRole('link', { name: '就这笔付款投诉' }).getAttribute('href')) ?? '',
    /^\/complain\?transaction=/,
  );
  await sender.look('recall-declined');
  await sender.close();
  const complaint = { text: 'I paid the wrong person and got nothing back.', issue: 'W05', transaction: id } as const;
  const { number } = await app.door.call('complaints.open-case', complaint, liwei.caller);
  const staff = await open({ ...desktop, locale: 'en' }, admin);
  await staff.page.goto(`/desk/cases/${number}`);
  assert.ok(await staff.page.getByText('It was the price of the book that I sent.').isVisible());
  await staff.look('desk-recall');
  await staff.close();
});

test('a recall that nobody answers expires by itself, by mail and on the page', async () => {
  const id = await askBack({ ...phone, locale: 'en' }, alice, bob, '4');
  // Time passes: the scheduled task finds it over.
  await app.db.updateTable('wallet.recalls').set({ expires_at: new Date() }).where('transfer_id', '=', id).execute();
  await app.db.executeQuery(sql`select graphile_worker.add_job('wallet.expire-recalls')`.compile(app.db));
  await site.mailTo(people.alice.email, ({ subject }) => subject === 'Nobody answered about your payment');
  const sender = await open({ ...phone, locale: 'en' }, alice);
  await sender.page.goto(`/transactions/${id}`);
  assert.ok(await sender.page.getByText('Nobody answered in time').isVisible());
  await sender.look('recall-expired');
  await sender.close();
});
