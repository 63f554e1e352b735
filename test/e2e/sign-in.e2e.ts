import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { totpOf } from '../browser.ts';
import { codeIn, linkIn, openSite } from '../site.ts';
import { desktop, launchBrowser, openPerson, phone, smallPhone } from './browser.ts';
import type { Person } from './browser.ts';

// Passkeys know a site by its name, so the browser must use the address that the program gives itself.
const port = 20_000 + Math.floor(Math.random() * 20_000);
const site = await openSite({ PORT: String(port), HOST: 'localhost', PUBLIC_URL: `http://localhost:${port}` });
const browser = await launchBrowser();
after(async () => {
  await browser.close();
  await site.close();
});

const password = 'tall orange kettle';
const words = {
  en: {
    email: 'e-mail',
    name: 'Your name',
    code: 'Code from the mail',
    password: 'Password',
    next: 'Continue',
    open: 'Open my account',
  },
  'zh-CN': { email: '电子邮箱', name: '姓名', code: '验证码', password: '密码', next: '继续', open: '开通账户' },
} as const;

async function register({ page, view, look }: Person, email: string, name: string): Promise<void> {
  const text = words[view.locale];
  await page.goto('/register');
  await look('register');
  await page.getByLabel(text.email).fill(email);
  await page.getByRole('button', { name: text.next }).click();
  await page.getByLabel(text.code).fill(codeIn(await site.mailTo(email)));
  await page.getByLabel(text.name).fill(name);
  await page.getByLabel(text.password).fill(password);
  await look('register-code');
  await page.getByRole('button', { name: text.open }).click();
}

async function signOut({ page }: Person): Promise<void> {
  await page
    .getByRole('button', { name: /Sign out|退出登录/ })
    .first()
    .click();
}

for (const view of [
  { ...smallPhone, locale: 'zh-CN' },
  { ...desktop, locale: 'en' },
] as const) {
  test(`a person opens an account and recovers it on a ${view.name} in ${view.locale}`, async () => {
    const person = await openPerson(browser, site.url, view);
    const { page } = person;
    const email = `${view.name}@post.example`;
    await register(person, email, view.locale === 'en' ? 'Alice Hart' : '李伟');
    for (const path of ['/account', '/account/security', '/account/password', '/second-step/set-up']) {
      await page.goto(path);
      await person.look(path.slice(1).replaceAll('/', '-'));
    }
    await signOut(person);
    await page.goto('/recover');
    await person.look('recover');
    await page.locator('#email').fill(email);
    await page.getByRole('button', { name: words[view.locale].next }).click();
    await person.look('recover-code');
    const mail = await site.mailTo(email, ({ subject }) => /recovery|找回/.test(subject));
    await page.locator('#code').fill(codeIn(mail));
    await page.locator('#password').fill('green lantern stairs');
    await page
      .locator('form')
      .filter({ has: page.locator('#code') })
      .getByRole('button')
      .click();
    await page.goto('/account');
    assert.equal(await page.getByText(email).count(), 1, 'signed in with the new password');
    await person.close();
  });
}

test('a passkey is added, signs its holder in, and is removed', async () => {
  const person = await openPerson(browser, site.url, { ...phone, locale: 'en' });
  const { page } = person;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await register(person, 'passkey@post.example', 'Bob Keller');
  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('button', { name: 'Remove' }).waitFor();
  await person.look('passkey-added');
  assert.match((await site.mailTo('passkey@post.example')).subject, /passkey was added/);
  await signOut(person);
  await page.goto('/sign-in?next=/account/security');
  await person.look('sign-in');
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('The passkey is removed.').waitFor();
  await person.close();
});

test('the first admin sets the second step up, invites a handler, and changes the roles', async () => {
  const link = await site.app.identity.createAdminLink();
  const admin = await openPerson(browser, site.url, { ...desktop, locale: 'en' });
  const { page } = admin;
  await page.goto(link ?? '');
  await admin.look('first-admin');
  await page.getByLabel('E-mail').fill('ada@okpay.example');
  await page.getByLabel('Your name').fill('Ada Lind');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await admin.look('set-up-required');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await admin.look('set-up-key');
  const uri = (await page.getByRole('link', { name: /open it in the app/ }).getAttribute('href')) ?? '';
  await page.getByLabel('Code').fill(await totpOf(uri));
  await page.getByRole('button', { name: 'Turn it on' }).click();
  await page.goto('/desk/staff/invite');
  await admin.look('staff-invite');
  await page.getByLabel('E-mail').fill('hannah@okpay.example');
  await page.getByText('handler', { exact: true }).click();
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await admin.look('staff');

  const invited = linkIn(await site.mailTo('hannah@okpay.example'), /accept-invitation/);
  const handler = await openPerson(browser, site.url, { ...smallPhone, locale: 'zh-CN' });
  await handler.page.goto(invited);
  await handler.look('accept-invitation');
  await handler.page.locator('#name').fill('Hannah Berg');
  await handler.page.locator('#password').fill(password);
  await handler.page.getByRole('button', { name: '继续' }).click();
  await handler.page.locator('#currentPassword').fill(password);
  await handler.page.getByRole('button', { name: '继续' }).click();
  await handler.look('set-up-key');
  await handler.page.goto('/desk/staff');
  assert.equal(await handler.page.getByText('ada@okpay.example').count(), 0, 'no desk before the second step');
  await handler.close();

  await page.goto('/desk/staff');
  await page.getByRole('link', { name: 'Change Hannah Berg' }).click();
  await page.getByText('supervisor', { exact: true }).click();
  await page.getByRole('button', { name: 'Save the roles' }).click();
  await page.getByText('The roles are changed.').waitFor();
  await admin.look('staff-member');

  await signOut(admin);
  await page.goto('/sign-in?next=/desk/staff');
  await page.getByLabel('E-mail').fill('ada@okpay.example');
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await admin.look('second-step');
  await page.getByLabel('Code').fill(await totpOf(uri));
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Staff' }).waitFor();
  await admin.close();
});
