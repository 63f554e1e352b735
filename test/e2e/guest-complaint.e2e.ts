import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { codeIn, openSite } from '../site.ts';
import { desktop, launchBrowser, openPerson, phone, smallPhone } from './browser.ts';
import type { Person } from './browser.ts';

const site = await openSite();
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await site.close();
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPj/HwADAgH/eQoQFgAAAABJRU5ErkJggg==',
  'base64',
);

const words = {
  en: {
    start: 'Start',
    goOn: 'Continue',
    told: 'I paid 250 USD in by bank on Monday. It left my bank and never arrived.',
    addFiles: 'Add the files that I chose',
    afterFiles: 'Go on',
    afterStop: 'Now tell us what happened',
    send: 'Send my complaint',
    confirm: 'Confirm',
    follow: 'Follow my complaint',
    confirmed: 'Thank you, your address is confirmed.',
    message: 'Your message',
    sendMessage: 'Send',
    withdraw: 'Take the complaint back',
    withdrawSend: 'Take it back',
    withdrawn: 'You took this complaint back',
  },
  'zh-CN': {
    start: '开始',
    goOn: '继续',
    told: '我星期一从银行转了250美元充值。银行已经扣款，钱一直没到账。',
    addFiles: '添加所选文件',
    afterFiles: '继续',
    afterStop: '接下来告诉我们发生了什么',
    send: '提交投诉',
    confirm: '确认',
    follow: '查看投诉进度',
    confirmed: '谢谢，您的邮箱已确认。',
    message: '留言内容',
    sendMessage: '发送',
    withdraw: '撤回投诉',
    withdrawSend: '撤回',
    withdrawn: '您已撤回此投诉',
  },
} as const;

/** Answers every question as somebody does who was never here before, and sends the complaint. */
async function complain({ page, view, look }: Person, email: string): Promise<void> {
  const text = words[view.locale];
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await page.goto('/complain');
  await press(text.start);
  await look('urgent');
  await page.locator('input[value=yes]').check();
  await press(text.goOn);
  await look('stop');
  await page.getByRole('link', { name: text.afterStop }).click();
  await page.locator('[name=payment]').fill('250 USD');
  await press(text.goOn);
  await look('issue');
  await page.locator('input[value=W03]').check();
  await press(text.goOn);
  await page.locator('input[value="W03.bank_debited"]').check();
  await press(text.goOn);
  await page.locator('[name=text]').fill(text.told);
  await look('text');
  await press(text.goOn);
  await press(text.goOn);
  await press(text.goOn);
  await page.locator('[name=claimedAmount]').fill('250');
  await page.locator('[name=claimedAsset]').selectOption('USD');
  await look('wanted');
  await press(text.goOn);
  await page.locator('input[type=file]').setInputFiles([{ name: 'bank.png', mimeType: 'image/png', buffer: png }]);
  await press(text.addFiles);
  await look('files');
  await page.getByRole('link', { name: text.afterFiles, exact: true }).click();
  await page.locator('[name=name]').fill('Lin Mei');
  await page.locator('[name=email]').fill(email);
  await look('contact');
  await press(text.goOn);
  await press(text.goOn);
  await look('review');
  assert.match(await page.locator('main').innerText(), /bank\.png/);
  await press(text.send);
}

for (const view of [
  { ...smallPhone, locale: 'zh-CN' },
  { ...phone, locale: 'en' },
  { ...desktop, locale: 'en' },
] as const) {
  test(`a stranger complains, confirms the address, follows the case and takes it back, on a ${view.name} in ${view.locale}`, async () => {
    const person = await openPerson(browser, site.url, view);
    const { page, look } = person;
    const text = words[view.locale];
    const email = `mei.${view.name}@mail.example`;
    await complain(person, email);
    await look('sent');
    assert.match(await page.locator('.panel').innerText(), /R-[0-9A-Z]{4}-[0-9A-Z]{4}/);

    await page.locator('[name=code]').fill('000000');
    await page.getByRole('button', { name: text.confirm, exact: true }).click();
    assert.equal(await page.locator('.error-summary').count(), 1);
    await page.locator('[name=code]').fill(codeIn(await site.mailTo(email)));
    await page.getByRole('button', { name: text.confirm, exact: true }).click();
    await page.getByText(text.confirmed).waitFor();
    await look('tracker');

    await page.getByLabel(text.message).fill(text.told);
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear bank') }]);
    await page.getByRole('button', { name: text.sendMessage, exact: true }).click();
    await page.getByRole('link', { name: 'letter.txt' }).waitFor();
    await look('message');

    await page.getByText(text.withdraw, { exact: true }).click();
    await page.getByRole('button', { name: text.withdrawSend, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: text.withdrawn }).waitFor();
    await look('withdrawn');
    await person.close();
  });
}

test('a saved complaint goes on in another browser with its code', async () => {
  const first = await openPerson(browser, site.url, { ...desktop, locale: 'en' });
  await first.page.goto('/complain');
  await first.page.getByRole('button', { name: 'Start', exact: true }).click();
  await first.page.locator('input[value=no]').check();
  await first.page.getByRole('button', { name: 'Continue' }).click();
  await first.page.getByText('Save this and come back later').click();
  const code = await first.page.locator('.saved .copy-text').innerText();
  await first.close();

  const second = await openPerson(browser, site.url, { ...smallPhone, locale: 'en' });
  await second.page.goto('/complain/resume');
  await second.page.locator('[name=draft]').fill(code.toLowerCase().replaceAll('-', ' '));
  await second.page.getByRole('button', { name: 'Go on' }).click();
  assert.equal(new URL(second.page.url()).pathname, '/complain/transaction');
  await second.close();
});
