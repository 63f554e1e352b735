import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { callerOf, openTestWallets } from '../../../test/wallets.ts';
import type { PersonActor, TestWallets } from '../../../test/wallets.ts';
import { setVerificationLevel } from '../../identity/identity.ts';
import { newId, shardOf } from '../../platform/id.ts';
import { Problem } from '../../platform/problem.ts';
import { auditWallet } from '../wallet.ts';
import { limitedOperations, limitsOf, limitTable } from './limit-table.ts';
import { releaseLimits, useLimits } from './limits.ts';

let now = new Date('2026-11-25T10:00:00Z');
const settings = { ZONE: 'Asia/Shanghai', ASSETS: 'USD:2,EUR:2,CNY:2,USDC:6,ETH:18,XTS:2,XCN:8' };
const [one, four] = [
  await openTestWallets({ ...settings, SHARDS: '1' }, { now: () => now }),
  await openTestWallets({ ...settings, SHARDS: '4' }, { now: () => now }),
];
after(() => Promise.all([one.close(), four.close()]));

interface Answer {
  readonly code: string;
  readonly detail: string;
}

async function answerOf(call: Promise<unknown>): Promise<Answer> {
  try {
    await call;
    return { code: 'done', detail: '' };
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return { code: error.code, detail: error.render('en').detail };
  }
}

function payerIn({ door }: TestWallets) {
  return (from: PersonActor, to: PersonActor, amount: string, { asset = 'USD', key = '' } = {}): Promise<Answer> =>
    answerOf(
      door.call('wallet.send-payment', { to: to.email, asset, amount }, callerOf(from, key === '' ? newId(0) : key)),
    );
}
const pay = payerIn(four);

async function paymentLimits(person: PersonActor, asset = 'USD', { door } = four) {
  const { limits } = await door.call('wallet.my-limits', {}, callerOf(person));
  return limits.find((limit) => limit.operation === 'payment' && limit.asset === asset) ?? assert.fail();
}

async function newPair(amount = 10n ** 9n): Promise<[PersonActor, PersonActor]> {
  const [payer, payee] = [await four.newCustomer('Ann Lee', 1, 0), await four.newCustomer('Bob Ray', 2, 0)];
  await four.fund(payer, 'USD', amount);
  return [payer, payee];
}

describe('the table of limits', () => {
  test('never lets a day less than a transaction, a month less than a day, or a level less than the one before', () => {
    for (const operation of limitedOperations) {
      const levels = limitTable.dollars[operation];
      assert.equal(levels.length, 3);
      for (const [index, [transaction, day, month]] of levels.entries()) {
        assert.ok(0n < transaction && transaction <= day && day <= month);
        const before = levels[index - 1];
        assert.ok(before === undefined || [transaction, day, month].every((amount, at) => amount > (before[at] ?? 0n)));
      }
    }
  });

  test('counts in the minor units of each asset, and an asset that it does not name as a currency or as the dearest coin', () => {
    const rows = [
      ['USD', 2, 1_000_00n],
      ['CNY', 2, 7_000_00n],
      ['USDC', 6, 1_000_000_000n],
      ['ETH', 18, 4n * 10n ** 17n],
      ['JPY', 0, 150_000n],
      ['XTS', 2, 1_000_00n],
      ['XCN', 8, 1_000_000n],
    ] as const;
    for (const [code, decimals, transaction] of rows)
      assert.equal(limitsOf('payment', { code, decimals }, 0).transaction, transaction, code);
  });
});

