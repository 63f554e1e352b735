import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { sql } from 'kysely';
import { mailsTo } from '../../../test/browser.ts';
import { callerOf, openTestWallets } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import { postWithin } from '../../ledger/ledger.ts';
import { queryable } from '../../platform/db.ts';
import { systemCaller } from '../../platform/door.ts';
import { newId, shardOf } from '../../platform/id.ts';
import { walletAccountId } from '../account.ts';
import { connectNotices } from '../wallet.ts';
import { hourlyMax, noticeKinds } from './contract.ts';
import { lookForNews } from './tell-news.ts';

let now = new Date('2026-11-25T10:00:00Z');
const clock = { now: () => now };
const { db, config, door, newCustomer, newStaff, fund, close } = await openTestWallets({ SHARDS: '4' }, clock);
after(close);
connectNotices();
const look = () => lookForNews({ db, config, clock, door });

async function pay(from: PersonActor, to: PersonActor, amount: string, memo?: string) {
  return door.call('wallet.send-payment', { to: to.email, asset: 'USD', amount, memo }, callerOf(from));
}

async function subjectsTo(person: PersonActor): Promise<string[]> {
  return (await mailsTo(db, person.email)).map(({ subject }) => subject).reverse();
}

async function pair(): Promise<readonly [PersonActor, PersonActor]> {
  const [ann, ming] = [await newCustomer('Ann Lee', 1), await newCustomer('李明', 2)];
  await door.call('identity.set-locale', { locale: 'zh-CN' }, callerOf(ming));
  await fund(ann, 'USD', 1_000_000n);
  return [ann, ming];
}

