import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import routes from '../../web/routes.ts';
import { newId } from '../../src/platform/id.ts';
import { people } from '../people.ts';
import { moveIn, takeOn } from '../residents.ts';
import type { Resident } from '../residents.ts';
import { openSite } from '../site.ts';

// What people meet who go where they should not, and what the pages make of garbage: a refusal, never a crash.

const site = await openSite();
const { app } = site;
after(() => site.close());

const admin = await takeOn(app, people.ada);
const customer = await moveIn(app, people.alice);
const cookies = {
  guest: '',
  customer: cookieOf(customer),
  handler: cookieOf(await takeOn(app, people.hannah, admin)),
  supervisor: cookieOf(await takeOn(app, people.samuel, admin)),
  compliance: cookieOf(await takeOn(app, people.clara, admin)),
  admin: cookieOf(admin),
} as const;
type Visitor = keyof typeof cookies;

const opened = await app.door.call('complaints.open-case', { text: 'The fee is wrong.' }, customer.caller);
const nobody = newId(0);

/** What stands for each part of an address that a route leaves open. */
const known: Readonly<Record<string, string>> = {
  number: opened.number,
  token: new URL(opened.link).pathname.split('/')[2] ?? '',
  person: 'id' in customer.actor ? customer.actor.id : '',
  step: 'text',
};
const patterns = routes.map((route) => (route.index === true ? '/' : `/${route.path ?? ''}`));

function cookieOf({ browser }: Resident): string {
  return browser.headers.get('cookie') ?? '';
}

function address(pattern: string, part: (name: string) => string): string {
  return pattern.replace(/:(\w+)|\*/g, (_match, name: string | undefined) => part(name ?? 'nowhere'));
}

function visit(path: string, cookie: string, init: RequestInit = {}): Promise<Response> {
  const headers = { cookie, accept: 'text/html', 'accept-language': 'en', ...init.headers };
  return fetch(site.url + path, { ...init, redirect: 'manual', headers });
}

const everybody = Object.keys(cookies);
const staff = ['handler', 'supervisor', 'compliance', 'admin'];

/** Who gets behind the door of each address; the first that fits counts, so that a new page is closed until it stands here. */
const doors: readonly { readonly at: RegExp; readonly open: readonly string[] }[] = [
  { at: /^\/desk\/(outbox|coupons\/)/, open: ['supervisor', 'admin'] },
  { at: /^\/desk\/verifications/, open: ['compliance', 'admin'] },
  { at: /^\/desk\/(coupons|bank\/batches\/:batch\/file)/, open: ['supervisor', 'compliance', 'admin'] },
  { at: /^\/desk/, open: staff },
  // Nobody here sells anything.
  { at: /^\/merchant\/(payments|keys|webhook|reports$)/, open: [] },
  {
    at: /^\/(wallet|send|receive|contacts|requests|top-up|withdraw|destinations|coupons|statements|documents|transactions|cases\/|merchant|account\/(limits|verification|export|notices))/,
    open: ['customer'],
  },
  { at: /^\/(account|confirm-it-is-you|second-step\/set-up|cases)/, open: ['customer', ...staff] },
  {
    at: /^\/($|about-|fees|sign-|language|register|recover|second-step|first-admin|accept-|complain|(c|pay|verify|to|lock|checkout)\/|\*)/,
    open: everybody,
  },
];

test('every page lets in whom it is for, sends strangers to sign in, and refuses the others', async () => {
  for (const pattern of patterns) {
    const door = doors.find(({ at }) => at.test(pattern));
    const path = address(pattern, (name) => known[name] ?? nobody);
    for (const [visitor, cookie] of Object.entries(cookies)) {
      const answer = await visit(path, cookie);
      const toSignIn = answer.headers.get('location')?.startsWith('/sign-in?next=') ?? false;
      const where = `${visitor} at ${path}: ${answer.status} ${answer.headers.get('location') ?? ''}`;
      await answer.arrayBuffer();
      if (door?.open.includes(visitor) ?? false) {
        assert.ok(!toSignIn && answer.status !== 403 && answer.status < 500, where);
      } else {
        assert.ok(answer.status === 404 || (visitor === 'guest' ? toSignIn : answer.status === 403), where);
      }
    }
  }
});

const garbage = [
  '\0',
  'a\0b',
  '__proto__',
  'constructor',
  '../../etc/passwd',
  "'; drop table cases; --",
  '<script>alert(1)</script>',
  '{"$gt":""}',
  '😀'.repeat(70),
  '9'.repeat(290),
  '-1e400',
  nobody,
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
] as const;
const queries = [
  'after',
  'state',
  'status',
  'issue',
  'channel',
  'assignee',
  'text',
  'done',
  'from',
  'to',
  'least',
  'most',
  'asset',
  'kind',
  'direction',
  'transaction',
  'next',
  'token',
  'file',
  'settled',
  'locale',
];

