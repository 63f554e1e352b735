import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { openSite } from '../site.ts';
import { desktop, launchBrowser, openPerson, phone, smallPhone } from './browser.ts';

const site = await openSite();
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await site.close();
});

for (const view of [
  { ...phone, locale: 'zh-CN' },
  { ...desktop, locale: 'en' },
  { ...smallPhone, locale: 'zh-CN' },
] as const) {
  test(`the public pages read well on a ${view.name} in ${view.locale}`, async () => {
    const person = await openPerson(browser, site.url, view);
    for (const path of [
      '/',
      '/about-complaints',
      '/about-complaints/rules',
      '/about-complaints/rules/uk-disp',
      '/about-complaints/rules/cn-12315',
      '/sign-in',
      '/register',
      '/complain',
      '/no-such-page',
    ]) {
      const answer = await person.page.goto(path);
      assert.equal(answer?.status(), path === '/no-such-page' ? 404 : 200, path);
      assert.equal(await person.page.locator('html').getAttribute('lang'), view.locale);
      assert.equal(await person.page.locator('h1').count(), 1, path);
      if (path !== '/no-such-page') await person.look(path.slice(1).replaceAll('/', '-') || 'home');
    }
    await person.close();
  });
}
