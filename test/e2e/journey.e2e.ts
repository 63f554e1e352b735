import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { en } from '../../web/locales/en.ts';
import { zhCN } from '../../web/locales/zh-CN.ts';
import { bankStatement } from '../bank-statement.ts';
import { totpOf } from '../browser.ts';
import { people } from '../people.ts';
import { moveIn, residentPassword, takeOn } from '../residents.ts';
import { codeIn, linkIn, openSite } from '../site.ts';
import { desktop, launchBrowser, openPerson, phone, smallPhone } from './browser.ts';
import type { Person, View } from './browser.ts';

// The main job, end to end, as the people in it see it: money comes in, goes out, something is wrong, and it is put right.

const site = await openSite();
const { app } = site;
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await site.close();
});

const texts = { en, 'zh-CN': zhCN } as const;
const account = 'DE02120300000000202051';
const password = 'tall orange kettle';

const admin = await takeOn(app, people.ada);
const handler = await takeOn(app, people.hannah, admin);
await moveIn(app, people.bob);
const bank = { number: account, asset: 'USD', holder: 'OkPay Ltd', bank: 'First Bank' };
await app.door.call('wallet.add-bank-account', bank, admin.caller);

/** What the two of them write; each in his own language. */
const said = {
  en: {
    name: 'Grace Moreau',
    told: 'I sent 40 USD to the wrong person: your page showed me another name than the one on the receipt.',
    wanted: 'Please give the money back.',
    letter:
      'You told us that the name on the payment page was not that of the recipient.\n\nWe found that our page showed an old name. That was our mistake, and we give you the 40 USD back today.',
    reason: 'The name was cached; the payee had changed it an hour before.',
    payout: '40.00',
  },
  'zh-CN': {
    name: '周敏',
    told: '我转错了40美元：付款页面显示的姓名与回单上的不一致。',
    wanted: '请把钱退还给我。',
    letter:
      '您反映付款页面显示的姓名不是收款人的姓名。\n\n经查，页面显示的是旧姓名，这是我们的失误。我们今天将40美元退还给您。',
    reason: '姓名缓存未更新，收款人一小时前改过名。',
    payout: '40.00',
  },
} as const;