/** Fails where the program calls an answer its own fault. */
async function expectNoCrash(answer: Response, what: string): Promise<void> {
  const body = await answer.text();
  assert.ok(answer.status < 500, `${what}: ${answer.status} ${body.slice(0, 300)}`);
}

test('no page crashes on garbage in its address', async () => {
  for (const pattern of patterns) {
    const path = address(pattern, (name) => known[name] ?? nobody);
    for (const cookie of [cookies.customer, cookies.admin]) {
      const inherited = queries.map((name) => `${name}=__proto__`).join('&');
      await expectNoCrash(await visit(`${path}?${inherited}`, cookie), `${path}?${inherited}`);
      if (path === pattern) continue;
      for (const value of garbage) {
        const wrong = address(pattern, () => encodeURIComponent(value));
        await expectNoCrash(await visit(wrong, cookie), wrong);
      }
    }
  }
});

test('no list crashes on garbage in its filters', async () => {
  const lists = [
    '/transactions',
    '/cases',
    '/complain',
    '/sign-in',
    '/first-admin',
    '/accept-invitation',
    '/desk',
    '/desk/contacts',
    '/desk/outbox',
    '/desk/bank',
    '/desk/wallets',
  ];
  for (const path of lists) {
    for (const name of queries) {
      for (const value of garbage) {
        const wrong = `${path}?${name}=${encodeURIComponent(value)}`;
        await expectNoCrash(await visit(wrong, path.startsWith('/desk') ? cookies.admin : cookies.customer), wrong);
      }
    }
  }
});

interface FoundForm {
  readonly action: string;
  readonly multipart: boolean;
  readonly fields: readonly { readonly name: string; readonly value: string; readonly hidden: boolean }[];
}

/** The forms of a page that change something, as a program reads them that fills them in. */
function formsOf(html: string, path: string): FoundForm[] {
  const attribute = (tag: string, name: string) =>
    new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&');
  return Array.from(html.matchAll(/(<form[^>]*>)(.*?)<\/form>/gs), ([, tag = '', inner = '']) => ({
    tag,
    action: attribute(tag, 'action') ?? path,
    multipart: tag.includes('multipart'),
    fields: Array.from(inner.matchAll(/<(?:input|textarea|select|button)[^>]*>/g), ([field]) => ({
      name: attribute(field, 'name') ?? '',
      value: attribute(field, 'value') ?? '',
      hidden: field.includes('type="hidden"'),
    })).filter(({ name }) => name !== ''),
  })).filter(({ tag, action }) => tag.includes('method="post"') && action !== '/sign-out');
}

function bodyOf({ fields, multipart }: FoundForm, value: string, alsoHidden: boolean): FormData | URLSearchParams {
  const body = multipart ? new FormData() : new URLSearchParams();
  for (const field of fields)
    body.append(field.name, field.name === 'intent' || (field.hidden && !alsoHidden) ? field.value : value);
  return body;
}

test('no form crashes on garbage in its fields', async () => {
  const begun = await visit('/complain', '', { method: 'POST', body: new URLSearchParams() });
  const draft = (begun.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const steps = [
    'urgent',
    'transaction',
    'issue',
    'sub-issue',
    'text',
    'happened',
    'impact',
    'wanted',
    'contact',
    'help',
    'files',
    'review',
  ];
  const pages = [
    ...new Set([
      ...patterns.map((pattern) => address(pattern, (name) => known[name] ?? nobody)),
      ...steps.map((step) => `/complain/${step}`),
    ]),
  ];
  let sent = 0;
  for (const visitor of ['guest', 'customer', 'admin'] as const satisfies readonly Visitor[]) {
    const cookie = [cookies[visitor], draft].filter((part) => part !== '').join('; ');
    for (const path of pages) {
      const html = await (await visit(path, cookie)).text();
      for (const form of formsOf(html, path)) {
        for (const value of garbage) {
          for (const alsoHidden of [false, true]) {
            const body = bodyOf(form, value, alsoHidden);
            await expectNoCrash(
              await visit(form.action, cookie, { method: 'POST', body }),
              `${visitor} sends ${path} ${form.action} ${value}`,
            );
            sent += 1;
          }
        }
      }
    }
  }
  assert.ok(sent > 500, `there are forms: ${sent} were sent`);
});
