import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { after, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openShop } from '../../demo/shop.ts';
import type { Shop } from '../../demo/shop.ts';
import { findByEmail } from '../../src/identity/identity.ts';
import { postWithin, systemAccountId } from '../../src/ledger/ledger.ts';
import { queryable } from '../../src/platform/db.ts';
import { newId, shardOf } from '../../src/platform/id.ts';
import { walletAccountId } from '../../src/wallet/wallet.ts';
import { people } from '../people.ts';
import { moveIn, residentPassword, takeOn } from '../residents.ts';
import type { Resident } from '../residents.ts';
import { codeIn, openSite } from '../site.ts';
import { desktop, launchBrowser, openPerson, phone, smallPhone } from './browser.ts';
import type { Person, View } from './browser.ts';

/** The checkout's links name the site's own address, so its port is chosen first. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const port = String(await freePort());
const site = await openSite({ PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}`, LOCAL_WEBHOOKS: 'yes' });
const { app } = site;
const browser = await launchBrowser();
let shop: Shop | undefined;
after(async () => {
  await browser.close();
  await shop?.close();
  await site.close();
});

const admin = await takeOn(app, people.ada);
const seller = await moveIn(app, people.carol);
await moveIn(app, people.alice);
await fund(people.alice.email, 10_000n);

async function fund(email: string, amount: bigint): Promise<void> {
  const { id = '' } = (await findByEmail(app.db, email)) ?? {};
  const shard = shardOf(id);
  const transfer = {
    kind: 'post',
    id: newId(shard),
    purpose: 'deposit',
    debit: systemAccountId('fees', 'USD', shard),
    credit: walletAccountId(id, 'USD'),
    asset: 'USD',
    amount,
  } as const;
  const [result] = await app.db
    .transaction()
    .execute((tx) => postWithin(queryable(tx), [transfer], { now: new Date(), shards: app.config.shards }));
  assert.ok(result && !('refused' in result));
}

async function open(view: View, resident?: Resident): Promise<Person> {
  const person = await openPerson(browser, site.url, view);
  const pairs = (resident?.browser.headers.get('cookie') ?? '').split('; ').map((pair) => pair.split(/=(.*)/s));
  const cookies = pairs.map(([name = '', value = '']) => ({ name, value, url: site.url, httpOnly: true }));
  if (resident !== undefined) await person.page.context().addCookies(cookies);
  return person;
}

function openedShop(): Shop {
  assert.ok(shop, 'the merchant has opened his shop');
  return shop;
}

/** What the page shows this once. */
async function secretOf(page: Page): Promise<string> {
  return (await page.locator('.secret [data-copy]').textContent())?.trim() ?? '';
}

test('a customer becomes a merchant, makes a key and an endpoint, and opens his shop', async () => {
  const merchant = await open({ ...desktop, locale: 'en' }, seller);
  const { page, look } = merchant;
  await page.goto('/account');
  await page.getByRole('link', { name: 'For merchants' }).click();
  await page.getByLabel('Trading name').fill('Corner Books');
  await page.getByLabel('What do you sell?').fill('Books and tea');
  await page.locator('#website').fill('corner.example');
  await page.getByLabel('E-mail for customers').fill('help@corner.example');
  await page.getByRole('button', { name: 'Send the application' }).click();
  await look('apply-refused');
  await page.locator('#website').fill('https://corner.example');
  await page.getByRole('button', { name: 'Send the application' }).click();
  await look('applied');

  const staff = await open({ ...desktop, locale: 'en' }, admin);
  await staff.page.goto('/desk/merchants');
  await staff.look('desk-merchants');
  await staff.page.getByRole('link', { name: 'Corner Books' }).click();
  await staff.page.getByRole('button', { name: 'Refuse' }).click();
  await staff.look('desk-merchant-refused-to-refuse');
  await staff.page.getByRole('button', { name: 'Approve' }).click();
  assert.ok(await staff.page.getByText('The merchant is told by mail').isVisible());
  await staff.close();

  await page.goto('/merchant');
  await look('overview-empty');
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByLabel('What is it for?').fill('Corner shop');
  await page.getByRole('button', { name: 'Make the key' }).click();
  await look('key-shown');
  const apiKey = await secretOf(page);
  shop = await openShop({ name: 'Corner Books', api: `${site.url}/api/v1`, apiKey, port: 0 });
  await page.getByRole('link', { name: 'Webhooks' }).click();
  await page.locator('#url').fill('http://192.168.0.1/hook');
  await page.getByRole('button', { name: 'Add the endpoint' }).click();
  await look('webhook-refused');
  await page.locator('#url').fill(shop.hook);
  await page.getByRole('button', { name: 'Add the endpoint' }).click();
  await look('webhook-secret');
  shop.setSecret(await secretOf(page));
  await merchant.close();
});

