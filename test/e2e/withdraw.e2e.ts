import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { systemCaller } from '../../src/platform/door.ts';
import { bankStatement } from '../bank-statement.ts';
import { testIban } from '../iban.ts';
import { people } from '../people.ts';
import { moveIn, residentPassword, takeOn } from '../residents.ts';
import type { Resident } from '../residents.ts';
import { openSite } from '../site.ts';
import { desktop, launchBrowser, openPerson, phone, smallPhone } from './browser.ts';
import type { Person, View } from './browser.ts';

const site = await openSite({ WITHDRAWAL_REVIEW_FROM: 'USD:300', WITHDRAWAL_SECOND_PERSON_FROM: 'USD:450' });
const { app } = site;
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await site.close();
});

const account = 'DE02120300000000202051';
const admin = await takeOn(app, people.ada);
const [clara, samuel] = [await takeOn(app, people.clara, admin), await takeOn(app, people.samuel, admin)];
const [alice, liwei] = [await moveIn(app, people.alice), await moveIn(app, people.liwei)];
await app.door.call(
  'wallet.add-bank-account',
  { number: account, asset: 'USD', holder: 'OkPay Ltd', bank: 'First Bank' },
  admin.caller,
);
const referenceOf = async ({ caller }: Resident): Promise<string> =>
  (await app.door.call('wallet.get-top-up', {}, caller)).reference;
await importLines('S-1', [
  { amount: '900.00', reference: 'B-1', text: await referenceOf(alice), payer: 'Alice Hart' },
  { amount: '1500.00', reference: 'B-2', text: await referenceOf(liwei), payer: '李伟' },
]);

async function importLines(id: string, lines: Parameters<typeof bankStatement>[0]['lines']): Promise<void> {
  const file = Buffer.from(bankStatement({ id, account, lines })).toString('base64');
  await app.door.call('wallet.import-bank-statement', { file }, admin.caller);
}

async function open(view: View, { browser: { headers } }: Resident): Promise<Person> {
  const person = await openPerson(browser, site.url, view);
  const pairs = (headers.get('cookie') ?? '').split('; ').map((pair) => pair.split(/=(.*)/s));
  await person.page
    .context()
    .addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url: site.url, httpOnly: true })));
  return person;
}

async function stateOf(withdrawal: string): Promise<string> {
  return (await app.door.call('wallet.get-withdrawal', { withdrawal }, liwei.caller)).state;
}

/** Lets the waiting time of every destination pass. */
async function passCooling(): Promise<void> {
  await app.db
    .updateTable('wallet.destinations')
    .set({ usable_at: new Date(0) })
    .execute();
}

const words = {
  en: {
    withdraw: 'Withdraw',
    add: 'Add a bank account or address',
    iban: 'Account number (IBAN)',
    holder: 'Account holder',
    label: 'What you call it',
    addIt: 'Add',
    title: 'Withdraw money',
    amount: 'Amount',
    check: 'Check the withdrawal',
    waits: 'The destination is new.',
    review: 'Under review',
    cancel: 'Cancel this withdrawal',
    cancelled: 'Cancelled. The money is free again.',
    problem: 'Problem with this withdrawal?',
    remove: 'Remove',
  },
  'zh-CN': {
    withdraw: '提现',
    add: '添加银行账户或地址',
    iban: '账号（IBAN）',
    holder: '户名',
    label: '名称',
    addIt: '添加',
    title: '提现',
    amount: '金额',
    check: '核对提现',
    waits: '新地址需过等待期后才能出款',
    review: '审核中',
    cancel: '取消这笔提现',
    cancelled: '已取消，款项可以重新使用。',
    problem: '这笔提现有问题？',
    remove: '删除',
  },
} as const;

/** From the withdraw page to the confirmation of an amount. */
async function ask({ page, view }: Person, amount: string): Promise<void> {
  const text = words[view.locale];
  await page.goto('/withdraw');
  await page.getByLabel(text.amount, { exact: true }).fill(amount);
  await page.getByRole('button', { name: text.check }).click();
}

const confirm = async ({ page }: Person): Promise<void> => page.locator('button[value=send]').click();

const customers = [
  { view: { ...phone, locale: 'en' }, resident: alice, iban: testIban(1), name: 'Alice Hart' },
  { view: { ...smallPhone, locale: 'zh-CN' }, resident: liwei, iban: testIban(2), name: '李伟' },
] as const;

