import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { mailsTo } from '../../../test/browser.ts';
import { callerOf, openTestWallets } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import { audit } from '../../ledger/ledger.ts';
import { queryable } from '../../platform/db.ts';
import { systemCaller } from '../../platform/door.ts';
import { Problem } from '../../platform/problem.ts';
import { newId } from '../../platform/id.ts';
import { auditWallet, issueCouponWithin } from '../wallet.ts';
import { codeHash, codeOf } from './code.ts';
import { releaseOf, useOf } from './coupon.ts';
import type { CouponFacts } from './coupon.ts';

let now = new Date('2026-11-25T10:00:00Z');
const { db, config, door, newCustomer, newStaff, fund, close } = await openTestWallets(
  { SHARDS: '4' },
  { now: () => now },
);
after(close);
const admin = newStaff('admin');
const campaign = {
  campaign: 'Spring',
  asset: 'USD',
  amount: '1.00',
  uses: ['fees'],
  termsEn: 'For fees only.',
  termsZh: '仅限手续费。',
  lastDay: '2026-12-31',
} as const;

await door.call(
  'wallet.publish-fees',
  { from: '2026-11-26', rules: [{ kind: 'payment', asset: 'USD', flat: '0.30' }] },
  callerOf(admin),
);
now = new Date('2026-11-26T10:00:00Z');

async function codeOfProblem(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : assert.fail(String(error))),
  );
}

async function owed(): Promise<bigint> {
  const { rows } = await sql<{ owed: bigint }>`
    select coalesce(sum(balance), 0) as owed from ledger.public_accounts where owner = 'coupons' and asset = 'USD'`.execute(
    db,
  );
  return rows[0]?.owed ?? 0n;
}

async function balanceOf(person: PersonActor): Promise<bigint | undefined> {
  return (await door.call('wallet.get-wallet', {}, callerOf(person))).balances[0]?.balance;
}

async function payWithFee(from: PersonActor, to: PersonActor): Promise<string> {
  const payment = { to: to.email, asset: 'USD', amount: '5', fee: '0.30' };
  return (await door.call('wallet.send-payment', payment, callerOf(from))).id;
}

async function allHolds(): Promise<void> {
  assert.deepEqual([...(await auditWallet(db)), ...(await audit(queryable(db)))], []);
}

