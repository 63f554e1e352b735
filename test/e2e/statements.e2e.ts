import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { systemAccountId, postWithin } from '../../src/ledger/ledger.ts';
import { queryable } from '../../src/platform/db.ts';
import { newId, shardOf } from '../../src/platform/id.ts';
import { walletAccountId } from '../../src/wallet/wallet.ts';
import { textOfPdf } from '../pdf.ts';
import { people } from '../people.ts';
import { moveIn, takeOn } from '../residents.ts';
import type { Resident } from '../residents.ts';
import { openSite } from '../site.ts';
import { desktop, launchBrowser, openPerson, phone, smallPhone } from './browser.ts';
import type { Person, View } from './browser.ts';

const site = await openSite({ ZONE: 'Asia/Shanghai' });
const { app } = site;
const browser = await launchBrowser();
const folder = await mkdtemp(join(tmpdir(), 'recourse-statements-'));
after(async () => {
  await browser.close();
  await site.close();
  await rm(folder, { recursive: true });
});

const admin = await takeOn(app, people.ada);
const [alice, liwei] = [await moveIn(app, people.alice), await moveIn(app, people.liwei)];
const idOf = ({ actor }: Resident): string => (actor.kind === 'person' ? actor.id : '');
const aliceId = idOf(alice);
await postWithin(
  queryable(app.db),
  [
    {
      kind: 'post',
      id: newId(shardOf(aliceId)),
      purpose: 'deposit',
      debit: systemAccountId('fees', 'USD', shardOf(aliceId)),
      credit: walletAccountId(aliceId, 'USD'),
      asset: 'USD',
      amount: 100_000n,
    },
  ],
  { now: new Date(), shards: app.config.shards },
);
for (const amount of ['12.50', '0.99'])
  await app.door.call('wallet.send-payment', { to: 'li_wei', asset: 'USD', amount, memo: '谢谢 lunch' }, alice.caller);

async function open(view: View, { browser: { headers } }: Resident): Promise<Person> {
  const person = await openPerson(browser, site.url, view);
  const pairs = (headers.get('cookie') ?? '').split('; ').map((pair) => pair.split(/=(.*)/s));
  await person.page
    .context()
    .addCookies(pairs.map(([name = '', value = '']) => ({ name, value, url: site.url, httpOnly: true })));
  return person;
}

/** Waits for the page to find the file ready, by its own refreshing, and saves it. */
async function download({ page }: Person, link: string, name: string): Promise<string> {
  await page.getByRole('link', { name: link, exact: true }).waitFor({ timeout: 30_000 });
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: link, exact: true }).click(),
  ]);
  const path = join(folder, name);
  await file.saveAs(path);
  return path;
}

