import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { bankStatement } from '../bank-statement.ts';
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
  await rm(folder, { recursive: true });
});

const account = 'DE02120300000000202051';
const admin = await takeOn(app, people.ada);
const [alice, bob, liwei, wangfang] = [
  await moveIn(app, people.alice),
  await moveIn(app, people.bob),
  await moveIn(app, people.liwei),
  await moveIn(app, people.wangfang),
];

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

const folder = await mkdtemp(join(tmpdir(), 'recourse-statements-'));

async function uploadStatement({ page }: Person, xml: string): Promise<void> {
  const file = join(folder, 'statement.xml');
  await writeFile(file, xml);
  await page.goto('/desk/bank');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Upload and credit' }).click();
}

test('staff open a bank account, upload a statement, and settle what it leaves', async () => {
  const staff = await open({ ...desktop, locale: 'en' }, admin);
  const { page, look } = staff;
  await page.goto('/desk/bank');
  await look('bank-empty');
  await page.getByLabel('Account number (IBAN)').fill('DE02 1203 0000 0000 2020 52');
  await page.getByLabel('Account holder').fill('OkPay Ltd');
  await page.getByLabel('Bank', { exact: true }).fill('First Bank');
  await page.getByRole('button', { name: 'Add' }).click();
  await look('bank-account-refused');
  await page.getByLabel('Account number (IBAN)').fill('DE02 1203 0000 0000 2020 51');
  await page.getByRole('button', { name: 'Add' }).click();
  assert.ok(await page.getByText('The account is added.').isVisible());

  const lines = [
    { amount: '250.00', reference: 'B-1', text: `top up ${await referenceOf(alice)}`, payer: 'Alice Hart' },
    { amount: '1800.50', reference: 'B-2', text: (await referenceOf(liwei)).replaceAll('-', ''), payer: '李伟' },
    { amount: '75.00', reference: 'B-3', text: 'for my wallet, thank you', payer: 'Bob Keller' },
    { amount: '4.20', reference: 'B-4', text: 'Account fee November', out: true },
  ];
  const xml = bankStatement({ id: '2026-11-20/1', account, lines });
  await uploadStatement(staff, '<html/>');
  assert.ok(await page.getByText('Its outermost element is').first().isVisible());
  await look('bank-refused');
  await uploadStatement(staff, ' '.repeat(49_000_000));
  assert.ok(await page.getByText('The file is too large').first().isVisible());
  await uploadStatement(staff, xml);
  assert.ok(await page.getByText('The file is booked.').isVisible());
  await look('bank-uploaded');
  await uploadStatement(staff, xml);
  assert.ok(await page.getByText('This very file was uploaded before.').isVisible());

  await page.goto('/desk/bank');
  await page.getByRole('link', { name: 'The payer gave no deposit reference' }).click();
  await look('bank-line');
  await page.getByLabel('A customer’s top-up').check();
  await page.getByLabel('Customer’s e-mail address or handle').fill('@bob_k');
  await page.getByLabel('Reason').fill('The payer’s name is the customer’s, and he sent the bank’s receipt.');
  await page.getByRole('button', { name: 'Settle' }).click();
  assert.ok(await page.getByText('Credited.').isVisible());
  await page.goto('/desk/bank?settled=yes');
  await look('bank-settled');
  await page.goto('/desk/wallets');
  await look('wallets');
  await page.getByLabel('E-mail address or handle').fill('@bob_k');
  await page.getByRole('button', { name: 'Find' }).click();
  await page.getByText('Freeze this wallet').click();
  await page.getByLabel('Note for staff').fill('Two payments reported by their senders.');
  await look('wallet-to-freeze');
  await page.getByRole('button', { name: 'Freeze' }).click();
  await look('wallet-is-frozen');
  await page.getByRole('link', { name: 'Look at it, or lift it' }).click();
  await page.getByLabel('Why it is lifted').fill('Both senders were mistaken.');
  await page.getByRole('button', { name: 'Lift this freeze' }).click();
  assert.ok(await page.getByText('Lifted. The wallet works again.').isVisible());
  const { balances } = await app.door.call('wallet.get-wallet', {}, bob.caller);
  assert.equal(balances[0]?.balance, 7500n);
  await staff.close();
});

const words = {
  en: {
    send: 'Send money',
    check: 'Check the payment',
    amount: 'Amount',
    change: 'Change something',
    to: 'To whom',
    pay: 'Send 12.50 USD',
    sent: 'Sent. The money is there.',
    find: 'Find a transaction',
    out: 'Money out',
    show: 'Show',
    problem: 'Problem with this payment?',
  },
  'zh-CN': {
    send: '转账',
    check: '核对付款',
    amount: '金额',
    change: '修改',
    to: '收款人',
    pay: '转出 12.50 USD',
    sent: '已转出，款项已到账。',
    find: '查找交易',
    out: '支出',
    show: '查找',
    problem: '这笔交易有问题？',
  },
} as const;

const payments = [
  { view: { ...phone, locale: 'en' }, payer: alice, payee: bob, masked: 'B** K***' },
  { view: { ...smallPhone, locale: 'zh-CN' }, payer: liwei, payee: wangfang, masked: '王*' },
] as const;

for (const { view, payer, payee, masked } of payments) {
  test(`a customer sends money, finds it and may complain about it on a ${view.name} in ${view.locale}`, async () => {
    const text = words[view.locale];
    const person = await open(view, payer);
    const { page, look } = person;
    await page.goto('/wallet');
    await look('wallet');
    await page.getByRole('link', { name: text.send }).click();
    await page.getByLabel(text.to).fill(payee.persona.email);
    await page.getByLabel(text.amount, { exact: true }).fill('99999');
    await look('send');
    await page.getByRole('button', { name: text.check }).click();
    await look('send-refused');
    await page.getByLabel(text.amount, { exact: true }).fill('12.50');
    await page.locator('#memo').fill(view.locale === 'en' ? 'Lunch on Friday' : '周五的午饭');
    await page.getByRole('button', { name: text.check }).click();
    assert.ok(await page.getByText(masked, { exact: true }).isVisible());
    await look('send-confirm');
    await page.getByRole('button', { name: text.change }).click();
    assert.equal(await page.getByLabel(text.amount, { exact: true }).inputValue(), '12.50');
    await page.getByRole('button', { name: text.check }).click();
    await page.getByRole('button', { name: text.pay }).click();
    assert.ok(await page.getByText(text.sent).isVisible());
    await look('receipt');
    assert.match(
      (await page.getByRole('link', { name: text.problem }).getAttribute('href')) ?? '',
      /^\/complain\?transaction=/,
    );

    await page.goto('/transactions');
    await page.getByText(text.find).click();
    await page.locator('#direction').selectOption('out');
    await page.getByRole('button', { name: text.show, exact: true }).click();
    assert.equal(await page.locator('.movements li').count(), 1);
    await look('transactions');
    await page.goto('/transactions?from=2026-11-22&to=2026-11-01');
    await look('transactions-refused');
    await page.goto('/top-up');
    await look('top-up');

    const order = {
      person: 'id' in payer.actor ? payer.actor.id : '',
      scope: 'debits',
      reason: 'unusual-activity',
    } as const;
    await app.door.call('wallet.freeze-wallet', order, admin.caller);
    await page.goto('/wallet');
    await look('wallet-frozen');
    await person.close();
  });
}