describe('a coupon', () => {
  test('of a named customer is owed when issued, told of, pays a fee once, keeps the rest, and is released when over', async () => {
    const [ann, bob] = [await newCustomer('Ann Lee', 1), await newCustomer('Bob Ray', 2)];
    await fund(ann, 'USD', 10_000n);
    const before = await owed();
    await door.call('wallet.issue-coupons', { ...campaign, people: [ann.email] }, callerOf(admin));
    assert.equal((await owed()) - before, 100n);
    const [{ subject } = assert.fail()] = await mailsTo(db, ann.email);
    assert.match(subject, /coupon of 1\.00 USD/);
    const { coupons } = await door.call('wallet.my-coupons', {}, callerOf(ann));
    const [coupon = assert.fail()] = coupons;
    assert.deepEqual(
      [coupon.left, coupon.state, coupon.terms.en, coupon.expiresAt.toISOString()],
      [100n, 'open', 'For fees only.', '2027-01-01T00:00:00.000Z'],
    );
    const transaction = await payWithFee(ann, bob);
    const use = { coupon: coupon.id, transaction };
    assert.equal(await codeOfProblem(door.call('wallet.use-coupon', use, callerOf(bob))), 'wallet.coupon-unknown');
    const uses = await Promise.all(
      [1, 2, 3].map(() => codeOfProblem(door.call('wallet.use-coupon', use, callerOf(ann)))),
    );
    assert.deepEqual(uses.sort(), ['done', 'wallet.coupon-not-for-this', 'wallet.coupon-not-for-this']);
    assert.deepEqual([await balanceOf(ann), (await owed()) - before], [9500n, 70n]);
    await allHolds();
    now = new Date('2027-01-01T00:00:00Z');
    const again = await payWithFee(ann, bob);
    assert.equal(
      await codeOfProblem(door.call('wallet.use-coupon', { ...use, transaction: again }, callerOf(ann))),
      'wallet.coupon-over',
    );
    for (let i = 0; i < 2; i += 1) await door.call('wallet.expire-coupons', {}, systemCaller('coupons', 'test'));
    assert.equal(await owed(), before);
    assert.equal((await door.call('wallet.my-coupons', {}, callerOf(ann))).coupons[0]?.state, 'expired');
    await allHolds();
    now = new Date('2026-11-26T10:00:00Z');
  });

  test('pays a part of a merchant’s payment in the same transaction, or nothing moves', async () => {
    const [ann, mia] = [await newCustomer('Ann Lee', 1), await newCustomer('Mia Stone', 2)];
    await fund(ann, 'USD', 450n);
    await door.call(
      'wallet.apply-as-merchant',
      { tradingName: 'Books', sells: 'Books', website: 'https://books.example', contact: 'a@books.example' },
      callerOf(mia),
    );
    await door.call(
      'wallet.decide-merchant',
      { person: mia.id, decision: 'approve' },
      callerOf(newStaff('compliance')),
    );
    const order = async (amount: string) => {
      const { checkoutUrl, amount: due } = await door.call(
        'wallet.create-checkout',
        { asset: 'USD', amount, orderReference: 'B-1', returnUrl: 'https://books.example/thanks' },
        callerOf(mia),
      );
      return { token: checkoutUrl.split('/').at(-1) ?? '', due: String(due) };
    };
    await door.call('wallet.issue-coupons', { ...campaign, uses: ['checkout'], people: [ann.email] }, callerOf(admin));
    const coupon = (await door.call('wallet.my-coupons', {}, callerOf(ann))).coupons[0]?.id ?? '';
    const pay = (checkout: object, from = ann) =>
      codeOfProblem(door.callUntyped('wallet.pay-checkout', { ...checkout, coupon }, callerOf(from)));
    const [dear, right] = [await order('5.51'), await order('5.50')];
    const before = await owed();
    assert.equal(await pay(dear), 'wallet.over-balance');
    assert.equal(await pay(right, await newCustomer('Bob Ray', 3)), 'wallet.coupon-unknown');
    assert.deepEqual([await balanceOf(ann), await owed()], [450n, before]);
    assert.equal(await pay(right), 'done');
    assert.deepEqual([await balanceOf(ann), await balanceOf(mia), await owed()], [0n, 550n, before - 100n]);
    assert.equal(await pay(right), 'done');
    assert.equal(await pay(dear), 'wallet.coupon-over');
    await allHolds();
  });

  test('given to put a case right is paid by redress', async () => {
    const ann = await newCustomer('Ann Lee', 2);
    await db.transaction().execute(async (tx) => {
      const call = { ...callerOf(newStaff('handler')), now, config, tx };
      const ctx = { ...call, about: () => undefined, enqueue: async () => undefined, send: async () => undefined };
      await issueCouponWithin(ctx, {
        asset: { code: 'USD', decimals: 2 },
        amount: 500n,
        uses: ['fees'],
        terms: { en: 'Sorry.', 'zh-CN': '抱歉。' },
        expiresAt: new Date('2026-12-01T00:00:00Z'),
        personId: ann.id,
        for: { caseId: newId(2) },
      });
    });
    const { coupons } = await door.call('wallet.my-coupons', {}, callerOf(ann));
    assert.deepEqual(
      coupons.map(({ left, isRedress }) => [left, isRedress]),
      [[500n, true]],
    );
    await allHolds();
    now = new Date('2026-12-02T00:00:00Z');
    await door.call('wallet.expire-coupons', {}, systemCaller('coupons', 'test'));
    await allHolds();
    now = new Date('2026-11-26T10:00:00Z');
  });

  test('of a code belongs to whoever takes it first, whichever shard he lives in', async () => {
    const [ann, bob] = [await newCustomer('Ann Lee', 3), await newCustomer('Bob Ray', 2)];
    await fund(ann, 'USD', 10_000n);
    await door.call(
      'wallet.issue-coupons',
      { ...campaign, campaign: 'Codes', amount: '0.20', count: 3 },
      callerOf(admin),
    );
    const { codes } = await door.call('wallet.list-coupon-codes', { campaign: 'Codes' }, callerOf(admin));
    assert.equal(new Set(codes).size, 3);
    const code = codes[0] ?? '';
    assert.match(code, /^([A-Z2-7]{5}-){5}[A-Z2-7]$/);
    assert.equal(
      await codeOfProblem(door.call('wallet.claim-coupon', { code: 'AAAAA' }, callerOf(ann))),
      'wallet.coupon-unknown',
    );
    const took = await Promise.all(
      [ann, bob].map((person) =>
        codeOfProblem(
          door.call('wallet.claim-coupon', { code: ` ${code.toLowerCase().replaceAll('-', ' ')}` }, callerOf(person)),
        ),
      ),
    );
    assert.deepEqual(took.sort(), ['done', 'wallet.coupon-taken']);
    const { codes: left } = await door.call('wallet.list-coupon-codes', { campaign: 'Codes' }, callerOf(admin));
    assert.equal(left.length, 2);
    const second = left[0] ?? '';
    const { id } = await door.call('wallet.claim-coupon', { code: second }, callerOf(ann));
    const { amount } = await door.call(
      'wallet.use-coupon',
      { coupon: id, transaction: await payWithFee(ann, bob) },
      callerOf(ann),
    );
    assert.equal(amount, 20n);
    const { campaigns } = await door.call('wallet.list-campaigns', {}, callerOf(admin));
    assert.deepEqual(
      campaigns
        .filter((one) => one.campaign === 'Codes')
        .map((one) => [one.coupons, one.claimed, one.issued, one.used, one.open, one.expired]),
      [[3, 2, 60n, 20n, 40n, 0n]],
    );
    await allHolds();
  });

  test('is refused to be issued for nobody, for nothing, for yesterday or by a handler', async () => {
    const issue = (given: object, actor = admin) =>
      codeOfProblem(door.callUntyped('wallet.issue-coupons', { ...campaign, ...given }, callerOf(actor)));
    assert.equal(await issue({}), 'wallet.coupon-for-whom');
    assert.equal(await issue({ count: 1, people: ['x@post.example'] }), 'wallet.coupon-for-whom');
    assert.equal(await issue({ people: ['nobody@post.example'] }), 'wallet.recipient-unknown');
    assert.equal(await issue({ count: 1, lastDay: '2026-11-26' }), 'wallet.coupon-expiry');
    assert.equal(await issue({ count: 1, lastDay: '2036-01-01' }), 'wallet.coupon-expiry');
    assert.equal(await issue({ count: 1, amount: '0' }), 'wallet.amount-not-positive');
    assert.equal(await issue({ count: 1, uses: [] }), 'platform.bad-input');
    assert.equal(await issue({ count: 1 }, newStaff('handler')), 'platform.not-allowed');
  });

  test('has a code that no other installation knows', () => {
    const id = '01a213df-647c-7105-a5c9-229773197101';
    assert.notEqual(codeOf(config, id), codeOf({ masterKey: Buffer.alloc(32, 1) }, id));
    assert.deepEqual(codeHash(codeOf(config, id)), codeHash(codeOf(config, id).toLowerCase()));
  });

  test('never pays more than it has, and is what was used, what is left and what was released', () => {
    const step = fc.oneof(
      fc.record({
        due: fc.bigInt(-2n, 60n),
        use: fc.constantFrom('fees' as const, 'checkout' as const),
        days: fc.nat(3),
      }),
      fc.constant('expire' as const),
    );
    fc.assert(
      fc.property(fc.bigInt(1n, 100n), fc.array(step, { maxLength: 12 }), (amount, steps) => {
        let at = new Date('2026-11-01T00:00:00Z');
        let coupon: CouponFacts = {
          personId: 'ann',
          asset: 'USD',
          left: amount,
          uses: ['fees'],
          state: 'open',
          expiresAt: new Date('2026-11-10T00:00:00Z'),
        };
        let [used, released] = [0n, 0n];
        for (const one of steps) {
          if (one === 'expire') {
            const given = releaseOf(coupon, at);
            if (given === undefined) continue;
            released += given;
            coupon = { ...coupon, left: 0n, state: 'expired' };
            continue;
          }
          at = new Date(at.getTime() + one.days * 86_400_000);
          const answer = useOf(coupon, { personId: 'ann', asset: 'USD', use: one.use, due: one.due, now: at });
          if ('refused' in answer) continue;
          assert.ok(one.use === 'fees' && at < coupon.expiresAt && answer.amount > 0n && answer.amount <= one.due);
          used += answer.amount;
          coupon = { ...coupon, left: answer.left, state: answer.state };
        }
        assert.equal(used + released + coupon.left, amount);
        assert.equal(coupon.state === 'open', coupon.left > 0n);
      }),
    );
  });
});