/** Opens an account with the code from the mail. */
async function register({ page, view, look }: Person, email: string): Promise<void> {
  const text = texts[view.locale];
  await page.goto('/');
  await look('home');
  await page.goto('/register');
  await look('register');
  await page.locator('[name=email]').fill(email);
  await page.getByRole('button', { name: text.shell.continue, exact: true }).click();
  await page.locator('[name=code]').fill(codeIn(await site.mailTo(email)));
  await page.locator('[name=name]').fill(said[view.locale].name);
  await page.locator('[name=password]').fill(password);
  await look('register-code');
  await page.getByRole('button', { name: text.identity.register.send }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/** The bank's statement brings the money that was paid in with the reference of the top-up page. */
async function payIn({ page, look }: Person, id: string): Promise<void> {
  await page.goto('/wallet');
  await look('wallet-empty');
  await page.goto('/top-up');
  await look('top-up');
  const reference = /[A-Z0-9]{4}(?:-[A-Z0-9]{4})+/.exec(await page.locator('main').innerText())?.[0] ?? '';
  const xml = bankStatement({ id, account, lines: [{ amount: '100.00', reference: id, text: reference }] });
  const file = Buffer.from(xml).toString('base64');
  await app.door.call('wallet.import-bank-statement', { file }, admin.caller);
  await page.goto('/wallet');
  await look('wallet-with-money');
}

/** Sends money and stays on the receipt. */
async function pay({ page, view, look }: Person): Promise<void> {
  const text = texts[view.locale].send;
  await page.goto('/send');
  await page.locator('[name=to]').fill('@bob_k');
  await page.locator('[name=amount]').fill('40');
  await look('send');
  await page.getByRole('button', { name: text.goOn }).click();
  await look('send-confirm');
  await page.locator('button[name=intent][value=send]').click();
  await page.getByText(texts[view.locale].transactions.one.sent).waitFor();
  await look('receipt');
}

/** Complains from the receipt, with a picture of it; returns the case's number. */
async function complain({ page, view, look }: Person): Promise<string> {
  const { complain: text, transactions, shell } = texts[view.locale];
  const words = said[view.locale];
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const receipt = await page.screenshot();
  await page.getByRole('link', { name: transactions.one.problem }).click();
  await look('complain');
  await press(text.start.begin);
  await page.locator('input[value=no]').check();
  await look('urgent');
  await press(shell.continue);
  await look('which-payment');
  await press(shell.continue);
  await page.locator('input[value=W05]').check();
  await look('issue');
  await press(shell.continue);
  await page.locator('input[type=radio]').first().check();
  await look('sub-issue');
  await press(shell.continue);
  await page.locator('[name=text]').fill(words.told);
  await look('told');
  await press(shell.continue);
  await look('impact');
  await press(shell.continue);
  await page.locator('[name=wanted]').fill(words.wanted);
  await page.locator('[name=claimedAmount]').fill('40');
  await page.locator('[name=claimedAsset]').selectOption('USD');
  await look('wanted');
  await press(shell.continue);
  await page
    .locator('input[type=file]')
    .setInputFiles([{ name: 'receipt.png', mimeType: 'image/png', buffer: receipt }]);
  await press(text.files.send);
  await look('files');
  await page.getByRole('link', { name: text.files.goOn, exact: true }).click();
  await look('contact');
  await press(shell.continue);
  await look('help');
  await press(shell.continue);
  await look('review');
  await press(text.review.send);
  await look('sent');
  return /R-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/.exec(await page.locator('.panel').innerText())?.[0] ?? '';
}

/** Signs in with password and second step, and decides the case with the money back. */
async function decide({ page, view, look }: Person, number: string): Promise<void> {
  const { identity, desk } = texts[view.locale];
  const words = said[view.locale];
  await page.goto('/sign-in?next=/desk');
  await page.locator('[name=email]').fill(handler.persona.email);
  await page.locator('[name=password]').fill(residentPassword);
  await page.getByRole('button', { name: identity.signIn.send, exact: true }).click();
  await page.locator('[name=code]').fill(await totpOf(handler.secondStep ?? ''));
  await look('second-step');
  await page.getByRole('button', { name: identity.secondStep.send, exact: true }).click();
  await page.getByRole('heading', { level: 1, name: desk.title }).waitFor();
  await look('queue');
  await page.getByRole('link', { name: number }).click();
  await look('case');
  await page.getByRole('button', { name: desk.case.take, exact: true }).click();
  await page.getByText(desk.done.assigned, { exact: true }).waitFor();
  await page.getByRole('link', { name: desk.acts.decide, exact: true }).click();
  await page.locator('input[value=upheld_full]').check();
  await page.locator('[name=redress]').fill(words.payout);
  await page.locator('[name=letter]').fill(words.letter);
  await page.locator('[name=reason]').fill(words.reason);
  await look('decide');
  await page.getByRole('button', { name: desk.decide.send, exact: true }).click();
  await page.getByText(desk.done.decided).waitFor();
  await look('decided');
}

/** The money is in the wallet, the letter on the case's page and in the mail. */
async function findItPutRight({ page, view, look }: Person, email: string, number: string): Promise<void> {
  const { tracker, wallet } = texts[view.locale];
  const words = said[view.locale];
  await page.goto('/wallet');
  assert.match(await page.locator('main').innerText(), /100\.00/, 'all of the money is there again');
  await look('wallet-refunded');
  await page
    .getByRole('link', { name: new RegExp(wallet.transaction.kinds.refund) })
    .first()
    .click();
  await look('refund');
  await page.goto('/cases');
  await look('cases');
  await page.getByRole('link', { name: number }).click();
  await page.getByRole('heading', { level: 1, name: tracker.titles.decided }).waitFor();
  const lines = words.letter.split('\n\n');
  for (const line of lines) await page.getByText(line).first().waitFor();
  await look('letter');
  const mail = await site.mailTo(email, ({ text }) => text.includes(lines[0] ?? ''));
  assert.ok(linkIn(mail, /^\/c\//), 'the letter leads back to the case');
  await app.audit().then((faults) => assert.deepEqual(faults, []));
}

const views: readonly { readonly customer: View; readonly staff: View }[] = [
  { customer: { ...phone, locale: 'en' }, staff: { ...desktop, locale: 'en' } },
  { customer: { ...smallPhone, javaScript: true, locale: 'zh-CN' }, staff: { ...desktop, locale: 'zh-CN' } },
  { customer: { ...desktop, locale: 'en' }, staff: { ...phone, locale: 'en' } },
  { customer: { ...desktop, locale: 'zh-CN' }, staff: { ...smallPhone, javaScript: true, locale: 'zh-CN' } },
];

for (const { customer: view, staff } of views) {
  test(`a payment goes wrong and is put right: customer on a ${view.name}, handler on a ${staff.name}, in ${view.locale}`, async () => {
    const customer = await openPerson(browser, site.url, view);
    const email = `${view.name}.${view.locale.toLowerCase()}@post.example`;
    await register(customer, email);
    await payIn(customer, `${view.name}-${view.locale}`);
    await pay(customer);
    const number = await complain(customer);
    const colleague = await openPerson(browser, site.url, { ...staff, name: `staff-${staff.name}` });
    await decide(colleague, number);
    await colleague.close();
    await findItPutRight(customer, email, number);
    await customer.close();
  });
}