for (const { view, resident, iban, name } of customers) {
  test(`a customer adds a destination, withdraws to it and takes it back on a ${view.name} in ${view.locale}`, async () => {
    const text = words[view.locale];
    const person = await open(view, resident);
    const { page, look } = person;
    await page.goto('/wallet');
    await page.getByRole('link', { name: text.withdraw, exact: true }).click();
    await look('no-destination');
    // Signed in for long, he shows again who he is before he may add one, and comes back to where he was.
    await app.db
      .updateTable('identity.sessions')
      .set({ proven_at: new Date(0) })
      .execute();
    await page.getByRole('link', { name: text.add }).click();
    await page.locator('input[type=password]').fill(residentPassword);
    await page.locator('form button[type=submit]:not(.header-link)').first().click();
    await page.waitForURL('**/destinations/add');
    await page.getByRole('button', { name: text.addIt, exact: true }).click();
    await look('destination-refused');
    await page.getByLabel(text.iban).fill(iban.toLowerCase());
    await page.getByLabel(text.holder).fill(name);
    await page.getByLabel(text.label).fill(view.locale === 'en' ? 'My bank account' : '我的银行卡');
    await look('destination-add');
    await page.getByRole('button', { name: text.addIt, exact: true }).click();
    await look('destinations');

    await ask(person, '99999');
    await look('withdraw-refused');
    await ask(person, '100');
    await look('withdraw-confirm');
    await confirm(person);
    assert.ok(await page.getByText(text.waits).first().isVisible());
    await look('withdrawal-waits');
    await page.goto('/wallet');
    await look('wallet-leaving');
    await page.goto('/transactions');
    await look('transactions-leaving');
    await page.locator('.movements a').first().click();
    assert.match(
      (await page.getByRole('link', { name: text.problem }).getAttribute('href')) ?? '',
      /^\/complain\?transaction=/,
    );
    await page.getByRole('button', { name: text.cancel }).click();
    assert.ok(await page.getByText(text.cancelled).isVisible());
    await look('withdrawal-cancelled');
    await page.goto('/withdrawals');
    await look('withdrawals');
    await person.close();
  });
}

test('compliance and a supervisor look at large withdrawals: one is refused, one goes on when both have approved', async () => {
  await passCooling();
  const customer = await open({ ...phone, locale: 'zh-CN' }, liwei);
  await ask(customer, '300');
  await customer.look('withdraw-confirm-review');
  await confirm(customer);
  assert.ok(await customer.page.getByText(words['zh-CN'].review).first().isVisible());
  await customer.look('withdrawal-review');
  const toRefuse = customer.page.url();
  await ask(customer, '450');
  await confirm(customer);
  const toApprove = customer.page.url();

  const compliance = await open({ ...desktop, locale: 'en' }, clara);
  const { page, look } = compliance;
  await page.goto('/desk/withdrawals');
  await look('reviews');
  await page.getByRole('link', { name: '李伟' }).first().click();
  await page.getByText('Refuse it instead').click();
  await look('review');
  await page.getByLabel('Other people lost money').check();
  await page.getByRole('button', { name: 'Refuse' }).click();
  assert.ok(await page.getByText('Refused. The customer has the money back').isVisible());
  await look('review-refused');
  await page.goto('/desk/withdrawals');
  await page.getByRole('link', { name: '李伟' }).click();
  await page.getByLabel('Note for staff').first().fill('Rang him; he buys a car.');
  await page.getByRole('button', { name: 'Approve' }).click();
  assert.ok(await page.getByText('A second person must approve too.').isVisible());
  await look('review-once');
  await page.getByRole('button', { name: 'Approve' }).click();
  assert.ok(await page.getByText('You have approved this already').first().isVisible());
  await compliance.close();

  const supervisor = await open({ ...phone, locale: 'en' }, samuel);
  await supervisor.page.goto('/desk/withdrawals');
  await supervisor.look('reviews-phone');
  await supervisor.page.getByRole('link', { name: '李伟' }).click();
  await supervisor.look('review-phone');
  await supervisor.page.getByRole('button', { name: 'Approve' }).click();
  assert.ok(await supervisor.page.getByText('Approved.', { exact: true }).isVisible());
  await supervisor.close();

  // The worker has handed it to the bank's rail by now, and the bank's people and the bank do their part.
  const id = toApprove.split('/').at(-1)?.split('?')[0] ?? '';
  while ((await stateOf(id)) !== 'submitted') await new Promise((resolve) => setTimeout(resolve, 50));
  await customer.page.goto(toApprove);
  await customer.look('withdrawal-on-its-way');
  // The time that was promised passes: we say so before anybody asks.
  await app.db
    .updateTable('wallet.withdrawals')
    .set({ promised_at: new Date(0) })
    .where('id', '=', id)
    .execute();
  await app.door.call('wallet.advance-withdrawal', { withdrawal: id }, systemCaller('test', 'test'));
  await customer.page.goto(toApprove);
  assert.ok(await customer.page.getByText('没有做到').isVisible());
  await customer.look('withdrawal-late');
  const { batches } = await app.door.call('rails.make-bank-batches', {}, systemCaller('test', 'test'));
  for (const { caller } of [clara, samuel])
    await app.door.call('rails.release-bank-batch', { batch: batches[0] ?? '' }, caller);
  await app.door.call('rails.hand-over-bank-batch', { batch: batches[0] ?? '' }, samuel.caller);
  const { payout } = await app.door.call('wallet.get-withdrawal', { withdrawal: id }, liwei.caller);
  const paid = { amount: '450.00', out: true, reference: 'B-3', endToEndId: payout?.reference ?? '' };
  await importLines('S-2', [paid]);

  await customer.page.goto(toRefuse);
  await customer.look('withdrawal-refused');
  await customer.page.goto(toApprove);
  assert.ok(await customer.page.getByText('已转出').first().isVisible());
  await customer.look('withdrawal-settled');
  await customer.page.goto('/transactions');
  await customer.page.locator('.movements a').first().click();
  await customer.look('withdrawal-transaction');
  await customer.close();
});