describe('a movement', () => {
  test('is told once to each of its people, in his language, with all ways on', async () => {
    const [ann, ming] = await pair();
    const { id, reference } = await pay(ann, ming, '12.50', 'lunch');
    for (let i = 0; i < 3; i += 1) await look();
    assert.deepEqual(await subjectsTo(ann), ['Top-up: +10,000.00 USD', 'Payment to 李*: −12.50 USD']);
    assert.deepEqual(await subjectsTo(ming), ['收到 A** L** 的转账：+12.50 USD']);
    const [{ text } = assert.fail()] = await mailsTo(db, ann.email);
    for (const part of [
      reference,
      'Note: lunch',
      '9,987.50 USD',
      `/transactions/${id}`,
      `/complain?transaction=${id}`,
      '/lock/',
      '/account/notices',
    ])
      assert.ok(text.includes(part), `${part} in ${text}`);
  });

  test('is told once however many look at the same time, whichever commits late', async () => {
    const [ann, ming] = await pair();
    await look();
    const transfer = {
      kind: 'post',
      id: newId(shardOf(ann.id)),
      purpose: 'payment',
      debit: walletAccountId(ann.id, 'USD'),
      credit: walletAccountId(ming.id, 'USD'),
      asset: 'USD',
      amount: 77n,
    } as const;
    const { promise: mayCommit, resolve: commit } = Promise.withResolvers<void>();
    const { promise: posted, resolve: hasPosted } = Promise.withResolvers<void>();
    // A transaction that posted before others did and commits after everybody has looked.
    const late = db.transaction().execute(async (tx) => {
      await postWithin(queryable(tx), [transfer], { now, shards: config.shards });
      hasPosted();
      await mayCommit;
    });
    await posted;
    const [bob, cid] = [await newCustomer('Bob Ray', 3), await newCustomer('Cid Lo', 3)];
    await fund(bob, 'USD', 500n);
    await pay(bob, cid, '1');
    await look();
    commit();
    await late;
    await Promise.all(Array.from({ length: 6 }, look));
    await look();
    const toMing = await subjectsTo(ming);
    assert.deepEqual(toMing.filter((subject) => subject.includes('0.77')).length, 1);
    assert.equal((await subjectsTo(ann)).filter((subject) => subject.includes('0.77')).length, 1);
    assert.equal(new Set(toMing).size, toMing.length);
  });

  test('with a fee is one mail that says the fee', async () => {
    const [ann, ming] = await pair();
    await look();
    const admin = newStaff('admin');
    await door.call(
      'wallet.publish-fees',
      { from: '2026-11-26', rules: [{ kind: 'payment', asset: 'USD', flat: '0.20' }] },
      callerOf(admin),
    );
    const before = now;
    now = new Date('2026-11-26T10:00:00Z');
    await door.call('wallet.send-payment', { to: ming.email, asset: 'USD', amount: '3', fee: '0.20' }, callerOf(ann));
    await look();
    const [last, previous] = await mailsTo(db, ann.email);
    assert.match(last?.subject ?? '', /Payment to 李\*: −3\.00 USD/);
    assert.match(last?.text ?? '', /Fee: 0\.20 USD/);
    assert.match(previous?.subject ?? '', /Top-up/);
    now = before;
  });

  test('of a kind that is switched off is not told; security notices come all the same', async () => {
    const [ann, ming] = await pair();
    await door.call('wallet.set-notice-settings', { off: [...noticeKinds] }, callerOf(ann));
    assert.deepEqual((await door.call('wallet.get-notice-settings', {}, callerOf(ann))).off, [...noticeKinds]);
    await pay(ann, ming, '1');
    await look();
    assert.deepEqual(await subjectsTo(ann), []);
    await door.call(
      'wallet.freeze-wallet',
      { person: ann.id, scope: 'debits', reason: 'unusual-activity' },
      callerOf(newStaff('handler')),
    );
    assert.deepEqual(await subjectsTo(ann), ['Your OkPay wallet was locked']);
    const [{ text } = assert.fail()] = await mailsTo(db, ann.email);
    assert.match(text, /about your security, so it always comes/);
    await assert.rejects(
      // oxlint-disable-next-line typescript/consistent-type-assertions -- what a form from outside may hold
      door.call('wallet.set-notice-settings', { off: ['security' as never] }, callerOf(ann)),
      /bad-input/,
    );
  });

  test('of a flood is in one summary after the first ones of the hour', async () => {
    const [ann, ming] = await pair();
    await look();
    for (let i = 0; i < 5; i += 1) await Promise.all(Array.from({ length: 100 }, () => pay(ann, ming, '0.01')));
    await look();
    await Promise.all([pay(ann, ming, '0.02'), pay(ann, ming, '0.03')]);
    await look();
    assert.equal((await subjectsTo(ming)).length, hourlyMax);
    now = new Date('2026-11-25T11:00:01Z');
    for (let i = 0; i < 2; i += 1) await look();
    const subjects = await subjectsTo(ming);
    assert.equal(subjects.length, hourlyMax + 1);
    assert.equal(subjects.at(-1), `您的 OkPay 钱包另有 ${502 - hourlyMax} 条通知`);
    await pay(ann, ming, '0.04');
    await look();
    assert.equal((await subjectsTo(ming)).length, hourlyMax + 2);
    now = new Date('2026-11-25T10:00:00Z');
  });
});

test('a sign-in on a new device is told at once', async () => {
  const ann = await newCustomer('Ann Lee', 1);
  const signIn = (key: string) =>
    door.call(
      'identity.record-sign-in',
      {
        personId: ann.id,
        sessionId: newId(0),
        key: key.repeat(32),
        browser: 'Firefox',
        system: 'Linux',
        address: '198.51.100.7',
      },
      systemCaller('sign-in', 'test'),
    );
  await signIn('aa');
  await signIn('aa');
  assert.deepEqual(await subjectsTo(ann), []);
  await signIn('bb');
  assert.deepEqual(await subjectsTo(ann), ['New sign-in to your OkPay account']);
  const [{ text } = assert.fail()] = await mailsTo(db, ann.email);
  assert.match(text, /Firefox, Linux[\s\S]*198\.51\.100\.7[\s\S]*\/lock\//);
});

test('what happened before there were notices is nobody’s news, and every account has a cursor behind its last entry', async () => {
  await look();
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from ledger.public_accounts a left join wallet.notice_cursors c on c.shard = a.shard and c.account = a.id
    where a.kind = 'wallet' and a.last_seq <> coalesce(c.seq, 0)`.execute(db);
  assert.equal(rows[0]?.count, 0n);
});