test('a statement is asked for, made while one waits, and downloaded with the right numbers', async () => {
  const person = await open({ ...phone, locale: 'en' }, alice);
  const { page } = person;
  await page.goto('/wallet');
  await page.getByRole('link', { name: 'Statements' }).click();
  await person.look('statements');
  await page.getByRole('button', { name: 'Make the statement' }).click();
  await page.waitForURL(/\/documents\//);
  const path = await download(person, 'Download', 'statement.pdf');
  await person.look('statement-ready');
  const text = await textOfPdf(await readFile(path));
  for (const part of [
    /Alice Hart/,
    /Opening balance 0\.00 Money in \+1,000\.00 Money out −13\.49 Closing balance 986\.51/,
    /Payment to 李\*/,
    /−12\.50 987\.50/,
    /谢谢 lunch/,
  ])
    assert.match(text, part);
  await page.goto('/statements');
  await person.look('statements-made');
  await person.close();
});

test('a statement as CSV is made in Chinese without JavaScript, and bad days are explained', async () => {
  const person = await open({ ...smallPhone, locale: 'zh-CN' }, liwei);
  const { page } = person;
  await page.goto('/statements');
  await page.getByLabel('起始日期').fill('2030-01-01');
  await page.getByLabel('截止日期').fill('2030-01-02');
  await page.getByRole('button', { name: '生成对账单' }).click();
  await page.getByText('对账单最晚截至今天').first().waitFor();
  await person.look('statement-refused');
  await page.goto('/statements');
  await page.getByText('CSV，便于用表格处理').click();
  await page.getByRole('button', { name: '生成对账单' }).click();
  await person.look('statement-making');
  const csv = await readFile(await download(person, '下载', 'statement.csv'), 'utf8');
  assert.match(csv, /^\uFEFF时间,参考号,摘要/);
  assert.match(csv, /收到 A\*\*\* H\*\*\* 的转账,谢谢 lunch,12\.50,12\.50,USD/);
  assert.match(csv, /期末余额,,,13\.49,USD/);
  await person.close();
});

test('everything that is held of a person comes as one archive that explains itself', async () => {
  const given = { text: 'My payment of 0.99 was a mistake.', wanted: 'The money back' };
  const { number } = await app.door.call('complaints.open-case', given, alice.caller);
  const person = await open({ ...desktop, locale: 'en' }, alice);
  const { page } = person;
  await page.goto('/account');
  await page.getByRole('link', { name: 'Everything we hold of you' }).click();
  await person.look('export');
  await page.getByRole('button', { name: 'Make the file' }).click();
  const path = await download(person, 'Download', 'export.zip');
  const read = (file: string): string => execFileSync('unzip', ['-p', path, file], { encoding: 'utf8' });
  execFileSync('unzip', ['-tq', path]);
  assert.match(read('README.txt'), /Everything that OkPay holds of you[\s\S]*transactions\/USD\.csv/);
  assert.match(read('说明.txt'), /OkPay 保存的关于您的全部信息/);
  assert.equal(JSON.parse(read('profile.json')).email, people.alice.email);
  assert.equal(JSON.parse(read('transactions/USD.json')).length, 3);
  assert.match(read('transactions/USD.csv'), /Closing balance,,,986\.51,USD/);
  assert.match(read(`cases/${number}/case.json`), /My payment of 0\.99 was a mistake/);
  assert.match(read('security-history.json'), /wallet\.request-export/);
  const mail = await site.mailTo(people.alice.email, ({ subject }) => subject.includes('everything'));
  assert.match(mail.text, /\/documents\/[\s\S]*\/lock\//);
  await person.close();
});

test('a kind of notice is switched off, and a security notice comes all the same', async () => {
  const person = await open({ ...phone, locale: 'zh-CN' }, liwei);
  const { page } = person;
  await page.goto('/account/notices');
  await person.look('notices');
  await page.getByLabel('收到的款项').uncheck();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByText('已保存').waitFor();
  assert.equal(await page.getByLabel('收到的款项').isChecked(), false);
  await app.door.call('wallet.send-payment', { to: 'li_wei', asset: 'USD', amount: '5.55' }, alice.caller);
  await sql`select graphile_worker.add_job('wallet.tell-news')`.execute(app.db);
  await site.mailTo(people.alice.email, ({ subject }) => subject.includes('5.55'));
  await app.door.call(
    'wallet.freeze-wallet',
    { person: idOf(liwei), scope: 'debits', reason: 'unusual-activity' },
    admin.caller,
  );
  await site.mailTo(people.liwei.email, ({ subject }) => subject.includes('已锁定'));
  const { rows } =
    await sql`select from platform.outbox where payload ->> 'to' = ${people.liwei.email} and payload ->> 'subject' like '%5.55%'`.execute(
      app.db,
    );
  assert.equal(rows.length, 0);
  await person.close();
});

test('a coupon is issued at the desk, taken by its code, and used on a fee', async () => {
  const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  const desk = await open({ ...desktop, locale: 'en' }, admin);
  await desk.page.goto('/desk/coupons');
  await desk.page.getByLabel('Campaign').fill('Autumn');
  await desk.page.getByLabel('Amount of each').fill('0.25');
  await desk.page.getByLabel('Last day').fill(day(60));
  await desk.page.getByLabel('Terms in English').fill('For fees of this month.');
  await desk.page.getByLabel('Terms in Chinese').fill('仅限本月手续费。');
  await desk.look('coupons-empty');
  await desk.page.getByRole('button', { name: 'Issue them' }).click();
  await desk.page.getByText('Give either a number of codes').first().waitFor();
  await desk.page.getByLabel('Number of codes').fill('2');
  await desk.page.getByRole('button', { name: 'Issue them' }).click();
  await desk.page.getByText('Issued.').waitFor();
  await desk.look('coupons-issued');
  await desk.page.getByRole('link', { name: 'Autumn' }).click();
  const code =
    (
      await desk.page
        .locator('li')
        .filter({ hasText: /^[A-Z2-7]{5}-/ })
        .first()
        .innerText()
    ).split(/\s/)[0] ?? '';
  await desk.look('coupon-codes');
  await desk.close();

  const { version } = await app.door.call(
    'wallet.publish-fees',
    { from: day(2), rules: [{ kind: 'payment', asset: 'USD', flat: '0.30' }] },
    admin.caller,
  );
  // Nobody waits two days for a fee: the table is in force from yesterday on.
  await sql`alter table wallet.fee_tables disable trigger user`.execute(app.db);
  await sql`update wallet.fee_tables set effective_from = now() - interval '1 day' where version = ${version}`.execute(
    app.db,
  );
  const { id } = await app.door.call(
    'wallet.send-payment',
    { to: 'li_wei', asset: 'USD', amount: '1', fee: '0.30' },
    alice.caller,
  );
  const person = await open({ ...phone, locale: 'zh-CN' }, alice);
  const { page } = person;
  await page.goto('/wallet');
  await page.getByRole('link', { name: '优惠券' }).click();
  await page.getByLabel('券码').fill(code.toLowerCase());
  await page.getByRole('button', { name: '领取优惠券' }).click();
  await page.getByText('优惠券已放入您的钱包').waitFor();
  await page.getByText('使用条款').click();
  await person.look('coupon-taken');
  await page.goto(`/transactions/${id}`);
  await person.look('transaction-with-fee');
  await page.getByRole('button', { name: '抵扣手续费' }).click();
  await page.getByText('优惠券已抵扣手续费').waitFor();
  await page.goto('/coupons');
  await page.getByText('已用完').waitFor();
  assert.deepEqual(await app.audit(), []);
  await person.close();
});
