import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { en } from '../../web/locales/en.ts';
import { zhCN } from '../../web/locales/zh-CN.ts';
import { people } from '../people.ts';
import { moveIn, takeOn } from '../residents.ts';
import type { Resident } from '../residents.ts';
import { openSite } from '../site.ts';
import { desktop, launchBrowser, openPerson, phone } from './browser.ts';
import type { Person, View } from './browser.ts';

// By when, and why: the dates of a case as its complainant and its handler meet them.

const site = await openSite({ LICENCES: 'uk-disp,eu-mica,eu-psd2,us-reg-e,us-cfpb' });
const { app } = site;
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await site.close();
});

const texts = { en, 'zh-CN': zhCN } as const;
const admin = await takeOn(app, people.ada);
const handler = await takeOn(app, people.hannah, admin);
const alice = await moveIn(app, people.alice);

/** Somebody's browser, signed in already. */
async function visit(resident: Resident, view: View): Promise<Person> {
  const person = await openPerson(browser, site.url, view);
  const cookies = (resident.browser.headers.get('cookie') ?? '').split('; ').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return { name, value: value.join('='), url: site.url };
  });
  await person.page.context().addCookies(cookies);
  return person;
}

async function open(residence: string) {
  return app.door.call(
    'complaints.open-case',
    { text: 'My transfer has not arrived.', issue: 'W03', product: 'transfer', contact: { residence } },
    alice.caller,
  );
}

for (const view of [
  { ...phone, locale: 'zh-CN' },
  { ...desktop, locale: 'en' },
] as const) {
  test(`each date leads to its rule in plain words, on a ${view.name} in ${view.locale}`, async () => {
    const { number } = await open('GB');
    const person = await visit(alice, view);
    const { page, look } = person;
    await page.goto(`/cases/${number}`);
    for (const details of await page.locator('.clock details summary').all()) await details.click();
    await look('dates');
    await page.getByRole('link', { name: texts[view.locale].rules.see }).first().click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/about-complaints/rules/uk-disp');
    assert.match(await page.locator('main').innerText(), view.locale === 'en' ? /Not legal advice/ : /不构成法律意见/);
    await person.close();
  });
}

test('a notice of delay goes as far as the law lets it, and a step of an authority brings its own date', async () => {
  const { number } = await open('US');
  const british = await open('GB');
  const person = await visit(handler, { ...desktop, locale: 'en' });
  const { page, look } = person;
  const text = en.desk;
  const announce = async (until: string) => {
    await page.locator('[name=text]').fill('The bank of the recipient has not answered yet.');
    await page.locator('[name=delayedUntil]').fill(until);
    await page.getByRole('button', { name: text.reply.send }).click();
  };
  await page.goto(`/desk/cases/${british.number}`);
  await page.getByText(text.reply.movable.title).click();
  await look('what-a-delay-can-move');
  await announce('2099-01-01');
  await page.getByText('The law does not allow so long a delay').first().waitFor();
  await look('delay-too-long');
  const latest = (await app.door.call('complaints.get-case', { number: british.number }, handler.caller)).delays[0]
    ?.latest;
  assert.ok(latest);
  await announce(latest);
  await page.getByText(text.reply.sent).waitFor();
  await page.getByText('The new date for our decision is').first().waitFor();
  await page.goto(`/desk/cases/${number}`);
  await page.getByText(text.step.title).click();
  await page.locator('[name=step]').selectOption('forwarded_by_regulator');
  await page.locator('[name=on]').fill(new Date().toISOString().slice(0, 10));
  await page.locator('[name=reason]').fill('Portal of the CFPB, number 1234');
  await look('a-step-of-an-authority');
  await page.getByRole('button', { name: text.step.send }).click();
  await page.getByText(text.step.recorded).waitFor();
  await page.locator('.clock').getByText('Respond in the CFPB’s portal').waitFor();
  await look('the-date-that-it-brings');
  await person.close();
});
