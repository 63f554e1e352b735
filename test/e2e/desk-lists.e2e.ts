import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { en } from '../../web/locales/en.ts';
import { zhCN } from '../../web/locales/zh-CN.ts';
import { connectSmtp } from '../mail-world.ts';
import { people } from '../people.ts';
import { takeOn } from '../residents.ts';
import type { Resident } from '../residents.ts';
import { openSite } from '../site.ts';
import { desktop, launchBrowser, openPerson, smallPhone } from './browser.ts';
import type { Person, View } from './browser.ts';

// The two lists of what went past the rules: mail that came in unsorted, and mail that did not go out.

const smtpPort = 20_000 + Math.floor(Math.random() * 20_000);
const site = await openSite({ SMTP_IN_PORT: String(smtpPort) });
const { app } = site;
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await site.close();
});

const admin = await takeOn(app, people.ada);
const handler = await takeOn(app, people.hannah, admin);
const texts = { en, 'zh-CN': zhCN } as const;

const html =
  '<p>The fee was taken <b>twice</b>.</p><img src="https://tracker.example/pixel.gif"><script>alert(1)</script>';

/** Sends mails that no rule can file, and waits until they lie on the list. */
async function receive(subjects: readonly string[]): Promise<void> {
  const session = await connectSmtp(smtpPort);
  for (const subject of subjects) {
    const type = subject.startsWith('Fee') ? 'text/html' : 'text/plain';
    const body = subject.startsWith('Fee') ? html : 'Read our offers of the week.';
    const head = [
      'From: Shop <noreply@shop.example>',
      `Subject: ${subject}`,
      `Message-ID: <${subject.replaceAll(' ', '.')}@shop.example>`,
    ];
    await session.send([...head, `Content-Type: ${type}`, '', body, ''].join('\r\n'));
  }
  session.quit();
  for (;;) {
    const { rows } = await sql<{ kept: number }>`
      select count(*)::int as kept from channels.contacts where subject in (${sql.join(subjects)}) and filed_as = 'kept'`.execute(
      app.db,
    );
    if (rows[0]?.kept === subjects.length) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function open(view: View, { browser: { headers } }: Resident): Promise<Person> {
  const person = await openPerson(browser, site.url, view);
  const pairs = (headers.get('cookie') ?? '').split('; ').map((pair) => pair.split(/=(.*)/s));
  const cookies = pairs.map(([name = '', value = '']) => ({ name, value, url: site.url, httpOnly: true }));
  await person.page.context().addCookies(cookies);
  return person;
}

for (const view of [
  { ...desktop, locale: 'en' },
  { ...smallPhone, javaScript: true, locale: 'zh-CN' },
] as const) {
  test(`a handler settles what no rule could file, on a ${view.name} in ${view.locale}`, async () => {
    const { contacts: text, desk } = texts[view.locale];
    const [fee, offer] = [`Fee taken twice ${view.name}`, `Offers of the week ${view.name}`];
    await receive([fee, offer]);
    const { page, look, close } = await open(view, handler);
    const outside: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(site.url)) outside.push(request.url());
    });
    await page.goto('/desk');
    await page.locator('.menu-count').waitFor();
    await page.goto('/desk/contacts');
    await look('contacts');
    await page.getByRole('link', { name: offer }).click();
    await page.locator('input[value=nothing]').check();
    await page.getByRole('button', { name: text.send, exact: true }).click();
    await look('contact-refused');
    await page.locator('[name=because]').fill('Advertising');
    await page.getByRole('button', { name: text.send, exact: true }).click();
    await page.getByText(text.settled).waitFor();
    assert.equal(await page.getByRole('link', { name: offer }).count(), 0);

    await page.getByRole('link', { name: fee }).click();
    await look('contact');
    assert.match(await page.locator('.pre').innerText(), /^The fee was taken twice\.$/);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: text.original }).click();
    assert.match((await download).suggestedFilename(), /\.eml$/);
    await page.locator('input[value=case]').check();
    await page.getByRole('button', { name: text.send, exact: true }).click();
    await page.getByRole('heading', { name: desk.reply.title }).waitFor();
    assert.deepEqual(outside, [], 'nothing is loaded from elsewhere');
    await close();
  });

  test(`an administrator reads the mail that went nowhere, on a ${view.name} in ${view.locale}`, async () => {
    const { outbox: text } = texts[view.locale];
    const { page, look, close } = await open(view, admin);
    await page.goto('/desk/outbox');
    await look('outbox');
    await page.getByRole('link', { name: text.states.kept }).click();
    await page.getByRole('row').filter({ hasText: handler.persona.email }).last().getByRole('link').click();
    await page.locator('.pre').waitFor();
    assert.match(await page.locator('.pre').innerText(), /accept-invitation\?token=/);
    await look('outgoing');
    await page.goto('/desk/outbox?status=dead');
    await page.getByText(text.none).waitFor();
    await close();
  });
}

test('an original is only ever saved, whatever it calls itself', async () => {
  await receive(['Fee as a page']);
  const { rows } = await app.door.call('channels.list-kept', {}, handler.caller);
  const id = rows.find(({ subject }) => subject === 'Fee as a page')?.id ?? '';
  const answer = await fetch(`${site.url}/desk/contacts/${id}/original`, {
    headers: { cookie: handler.browser.headers.get('cookie') ?? '' },
  });
  const header = (name: string) => answer.headers.get(name) ?? '';
  assert.match(header('content-disposition'), /^attachment; /);
  assert.equal(header('x-content-type-options'), 'nosniff');
  assert.match(header('content-security-policy'), /sandbox/);
  assert.match(await answer.text(), /<script>alert\(1\)<\/script>/, 'to the byte');
});
