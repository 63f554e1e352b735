import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startChain } from '../chain/anvil.ts';
import { people } from '../people.ts';
import { moveIn, takeOn } from '../residents.ts';
import type { Resident } from '../residents.ts';
import { openSite } from '../site.ts';
import { desktop, launchBrowser, openPerson, phone, smallPhone } from './browser.ts';
import type { Person, View } from './browser.ts';

const chain = await startChain();
const site = await openSite({
  EVM_RPC_URL: chain.url,
  EVM_ASSETS: `ETH:native:3:0.01:1,USDC:${chain.dollar}:3:5:10`,
});
const { app } = site;
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await site.close();
  await chain.stop();
});

const admin = await takeOn(app, people.ada);
const [alice, liwei] = [await moveIn(app, people.alice), await moveIn(app, people.liwei)];

async function open(view: View, { browser: { headers } }: Resident): Promise<Person> {
  const person = await openPerson(browser, site.url, view);
  const pairs = (headers.get('cookie') ?? '').split('; ').map((pair) => pair.split(/=(.*)/s));
  await person.page
    .context()
    .addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url: site.url, httpOnly: true })));
  return person;
}

/** Loads the page anew until it shows the text: the program looks at the chain by itself. */
async function waitFor({ page }: Person, text: string): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    await page.reload();
    if (await page.getByText(text, { exact: true }).first().isVisible()) return;
    await page.waitForTimeout(250);
  }
  assert.fail(`${text} does not show`);
}

const words = {
  en: {
    open: 'Show my address',
    confirming: 'Being confirmed · 1 of 3',
    credited: 'Credited',
    ignored: 'Not credited',
    look: 'Look it up',
    hash: 'Transaction hash (TxID)',
    unknown: 'There is no such transaction',
    transaction: 'Open the transaction',
  },
  'zh-CN': {
    open: '显示我的地址',
    confirming: '确认中 · 1/3',
    credited: '已入账',
    ignored: '未入账',
    look: '查询',
    hash: '交易哈希（TxID）',
    unknown: '没有这笔交易',
    transaction: '查看交易',
  },
} as const;

const visits = [
  { view: { ...phone, locale: 'en' }, who: alice },
  { view: { ...smallPhone, locale: 'zh-CN' }, who: liwei },
] as const;

for (const { view, who } of visits) {
  test(`a customer tops up on the chain and sees it confirmed on a ${view.name} in ${view.locale}`, async () => {
    const text = words[view.locale];
    const person = await open(view, who);
    const { page, look } = person;
    await page.goto('/top-up');
    await page.locator('a[href="/top-up/chain"]').click();
    await look('chain-before');
    await page.getByRole('button', { name: text.open }).click();
    const address = (await page.locator('[data-copy]').first().textContent()) ?? '';
    await look('chain-address');
    await chain.payToken(address, 25_000_000n);
    await chain.payToken(address, 1_000_000n);
    await chain.mine();
    await waitFor(person, text.confirming);
    await look('chain-confirming');
    await chain.mine(2);
    await waitFor(person, text.credited);
    assert.ok(await page.getByText(text.ignored, { exact: true }).first().isVisible());
    await look('chain-credited');
    await page.getByLabel(text.hash).fill('abc');
    await page.getByRole('button', { name: text.look }).click();
    await look('chain-hash-refused');
    await page.getByLabel(text.hash).fill(`0x${'1f'.repeat(32)}`);
    await page.getByRole('button', { name: text.look }).click();
    assert.ok(await page.getByText(text.unknown).isVisible());
    await look('chain-hash-unknown');
    await page.goto('/top-up/chain');
    await page.getByRole('link', { name: text.transaction }).click();
    await look('chain-transaction');
    await person.close();
  });
}

test('staff see how the chain is and decide about what it took back', async () => {
  const { address } = await app.door.call('wallet.open-chain-address', {}, alice.caller);
  const hash = await chain.payToken(address, 40_000_000n);
  const staff = await open({ ...desktop, locale: 'en' }, admin);
  const { page, look } = staff;
  await chain.mine(3);
  await page.goto('/desk/chain');
  for (let tries = 0; tries < 60; tries += 1) {
    const found = await app.door.call('wallet.get-chain-top-up', {}, alice.caller);
    if (found?.deposits.some(({ state, amount }) => state === 'credited' && amount === 40_000_000n)) break;
    await page.waitForTimeout(250);
  }
  await chain.reorganise(4);
  await waitFor(staff, '40.00 USDC');
  await look('chain-desk');
  await page.getByRole('link', { name: '40.00 USDC' }).first().click();
  await look('chain-missing');
  await page.getByLabel('Take it back for good').check();
  await page.getByLabel('Reason').fill('The chain dropped it, and the sender was paid back.');
  await page.getByRole('button', { name: 'Decide' }).click();
  assert.ok(await page.getByText('Decided.').isVisible());
  await look('chain-decided');
  await page.goto('/desk/chain');
  await page.getByLabel('Transaction hash (TxID)').fill(hash);
  await page.getByRole('button', { name: 'Look it up' }).click();
  assert.ok(await page.getByText('Taken back', { exact: true }).first().isVisible());
  await look('chain-looked-up');
  await staff.close();
  const other = await open({ ...phone, locale: 'zh-CN' }, admin);
  await other.page.goto('/desk/chain');
  await other.look('chain-desk');
  await other.close();
});
