import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { startChain } from '../chain/anvil.ts';
import { people } from '../people.ts';
import { moveIn } from '../residents.ts';
import { openSite } from '../site.ts';
import { launchBrowser, openPerson, phone } from './browser.ts';

const ether = 10n ** 18n;
const chain = await startChain();
const site = await openSite({
  EVM_RPC_URL: chain.url,
  EVM_ASSETS: `ETH:native:3:0.01:1`,
  WITHDRAWAL_COOLING_HOURS: '0',
});
const { app } = site;
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await site.close();
  await chain.stop();
});

/** Money of a customer, and of the hot wallet that pays him: both come over the chain. */
async function pay(address: string, amount: bigint): Promise<void> {
  await chain.pay(address, amount);
  await chain.mine(3);
}

test('a customer withdraws to an address of his own, is kept from every trap, and follows the confirmations', async () => {
  const alice = await moveIn(app, people.alice);
  const { address: own } = await app.door.call('wallet.open-chain-address', {}, alice.caller);
  const { address: hot } = await app.db
    .selectFrom('rails.evm_addresses')
    .select('address')
    .where('owner', '=', 'provider')
    .executeTakeFirstOrThrow();
  await pay(own, 2n * ether);
  await pay(hot, 5n * ether);
  const person = await openPerson(browser, site.url, { ...phone, locale: 'en' });
  const { page, look } = person;
  const pairs = (alice.browser.headers.get('cookie') ?? '').split('; ').map((pair) => pair.split(/=(.*)/s));
  await page
    .context()
    .addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url: site.url, httpOnly: true })));

  const { address } = privateKeyToAccount(generatePrivateKey());
  await page.goto('/destinations/add?rail=evm');
  const traps = [
    ['bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', /Bitcoin/],
    [address.slice(0, -1), /./],
    [own, /deposit address/],
    [chain.dollar, /contract/i],
    [`0x${'0'.repeat(40)}`, /./],
  ] as const;
  await page.getByLabel('What you call it').fill('My own wallet');
  for (const [typed, sentence] of traps) {
    await page.getByLabel('Address', { exact: true }).fill(typed);
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    assert.match(await page.locator('.error-summary').innerText(), sentence, typed);
  }
  await look('address-refused');
  await page.getByLabel('Address', { exact: true }).fill(address.toLowerCase());
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  assert.ok(await page.getByText(address).first().isVisible(), 'the address is shown with its checksum');

  while ((await app.door.call('wallet.get-wallet', {}, alice.caller)).balances.every(({ balance }) => balance === 0n))
    await page.waitForTimeout(100);
  await page.goto('/withdraw');
  await page.getByLabel('From which balance').selectOption('ETH');
  await page.getByLabel('Amount', { exact: true }).fill('0.1');
  await page.getByRole('button', { name: 'Check the withdrawal' }).click();
  await look('withdraw-to-address');
  await page.locator('button[value=send]').click();
  const showing = async (text: string): Promise<void> => {
    for (let tries = 0; !(await page.getByText(text, { exact: true }).first().isVisible()); tries += 1) {
      assert.ok(tries < 80, `${text} does not show`);
      await page.waitForTimeout(200);
      await page.reload();
    }
  };
  await showing('0 of 3');
  const withdrawal = page.url().split('/').at(-1)?.split('?')[0] ?? '';
  const isInNode = async (): Promise<boolean> => {
    const { payout } = await app.door.call('wallet.get-withdrawal', { withdrawal }, alice.caller);
    const reference = payout?.reference ?? '';
    return reference !== '' && (await chain.rawOf(reference).catch(() => '')) !== '';
  };
  while (!(await isInNode())) await page.waitForTimeout(50);
  await chain.mine(2);
  await showing('2 of 3');
  await look('withdrawal-confirming');
  await chain.mine(2);
  await showing('Paid out');
  await look('withdrawal-on-chain');
  assert.equal(await chain.balance(address), ether / 10n);
  await person.close();
});
