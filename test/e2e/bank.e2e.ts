import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { systemCaller } from '../../src/platform/door.ts';
import { payoutReference } from '../../src/rails/bank/payouts.ts';
import { bankNotification, bankStatement } from '../bank-statement.ts';
import type { StatementLine } from '../bank-statement.ts';
import { people } from '../people.ts';
import { moveIn, takeOn } from '../residents.ts';
import type { Resident } from '../residents.ts';
import { openSite } from '../site.ts';
import { desktop, launchBrowser, openPerson, phone } from './browser.ts';
import type { Person, View } from './browser.ts';

const site = await openSite({
  WITHDRAWAL_COOLING_HOURS: '0',
  WITHDRAWAL_REVIEW_FROM: 'EUR:100000',
  WITHDRAWAL_SECOND_PERSON_FROM: 'EUR:100000',
  NAME_MISMATCH_HOLD: 'EUR:500',
  BANK_FOUR_EYES: 'EUR:5000',
});
const { app } = site;
const browser = await launchBrowser();
const folder = await mkdtemp(join(tmpdir(), 'recourse-bank-'));
after(async () => {
  await browser.close();
  await site.close();
  await rm(folder, { recursive: true });
});

const account = 'DE02120300000000202051';
const admin = await takeOn(app, people.ada);
const compliance = await takeOn(app, people.clara, admin);
const [alice, liwei] = [await moveIn(app, people.alice), await moveIn(app, people.liwei)];
await app.door.call(
  'wallet.add-bank-account',
  { number: account, asset: 'EUR', holder: 'OkPay Ltd', bank: 'First Bank', bic: 'FRSTDEFF' },
  admin.caller,
);

async function open(view: View, { browser: { headers } }: Resident): Promise<Person> {
  const person = await openPerson(browser, site.url, view);
  const pairs = (headers.get('cookie') ?? '').split('; ').map((pair) => pair.split(/=(.*)/s));
  await person.page
    .context()
    .addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url: site.url, httpOnly: true })));
  return person;
}

async function referenceOf(person: Resident): Promise<string> {
  return (await app.door.call('wallet.get-top-up', {}, person.caller)).reference;
}

async function upload({ page }: Person, xml: string): Promise<void> {
  const file = join(folder, 'bank.xml');
  await writeFile(file, xml);
  await page.goto('/desk/bank');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Upload and credit' }).click();
}

const statement = (id: string, lines: readonly StatementLine[], opening = '0.00'): string =>
  bankStatement({ id, account, currency: 'EUR', opening, lines });

/** A withdrawal of 40.00 EUR, at the bank's rail. */
async function withdraw(person: Resident, name: string): Promise<string> {
  const destination = { rail: 'bank', label: 'Mine', iban: 'DE89 3704 0044 0532 0130 00', name } as const;
  const { id: to } = await app.door.call('wallet.add-destination', destination, person.caller);
  const asked = { asset: 'EUR', amount: '40.00', destination: to };
  const { fee } = await app.door.call('wallet.preview-withdrawal', asked, person.caller);
  const confirmed = `${fee / 100n}.${String(fee % 100n).padStart(2, '0')}`;
  const { id } = await app.door.call('wallet.request-withdrawal', { ...asked, fee: confirmed }, person.caller);
  await app.door.call('wallet.advance-withdrawal', { withdrawal: id }, systemCaller('test', 'test'));
  return payoutReference(id);
}