describe('a limit', () => {
  test('is shown with what is used and left, and what the next level gives', async () => {
    const [payer, payee] = await newPair();
    assert.equal((await pay(payer, payee, '300')).code, 'done');
    const seen = await four.door.call('wallet.my-limits', {}, callerOf(payer));
    assert.deepEqual([seen.level, seen.nextLevel, seen.version, seen.zone], [0, 1, 1, 'Asia/Shanghai']);
    const { transaction, day, month, dayUsed, monthUsed, leftToday, left, next } = await paymentLimits(payer);
    assert.deepEqual(
      [transaction, day, month, dayUsed, monthUsed, leftToday, left],
      [100_000n, 200_000n, 500_000n, 30_000n, 30_000n, 170_000n, 100_000n],
    );
    assert.equal(next?.transaction, 1_000_000n);
    const withdrawal = seen.limits.find((limit) => limit.operation === 'withdrawal' && limit.asset === 'USD');
    assert.deepEqual([withdrawal?.dayUsed, withdrawal?.left], [0n, 50_000n]);
  });

  test('for a transaction refuses one above it, before and at the sending, and says what is possible', async () => {
    const [payer, payee] = await newPair();
    const preview = four.door.call(
      'wallet.preview-payment',
      { to: payee.email, asset: 'USD', amount: '1000.01' },
      callerOf(payer),
    );
    for (const { code, detail } of [await answerOf(preview), await pay(payer, payee, '1000.01')]) {
      assert.equal(code, 'wallet.limit-transaction');
      assert.match(detail, /1,000\.00 USD at the most.*1,000\.00 USD now.*verify your identity/);
    }
    assert.equal((await pay(payer, payee, '1000')).code, 'done');
  });

  test('holds for the calendar day and month of the installation’s zone', async () => {
    const [payer, payee] = await newPair();
    now = new Date('2026-11-25T15:59:00Z');
    for (const amount of ['1000', '999.99']) assert.equal((await pay(payer, payee, amount)).code, 'done');
    const refused = await pay(payer, payee, '0.02');
    assert.equal(refused.code, 'wallet.limit-day');
    assert.match(refused.detail, /used 1,999\.99 USD of 2,000\.00 USD.*move 0\.01 USD.*Asia\/Shanghai/);
    // Midnight in Shanghai.
    now = new Date('2026-11-25T16:00:00Z');
    for (const amount of ['1000', '1000']) assert.equal((await pay(payer, payee, amount)).code, 'done');
    now = new Date('2026-11-26T16:00:00Z');
    assert.equal((await pay(payer, payee, '1000')).code, 'done');
    const { code, detail } = await pay(payer, payee, '0.02');
    assert.equal(code, 'wallet.limit-month');
    assert.match(detail, /used 4,999\.99 USD of 5,000\.00 USD for this month/);
    now = new Date('2026-11-30T16:00:00Z');
    assert.equal((await pay(payer, payee, '1000')).code, 'done');
    now = new Date('2026-11-25T10:00:00Z');
  });

  test('is of one asset and one operation, and rises with the level', async () => {
    const [payer, payee] = await newPair();
    await four.fund(payer, 'EUR', 100_000n);
    for (const amount of ['1000', '1000']) await pay(payer, payee, amount);
    assert.equal((await pay(payer, payee, '1')).code, 'wallet.limit-day');
    assert.equal((await pay(payer, payee, '1000', { asset: 'EUR' })).code, 'done');
    await setVerificationLevel(four.db, payer.id, 1);
    assert.equal((await pay(payer, payee, '10000')).code, 'done');
    await setVerificationLevel(four.db, payer.id, 2);
    assert.match((await pay(payer, payee, '100001')).detail, /highest level/);
  });

  test('counts a repeat once, and a payment that the books refused not at all', async () => {
    const [payer, payee] = await newPair(1_000_00n);
    await Promise.all(['a', 'a', 'a', 'b'].map((key) => pay(payer, payee, '300', { key })));
    assert.equal((await paymentLimits(payer)).dayUsed, 600_00n);
    assert.equal((await pay(payer, payee, '900', { key: 'c' })).code, 'wallet.over-balance');
    assert.equal((await pay(payer, payee, '900', { key: 'c' })).code, 'wallet.over-balance');
    assert.equal((await pay(payer, payee, '200', { key: 'a' })).code, 'platform.idempotency-key-reused');
    assert.equal((await paymentLimits(payer)).dayUsed, 600_00n);
  });

  test('that a crash left used is given back before anybody is refused', async () => {
    const [payer, payee] = await newPair();
    const cutOff = { personId: payer.id, operation: 'payment', asset: 'USD', amount: 100_000n } as const;
    const ctx = { db: four.db, config: four.config, locale: 'en', now } as const;
    await useLimits(ctx, { ...cutOff, transferId: newId(shardOf(payer.id)) });
    await useLimits(ctx, { ...cutOff, transferId: newId(shardOf(payer.id)) });
    assert.equal((await pay(payer, payee, '1000')).code, 'wallet.limit-day');
    now = new Date(now.getTime() + 6 * 60_000);
    assert.equal((await pay(payer, payee, '1000')).code, 'done');
    assert.equal((await paymentLimits(payer)).dayUsed, 100_000n);
  });

  test('is given back within the caller’s transaction, once', async () => {
    const [payer] = await newPair();
    const use = { personId: payer.id, operation: 'withdrawal', asset: 'USD', amount: 500_00n } as const;
    const transferId = newId(shardOf(payer.id));
    const ctx = { config: four.config, locale: 'en', now } as const;
    await four.db.transaction().execute((tx) => useLimits({ ...ctx, tx }, { ...use, transferId }));
    for (let times = 0; times < 2; times += 1)
      await four.db.transaction().execute((tx) => releaseLimits({ ...ctx, tx }, { personId: payer.id, transferId }));
    const { limits } = await four.door.call('wallet.my-limits', {}, callerOf(payer));
    assert.equal(limits.find(({ operation }) => operation === 'withdrawal')?.dayUsed, 0n);
  });
});

for (const [shards, wallets] of [
  [1, one],
  [4, four],
] as const) {
  test(`payments at once never pass a limit, and none that fits is refused, with ${shards} shard(s)`, async () => {
    const send = payerIn(wallets);
    const amounts = fc.array(fc.integer({ min: 1, max: 105_000 }), { minLength: 2, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(amounts, async (asked) => {
        const payer = await wallets.newCustomer('Ann Lee', undefined, 0);
        const payee = await wallets.newCustomer('Bob Ray', undefined, 0);
        await wallets.fund(payer, 'USD', 10n ** 9n);
        const answers = await Promise.all(
          asked.map(async (amount) => ({ amount, code: (await send(payer, payee, (amount / 100).toFixed(2))).code })),
        );
        const sent = answers.filter(({ code }) => code === 'done').reduce((sum, { amount }) => sum + amount, 0);
        const { dayUsed, transaction, day } = await paymentLimits(payer, 'USD', wallets);
        assert.equal(dayUsed, BigInt(sent));
        assert.ok(dayUsed <= day);
        for (const { amount, code } of answers) {
          if (code === 'wallet.limit-transaction') assert.ok(BigInt(amount) > transaction);
          else assert.ok(code === 'done' || (code === 'wallet.limit-day' && dayUsed + BigInt(amount) > day), code);
        }
      }),
      { numRuns: 25 },
    );
  });
}

test('the audit holds every count against what it counts', async () => {
  assert.deepEqual(await auditWallet(four.db), []);
  const [payer, payee] = await newPair();
  await pay(payer, payee, '5');
  await four.db
    .updateTable('wallet.limit_counters')
    .set({ day_used: 1n })
    .where('shard', '=', shardOf(payer.id))
    .where('person_id', '=', payer.id)
    .execute();
  assert.match((await auditWallet(four.db))[0]?.invariant ?? '', /what a person used of his limits/);
});