test('a customer buys on a phone, pays from the balance and is back in the shop; a refund is seen by both', async () => {
  const customer = await open({ ...phone, locale: 'en' });
  const { page, look } = customer;
  await page.goto(openedShop().url);
  await page.getByRole('button', { name: 'Buy A book of maps' }).click();
  assert.ok(await page.getByRole('heading', { name: 'Pay Corner Books' }).isVisible());
  await look('checkout-guest');
  await page.getByRole('link', { name: 'Sign in to pay' }).click();
  await page.getByLabel('E-mail address').fill(people.alice.email);
  await page.getByLabel('Password').fill(residentPassword);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await look('checkout-ready');
  await page.getByRole('button', { name: 'Pay 24.00 USD' }).click();
  assert.ok(await page.getByText('Paid. Corner Books has the money.').isVisible());
  await look('checkout-paid');
  await page.goBack();
  await page.reload();
  assert.equal(await page.getByRole('button', { name: /^Pay / }).count(), 0, 'nobody pays twice by going back');
  await page.getByRole('link', { name: 'Back to Corner Books' }).click();
  assert.match(page.url(), /[?&]status=paid(&|$)/);
  await page
    .getByText('and a webhook told us so')
    .waitFor({ timeout: 1 })
    .catch(() => page.reload());
  assert.ok(await page.getByText('The payment is paid').isVisible());

  const merchant = await open({ ...desktop, locale: 'en' }, seller);
  await merchant.page.goto('/merchant/payments');
  await merchant.look('payments');
  await merchant.page.locator('tbody a').first().click();
  await merchant.page.locator('#amount').fill('30');
  await merchant.page.locator('#reason').fill('A page is missing');
  await merchant.page.getByRole('button', { name: 'Refund now' }).click();
  await merchant.look('refund-refused');
  await merchant.page.locator('#amount').fill('4.50');
  await merchant.page.getByRole('button', { name: 'Refund now' }).click();
  assert.ok(await merchant.page.getByText('Refunded. The customer has the money.').isVisible());
  await merchant.look('payment-refunded');
  await merchant.page.goto('/merchant/reports');
  await merchant.look('reports');
  const download = merchant.page.waitForEvent('download');
  await merchant.page.getByRole('link', { name: 'Download as CSV' }).click();
  assert.match((await download).suggestedFilename(), /^settlement-.*\.csv$/);
  await merchant.page.goto('/merchant/webhooks');
  await merchant.page.locator('tbody a').first().click();
  await merchant.page.getByRole('link', { name: 'A payment is paid' }).first().waitFor();
  await merchant.look('webhook-log');
  await merchant.page.getByRole('link', { name: 'A payment is paid' }).first().click();
  await merchant.look('webhook-message');
  await merchant.page.getByRole('button', { name: 'Send it again' }).click();
  await merchant.close();

  await page.goto('/transactions');
  await look('history');
  await page.getByRole('link', { name: 'Refund by Corner Books' }).click();
  assert.ok(await page.getByText('A page is missing').isVisible());
  await page.goto('/transactions?kind=checkout');
  await page.getByRole('link', { name: 'Purchase at Corner Books' }).click();
  await look('purchase');
  await page.getByRole('link', { name: 'Problem with this payment?' }).click();
  assert.match(page.url(), /\/complain/);
  await customer.close();
});

test('somebody without an account registers on the way, tops up, and pays, without JavaScript and in Chinese', async () => {
  const person = await open({ ...smallPhone, locale: 'zh-CN' });
  const { page, look } = person;
  await page.goto(openedShop().url);
  await page.getByRole('button', { name: 'Buy Green tea' }).click();
  await look('checkout-guest');
  await page.getByRole('link', { name: '注册账户' }).click();
  const email = 'new@post.example';
  await page.getByLabel('您的电子邮箱是什么？').fill(email);
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByLabel('验证码').fill(codeIn(await site.mailTo(email)));
  await page.getByLabel('姓名').fill('陈静');
  await page.getByLabel('密码', { exact: true }).fill(residentPassword);
  await page.getByRole('button', { name: '开通账户' }).click();
  assert.ok(await page.getByRole('heading', { name: '向 Corner Books 付款' }).isVisible(), page.url());
  await look('checkout-lacks');
  await page.getByRole('link', { name: '先去充值' }).click();
  await fund(email, 1000n);
  await page.getByRole('link', { name: '返回' }).click();
  await page.getByRole('button', { name: '支付 6.50 USD' }).click();
  await look('checkout-paid');
  await page.getByRole('link', { name: '返回 Corner Books' }).click();
  assert.match(page.url(), /[?&]status=paid(&|$)/);
  await person.close();
});

test('a merchant and the desk read their pages in Chinese', async () => {
  const merchant = await open({ ...phone, locale: 'zh-CN' }, seller);
  for (const place of ['', '/payments', '/keys', '/webhooks', '/reports']) {
    await merchant.page.goto(`/merchant${place}`);
    await merchant.look(`merchant${place.replace('/', '-')}`);
  }
  await merchant.page.goto('/merchant/payments');
  await merchant.page.locator('tbody a').first().click();
  await merchant.look('payment');
  await merchant.close();
  const staff = await open({ ...desktop, locale: 'zh-CN' }, admin);
  await staff.page.goto('/desk/merchants');
  await staff.page.getByRole('link', { name: 'Corner Books' }).click();
  await staff.look('desk-merchant');
  await staff.close();
  assert.deepEqual(await app.audit(), []);
});