test('staff see why a file was refused, confirm a large one by two, and settle a line by its suggestion', async () => {
  const [first, second] = [
    await open({ ...desktop, locale: 'en' }, admin),
    await open({ ...phone, locale: 'zh-CN' }, compliance),
  ];
  await upload(first, '<html/>');
  await first.page.goto('/desk/bank');
  await first.look('bank-files');
  await first.page.getByRole('link', { name: 'The file is no bank message that we read' }).click();
  await first.look('bank-file-refused');
  await first.page.getByText('Put this file aside').click();
  await first.page.getByLabel('Reason').fill('A web page by mistake.');
  await first.page.getByRole('button', { name: 'Put aside' }).click();
  assert.ok(await first.page.getByText('Put aside.').isVisible());

  const wrong = (await referenceOf(alice)).replace(/.$/, (last) => (last === 'A' ? 'C' : 'A'));
  const lines = [
    { amount: '6000.00', reference: 'B-1', text: await referenceOf(alice), payer: 'Alice Hart' },
    { amount: '800.00', reference: 'B-2', text: await referenceOf(liwei), payer: 'Zeno Quick' },
    { amount: '75.00', reference: 'B-3', text: `top up ${wrong}`, payer: 'Alice Hart' },
    { amount: '90.00', reference: 'B-4', text: await referenceOf(liwei), payer: 'Zeno Quick' },
  ];
  await upload(first, statement('2026-11-20/1', lines));
  assert.ok(await first.page.getByText('a colleague must confirm it').isVisible());
  await second.page.goto('/desk/bank');
  await second.page.getByRole('link', { name: /^[0-9a-f]{12}$/ }).click();
  await second.look('bank-file-waiting');
  await second.page.getByRole('button', { name: '确认并入账' }).click();
  assert.ok(await second.page.getByText('已确认，文件已入账。').isVisible());
  await second.look('bank-file-confirmed');

  await first.page.goto('/desk/bank');
  await first.page
    .getByRole('link', { name: 'Nobody has the deposit reference' })
    .or(first.page.getByRole('link', { name: 'The payer gave no deposit reference' }))
    .first()
    .click();
  await first.look('bank-line-suggested');
  await first.page.getByRole('link', { name: 'Choose' }).first().click();
  assert.equal(await first.page.getByLabel('Customer’s e-mail address or handle').inputValue(), people.alice.email);
  await first.page.getByLabel('Reason').fill('One letter of the reference is wrong, and the name is hers.');
  await first.page.getByRole('button', { name: 'Settle' }).click();
  assert.ok(await first.page.getByText('Credited.').isVisible());

  const customer = await open({ ...phone, locale: 'zh-CN' }, liwei);
  await customer.page.goto('/top-up');
  assert.ok(await customer.page.getByText('等待核对的充值').isVisible());
  await customer.look('top-up-waiting');
  const { transactions } = await app.door.call('wallet.list-transactions', {}, liwei.caller);
  await customer.page.goto(`/transactions/${transactions[0]?.id ?? ''}`);
  assert.ok(await customer.page.getByText('付款人姓名与您不同').isVisible());
  await customer.look('transaction-other-name');
});

test('a batch of payouts is made, released by two, saved, handed over, answered and settled', async () => {
  const [first, second] = [
    await open({ ...desktop, locale: 'en' }, admin),
    await open({ ...phone, locale: 'zh-CN' }, compliance),
  ];
  const reference = await withdraw(alice, 'Alice Härt');
  await first.page.goto('/desk/bank/batches');
  await first.page.getByRole('button', { name: 'Make batches now' }).click();
  await first.look('bank-batches');
  await first.page.getByRole('link', { name: /^OKP-/ }).click();
  assert.ok(await first.page.getByText('You approved it already.').isVisible());
  await first.look('bank-batch-made');
  await second.page.goto(new URL(first.page.url()).pathname);
  await second.look('bank-batch-to-release');
  await second.page.getByRole('button', { name: '核准' }).click();
  assert.ok(await second.page.getByText('已放行。请下载文件并交给银行。').isVisible());
  const [download] = await Promise.all([
    second.page.waitForEvent('download'),
    second.page.getByRole('link', { name: '下载银行文件' }).click(),
  ]);
  const file = await readFile(await download.path(), 'utf8');
  assert.match(file, /<CtrlSum>40.00<\/CtrlSum>/);
  assert.match(file, /<Nm>Alice Hart<\/Nm>/);
  await second.page.getByRole('button', { name: '我已交给银行' }).click();
  await second.look('bank-batch-with-bank');

  const paid = { amount: '40.00', out: true, reference: 'OUT-1', endToEndId: reference };
  await upload(first, bankNotification({ id: 'N-1', account, currency: 'EUR', lines: [paid] }));
  assert.ok(await first.page.getByText('The file is booked.').isVisible());
  await first.page.goto('/desk/bank/batches');
  await first.page.getByRole('link', { name: /^OKP-/ }).click();
  assert.ok(await first.page.getByText('Paid', { exact: true }).isVisible());
});

test('books and bank are compared on a page, and what is missing is an item to settle', async () => {
  const [first, second] = [
    await open({ ...desktop, locale: 'en' }, admin),
    await open({ ...phone, locale: 'zh-CN' }, compliance),
  ];
  await upload(first, statement('2026-11-21/1', [], '9000.00'));
  await app.reconcile();
  await first.page.goto('/desk/bank/comparisons');
  await first.look('bank-comparisons');
  await second.page.goto('/desk/bank/comparisons');
  await second.look('bank-comparisons');
  await second.page.goto('/desk/bank/items');
  await second.look('bank-items');
  await first.page.goto('/desk/bank/items');
  await first.page.getByText('Settle').first().click();
  await first.look('bank-item-to-settle');
  await first.page.getByLabel('Reason').first().fill('The bank sends the statement tomorrow.');
  await first.page.getByRole('button', { name: 'Settle' }).first().click();
  assert.ok(await first.page.getByText('Settled.').isVisible());
});
