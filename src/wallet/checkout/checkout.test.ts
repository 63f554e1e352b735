import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { callerOf, openTestWallets } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import type { Actor } from '../../platform/actor.ts';
import { systemCaller } from '../../platform/door.ts';
import { newId } from '../../platform/id.ts';
import { Problem } from '../../platform/problem.ts';
import { auditWallet } from '../wallet.ts';
import { keyScopes, paymentStates } from './contract.ts';
import type { KeyScope } from './contract.ts';
import { merchantOf } from './key.ts';
import { isPaid, nextState } from './payment-state.ts';
import type { PaymentStep } from './payment-state.ts';
import { settlementCsv } from './settlement-csv.ts';

let now = new Date('2026-11-25T10:00:00Z');
const { db, door, newCustomer, newStaff, fund, close } = await openTestWallets({ SHARDS: '4' }, { now: () => now });
after(close);
const compliance = newStaff('compliance');

// A new fee table begins on a day to come.
const rules = [{ kind: 'checkout' as const, asset: 'USD', flat: '0.10', basisPoints: 150 }];
await door.call('wallet.publish-fees', { from: '2026-11-26', rules }, callerOf(newStaff('admin')));
now = new Date('2026-11-26T10:00:00Z');

const returnUrl = 'https://books.example/thanks';

/** The code of the problem that a call ends in; both its languages are whole. */
async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    for (const { title, detail } of [error.render('en'), error.render('zh-CN')])
      assert.doesNotMatch(title + detail, /[{}]|undefined/);
    return error.code;
  }
  return 'done';
}

async function newMerchant(name = 'Corner Books', shard?: number): Promise<PersonActor> {
  const person = await newCustomer('Mia Stone', shard);
  const application = {
    tradingName: name,
    sells: 'Books',
    website: 'https://books.example',
    contact: 'help@books.example',
  };
  await door.call('wallet.apply-as-merchant', application, callerOf(person));
  await door.call('wallet.decide-merchant', { person: person.id, decision: 'approve' }, callerOf(compliance));
  return person;
}

async function newPayer(amount = 100_000n, shard?: number): Promise<PersonActor> {
  const payer = await newCustomer('Ann Lee', shard);
  await fund(payer, 'USD', amount);
  return payer;
}

async function order(merchant: Actor, amount = '25.00', more: { readonly expiresInMinutes?: number } = {}) {
  const payment = await door.call(
    'wallet.create-checkout',
    { asset: 'USD', amount, orderReference: 'B-1001', description: 'Two novels', returnUrl, ...more },
    callerOf(merchant),
  );
  return { ...payment, token: payment.checkoutUrl.split('/').at(-1) ?? '', due: String(payment.amount) };
}

async function balance(person: PersonActor): Promise<bigint> {
  const { balances } = await door.call('wallet.get-wallet', {}, callerOf(person));
  return balances.find(({ asset }) => asset === 'USD')?.balance ?? 0n;
}

async function keyActor(merchant: PersonActor, scopes: readonly KeyScope[] = keyScopes) {
  const { key, id } = await door.call(
    'wallet.create-merchant-key',
    { name: 'Shop', scopes: [...scopes] },
    callerOf(merchant),
  );
  const actor = await merchantOf(db, new Headers({ authorization: `Bearer ${key}` }), now);
  assert.ok(actor);
  return { key, id, actor };
}

describe('a merchant', () => {
  test('applies, is approved, suspended and let in again, and reads each time why by mail', async () => {
    const person = await newCustomer('Mia Stone');
    assert.equal(await codeOf(order(person)), 'wallet.not-a-merchant');
    const application = {
      tradingName: 'Corner Books',
      sells: 'Books',
      website: 'http://books.example',
      contact: 'a@b.example',
    };
    assert.equal(
      await codeOf(door.call('wallet.apply-as-merchant', application, callerOf(person))),
      'wallet.website-refused',
    );
    const right = { ...application, website: 'https://books.example' };
    await door.call('wallet.apply-as-merchant', right, callerOf(person));
    assert.equal(
      await codeOf(door.call('wallet.apply-as-merchant', right, callerOf(person))),
      'wallet.already-a-merchant',
    );
    assert.equal(await codeOf(order(person)), 'wallet.not-a-merchant');
    const decide = (decision: 'approve' | 'refuse' | 'suspend' | 'reinstate', reason?: string) =>
      door.call('wallet.decide-merchant', { person: person.id, decision, reason }, callerOf(compliance));
    assert.equal(await codeOf(decide('refuse', ' ')), 'wallet.reason-missing');
    await decide('refuse', 'The website is empty.');
    await door.call('wallet.apply-as-merchant', right, callerOf(person));
    await decide('approve');
    assert.equal(await codeOf(decide('approve')), 'wallet.merchant-decided');
    const { token, due } = await order(person);
    await decide('suspend', 'Goods never arrive.');
    assert.equal(await codeOf(order(person)), 'wallet.merchant-suspended');
    assert.equal(
      await codeOf(door.call('wallet.pay-checkout', { token, due }, callerOf(await newPayer()))),
      'wallet.merchant-suspended',
    );
    await decide('reinstate');
    await order(person);
    const { rows } = await sql<{ subject: string; text: string }>`
      select payload ->> 'subject' as subject, payload ->> 'text' as text from platform.outbox where payload ->> 'to' = 'a@b.example' order by id`.execute(
      db,
    );
    assert.deepEqual(
      rows.map(({ text }) => /The website is empty|Goods never arrive/.exec(text)?.[0]),
      ['The website is empty', undefined, 'Goods never arrive', undefined],
    );
    assert.equal(
      (await door.call('wallet.list-merchants', { state: 'approved' }, callerOf(compliance))).length > 0,
      true,
    );
  });

  test('is decided by supervisors, compliance and administrators, never by himself', async () => {
    const merchant = await newMerchant();
    const suspend = { person: merchant.id, decision: 'suspend', reason: 'x' } as const;
    for (const role of ['customer', 'handler'] as const)
      assert.equal(
        await codeOf(door.call('wallet.decide-merchant', suspend, callerOf(newStaff(role)))),
        'platform.not-allowed',
      );
    const both: PersonActor = { ...merchant, roles: ['customer', 'compliance'] };
    assert.equal(await codeOf(door.call('wallet.decide-merchant', suspend, callerOf(both))), 'wallet.own-merchant');
  });
});

describe('an API key', () => {
  test('is shown once, kept as a hash, and refused when it is wrong, revoked or over', async () => {
    const merchant = await newMerchant();
    const wish = { name: 'Shop', scopes: ['payments:write' as const] };
    const { key, id } = await door.call('wallet.create-merchant-key', wish, callerOf(merchant, 'once'));
    assert.match(key, /^rk_[0-9a-f]{32}_[0-9a-f]{40}$/);
    assert.equal(
      await codeOf(door.call('wallet.create-merchant-key', wish, callerOf(merchant, 'once'))),
      'platform.answered-once',
    );
    const { rows } = await sql<{ found: number }>`
      select count(*)::int as found from (
        select k::text as text from wallet.merchant_keys k union all select i::text from platform.idempotency_keys i
        union all select h::text from platform.history h union all select o::text from platform.outbox o) all_texts
      where text like ${`%${key.slice(-40)}%`}`.execute(db);
    assert.equal(rows[0]?.found, 0, 'the secret is nowhere in the database');
    const show = (text: string) => merchantOf(db, new Headers({ authorization: text }), now);
    assert.deepEqual(await show(`Bearer ${key}`), {
      kind: 'merchant',
      merchantId: merchant.id,
      keyId: id,
      scopes: ['payments:write'],
    });
    assert.equal(await merchantOf(db, new Headers(), now), undefined);
    const other = key.slice(0, -1) + (key.endsWith('0') ? '1' : '0');
    for (const wrong of [
      'Basic abc',
      'Bearer',
      'Bearer rk_',
      `Bearer ${other}`,
      `Bearer rk_${'0'.repeat(32)}_${'0'.repeat(40)}`,
    ])
      assert.equal(await codeOf(show(wrong)), 'wallet.key-refused', wrong);
    const [listed] = await door.call('wallet.list-merchant-keys', {}, callerOf(merchant));
    assert.deepEqual([listed?.state, listed?.lastUsedAt, JSON.stringify(listed).includes(key)], ['active', now, false]);
    await door.call('wallet.revoke-merchant-key', { id }, callerOf(merchant));
    assert.equal(await codeOf(show(`Bearer ${key}`)), 'wallet.key-refused');
  });

  test('is rotated with an overlap, in which both work, and keeps its idempotency keys', async () => {
    const merchant = await newMerchant();
    const old = await keyActor(merchant);
    const made = await order(old.actor);
    const next = await door.call('wallet.rotate-merchant-key', { id: old.id, overlapHours: 2 }, callerOf(merchant));
    const show = (key: string) => codeOf(merchantOf(db, new Headers({ authorization: `Bearer ${key}` }), now));
    assert.deepEqual([await show(old.key), await show(next.key)], ['done', 'done']);
    const actor = (await merchantOf(db, new Headers({ authorization: `Bearer ${next.key}` }), now)) ?? assert.fail();
    const cancel = (by: Actor) => door.call('wallet.cancel-checkout', { id: made.id }, callerOf(by, 'same'));
    assert.equal((await cancel(old.actor)).state, 'cancelled');
    assert.equal((await cancel(actor)).state, 'cancelled');
    now = new Date(now.getTime() + 3 * 3_600_000);
    assert.deepEqual([await show(old.key), await show(next.key)], ['wallet.key-refused', 'done']);
    assert.equal(
      await codeOf(door.call('wallet.rotate-merchant-key', { id: old.id }, callerOf(merchant))),
      'wallet.key-ended',
    );
  });

  test('does what its scopes say for its own merchant, and nothing else', async () => {
    const [merchant, another] = [await newMerchant(), await newMerchant('Other Books')];
    const { actor, id } = await keyActor(merchant, ['payments:read']);
    const theirs = await order(another);
    assert.equal(await codeOf(order(actor)), 'platform.key-lacks-scope');
    assert.equal(
      await codeOf(door.call('wallet.get-checkout', { id: theirs.id }, callerOf(actor))),
      'wallet.unknown-checkout',
    );
    assert.deepEqual((await door.call('wallet.list-checkouts', {}, callerOf(actor))).payments, []);
    for (const call of [
      door.call('wallet.get-wallet', {}, callerOf(actor)),
      door.call('wallet.list-merchant-keys', {}, callerOf(actor)),
      door.call('wallet.open-checkout', { token: theirs.token }, callerOf(actor)),
      door.call('wallet.pay-checkout', { token: theirs.token, due: theirs.due }, callerOf(actor)),
    ])
      assert.equal(await codeOf(call), 'platform.not-for-keys');
    const refunder = await keyActor(another, ['refunds:write']);
    assert.equal(
      await codeOf(door.call('wallet.revoke-merchant-key', { id }, callerOf(another))),
      'wallet.unknown-key',
      'nobody revokes another’s',
    );
    assert.equal(
      await codeOf(door.call('wallet.refund-checkout', { id: theirs.id, reason: 'x' }, callerOf(refunder.actor))),
      'wallet.checkout-not-paid',
    );
    const { rows } = await sql<{ actor: string }>`
      select actor from platform.history where operation = 'wallet.create-checkout' and subject = ${`checkout:${(await order((await keyActor(merchant)).actor)).id}`}`.execute(
      db,
    );
    assert.match(rows[0]?.actor ?? '', new RegExp(`^merchant:${merchant.id}/key:`));
  });
});

describe('a payment', () => {
  test('is shown by its link, paid once, and told to both in their histories', async () => {
    const [merchant, payer] = [await newMerchant('Corner Books', 2), await newPayer(100_000n, 1)];
    const { token, due, id } = await order(merchant);
    const guest = callerOf({ kind: 'guest' });
    const seen = await door.call('wallet.open-checkout', { token }, guest);
    assert.deepEqual([seen.merchant.name, seen.due, seen.state, seen.payer], ['Corner Books', 2500n, 'created', null]);
    const [before, taken] = [await balance(payer), await balance(merchant)];
    const paid = await door.call('wallet.pay-checkout', { token, due }, callerOf(payer));
    assert.equal(paid.returnUrl, `${returnUrl}?payment=${id}&status=paid`);
    const { fee, transaction } = await door.call('wallet.get-checkout', { id }, callerOf(merchant));
    assert.equal(fee, 10n + 37n, 'ten cents and 1.5 %, rounded down');
    assert.deepEqual([before - (await balance(payer)), (await balance(merchant)) - taken], [2500n, 2500n - fee]);
    assert.equal(transaction, paid.reference);
    assert.equal(
      (await door.call('wallet.open-checkout', { token }, callerOf(payer))).payer?.transactionId,
      paid.transactionId,
    );
    const facts = await door.call('wallet.get-transaction', { id: paid.reference }, callerOf(payer));
    assert.deepEqual(
      [facts.kind, facts.checkout?.merchant, facts.checkout?.orderReference, facts.memo],
      ['checkout', 'Corner Books', 'B-1001', 'B-1001 · Two novels'],
    );
    const { transactions } = await door.call('wallet.list-transactions', { kind: 'checkout' }, callerOf(payer));
    assert.deepEqual(transactions[0]?.checkout, { merchant: 'Corner Books', orderReference: 'B-1001' });
  });

  test('is paid once, however many press at the same time', async () => {
    const merchant = await newMerchant();
    const payers = await Promise.all([0, 1, 2, 3].map((shard) => newPayer(100_000n, shard)));
    const { token, due, id } = await order(merchant);
    const pressed = [...payers, ...payers].map((payer) =>
      codeOf(door.call('wallet.pay-checkout', { token, due }, callerOf(payer))),
    );
    const answers = (await Promise.all(pressed)).toSorted();
    // The one who paid gets his receipt again.
    assert.deepEqual(answers, ['done', 'done', ...Array.from({ length: 6 }, () => 'wallet.checkout-paid')]);
    const balances = await Promise.all(payers.map(balance));
    assert.equal(balances.filter((left) => left === 100_000n).length, 3);
    assert.equal((await door.call('wallet.get-checkout', { id }, callerOf(merchant))).version, 2);
  });

  test('that is paid and cancelled in one moment is either, never both', async () => {
    const merchant = await newMerchant();
    for (let round = 0; round < 6; round += 1) {
      const payer = await newPayer();
      const { id, token, due } = await order(merchant);
      const [paid, cancelled] = await Promise.all([
        codeOf(door.call('wallet.pay-checkout', { token, due }, callerOf(payer))),
        codeOf(door.call('wallet.cancel-checkout', { id }, callerOf(merchant))),
      ]);
      const { state } = await door.call('wallet.get-checkout', { id }, callerOf(merchant));
      assert.deepEqual(
        [paid, cancelled, await balance(payer)],
        state === 'paid' ? ['done', 'wallet.checkout-paid', 97_500n] : ['wallet.checkout-cancelled', 'done', 100_000n],
      );
    }
  });

  test('is refused with what to do where it cannot be paid', async () => {
    const [merchant, poor, payer] = [await newMerchant(), await newPayer(10n), await newPayer()];
    const { token, due, id } = await order(merchant);
    const pay = (by: Actor, given: { token: string; due: string } = { token, due }) =>
      codeOf(door.call('wallet.pay-checkout', given, callerOf(by)));
    assert.equal(await pay(poor), 'wallet.over-balance');
    assert.equal(await pay(merchant), 'wallet.own-checkout');
    assert.equal(await pay(payer, { token, due: '1' }), 'wallet.checkout-changed');
    assert.equal(await pay({ kind: 'guest' }), 'platform.not-signed-in');
    for (const forged of [`${token.slice(0, -2)}xx`, 'x', Buffer.alloc(32).toString('base64url')])
      assert.equal(await pay(payer, { token: forged, due }), 'wallet.unknown-checkout');
    await door.call('wallet.cancel-checkout', { id }, callerOf(merchant));
    assert.equal(await pay(payer), 'wallet.checkout-cancelled');
    const late = await order(merchant, '1', { expiresInMinutes: 5 });
    now = new Date(now.getTime() + 5 * 60_000);
    assert.equal(await pay(payer, { token: late.token, due: late.due }), 'wallet.checkout-expired');
    assert.equal((await door.call('wallet.get-checkout', { id: late.id }, callerOf(merchant))).state, 'expired');
    for (let times = 0; times < 2; times += 1)
      await door.call('wallet.expire-checkout', { id: late.id }, systemCaller('job', 'test'));
    const { rows } = await sql<{
      state: string;
      version: number;
    }>`select state, version from wallet.checkout_payments where id = ${late.id}`.execute(db);
    assert.deepEqual(rows, [{ state: 'expired', version: 2 }]);
  });

  test('takes no return address that could send a customer astray', async () => {
    const merchant = await newMerchant();
    const wish = { asset: 'USD', amount: '1', orderReference: 'A' };
    const ask = (address: string) =>
      codeOf(door.call('wallet.create-checkout', { ...wish, returnUrl: address }, callerOf(merchant)));
    for (const address of [
      'http://books.example',
      'javascript:alert(1)',
      'https://user:pw@books.example',
      'books.example',
      'data:text/html,x',
    ])
      assert.equal(await ask(address), 'wallet.return-url-refused', address);
    for (const address of ['https://books.example/a?b=c', 'http://localhost:4000/back'])
      assert.equal(await ask(address), 'done');
    assert.equal(await codeOf(order(merchant, '0')), 'wallet.amount-not-positive');
    assert.equal(await codeOf(order(merchant, '1.001')), 'wallet.amount-too-many-decimals');
  });

  test('is listed by state, order and day, page by page', async () => {
    const merchant = await newMerchant();
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1) made.unshift((await order(merchant, '2')).id);
    await door.call('wallet.cancel-checkout', { id: made[1] ?? '' }, callerOf(merchant));
    const list = (filter: object) => door.call('wallet.list-checkouts', filter, callerOf(merchant));
    const first = await list({ limit: 3 });
    const rest = await list({ limit: 3, after: first.next ?? undefined });
    assert.equal(rest.next, null);
    const ids = [...first.payments, ...rest.payments].map(({ id }) => id);
    assert.deepEqual(ids.toSorted(), made.toSorted());
    assert.deepEqual(
      (await list({ state: 'cancelled' })).payments.map(({ id }) => id),
      [made[1]],
    );
    assert.equal((await list({ orderReference: ' B-1001 ' })).payments.length, 5);
    assert.equal((await list({ orderReference: 'B-1' })).payments.length, 0);
    assert.equal((await list({ from: '2026-11-26', to: '2026-11-26' })).payments.length, 5);
    assert.equal((await list({ from: '2026-11-27' })).payments.length, 0);
    assert.equal(await codeOf(list({ from: '2026-11-26', to: '2026-11-25' })), 'wallet.date-order');
  });
});

describe('the states of a payment', () => {
  test('lead nowhere from an end, and to refunds only from what is paid', () => {
    const steps: readonly PaymentStep[] = ['pay', 'cancel', 'expire', 'refund-part', 'refund-rest'];
    for (const state of paymentStates)
      for (const step of steps) {
        const next = nextState(state, step);
        if (step.startsWith('refund')) assert.equal(next !== undefined, isPaid(state) && state !== 'refunded');
        else assert.equal(next !== undefined, state === 'created');
      }
  });
});

describe('a refund', () => {
  test('gives back a part or all, and never more than was paid, however many are ordered at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 6 }), async (cents) => {
        const [merchant, payer] = [await newMerchant(), await newPayer()];
        await fund(merchant, 'USD', 1000n);
        const { id, token, due } = await order(merchant, '25.00');
        await door.call('wallet.pay-checkout', { token, due }, callerOf(payer));
        const refund = (amount: number) =>
          door.call(
            'wallet.refund-checkout',
            { id, amount: (amount / 100).toFixed(2), reason: 'Damaged' },
            callerOf(merchant, newId(0)),
          );
        const answers = await Promise.all(cents.map((amount) => codeOf(refund(amount))));
        const refunds = await door.call('wallet.list-refunds', { id }, callerOf(merchant));
        const sum = refunds.reduce((total, { amount }) => total + amount, 0n);
        const payment = await door.call('wallet.get-checkout', { id }, callerOf(merchant));
        assert.equal(answers.filter((answer) => answer === 'done').length, refunds.length);
        assert.deepEqual([payment.refunded, sum <= 2500n], [sum, true]);
        assert.equal(await balance(payer), 100_000n - 2500n + sum);
        assert.equal(payment.state, sum === 0n ? 'paid' : sum === 2500n ? 'refunded' : 'partly-refunded');
        for (const [index, answer] of answers.entries())
          if (answer !== 'done') assert.ok(BigInt(cents[index] ?? 0) > 2500n - sum, 'none was refused that would fit');
      }),
      { numRuns: 8 },
    );
  });

  test('is made once for a key, needs the money, and shows on both sides', async () => {
    const [merchant, payer] = [await newMerchant(), await newPayer()];
    const { id, token, due } = await order(merchant);
    const refund = (key: string, amount?: string) =>
      door.call('wallet.refund-checkout', { id, amount, reason: 'Returned' }, callerOf(merchant, key));
    assert.equal(await codeOf(refund('early')), 'wallet.checkout-not-paid');
    await door.call('wallet.pay-checkout', { token, due }, callerOf(payer));
    assert.equal(await codeOf(refund('poor')), 'wallet.refund-needs-balance');
    await fund(merchant, 'USD', 1000n);
    const [one, again] = [await refund('part', '5'), await refund('part', '5')];
    assert.equal(one.id, again.id);
    assert.equal(await codeOf(refund('much', '20.01')), 'wallet.more-than-paid');
    await refund('rest');
    assert.equal(await codeOf(refund('none')), 'wallet.more-than-paid');
    const { transactions } = await door.call('wallet.list-transactions', { kind: 'checkout-refund' }, callerOf(payer));
    assert.deepEqual(
      transactions.map(({ amount, checkout, direction }) => [amount, checkout?.merchant, direction]),
      [
        [2000n, 'Corner Books', 'in'],
        [500n, 'Corner Books', 'in'],
      ],
    );
    const facts = await door.call('wallet.get-transaction', { id: one.transaction }, callerOf(payer));
    assert.equal(facts.checkout?.refundReason, 'Returned');
  });
});

describe('a settlement', () => {
  test('sums to what the books moved, and carries no formula into a spreadsheet', async () => {
    const [merchant, payer] = [await newMerchant('Corner Books', 3), await newPayer(10_000_000n, 0)];
    const day = now.toISOString().slice(0, 10);
    for (const [index, orderReference] of ['=1+1', '+2', '-3+4', '@sum', '\tx', '＝1', 'say "hi", you'].entries()) {
      const { id, checkoutUrl, amount } = await door.call(
        'wallet.create-checkout',
        { asset: 'USD', amount: `${index + 10}.25`, orderReference, returnUrl },
        callerOf(merchant),
      );
      const token = checkoutUrl.split('/').at(-1) ?? '';
      await door.call('wallet.pay-checkout', { token, due: String(amount) }, callerOf(payer));
      if (index % 2 === 0)
        await door.call('wallet.refund-checkout', { id, amount: '1.5', reason: 'x' }, callerOf(merchant));
    }
    const report = await door.call('wallet.get-settlement', { from: day, to: day }, callerOf(merchant));
    const [sum] = report.sums;
    const { rows } = await sql<{ net: bigint }>`
      select sum(e.amount) as net from ledger.public_entries e join ledger.public_accounts a on a.id = e.account
      where a.owner = ${merchant.id} and e.purpose in ('checkout', 'checkout-refund', 'fee')`.execute(db);
    assert.deepEqual([sum?.payments, sum?.refunds, sum?.net], [7, 4, rows[0]?.net]);
    assert.equal(sum?.net, await balance(merchant));
    const csv = settlementCsv(report);
    const cells = csv
      .split('\r\n')
      .slice(1, -2)
      .map((line) => line.split(',')[3] ?? '');
    for (const cell of cells) assert.doesNotMatch(cell, /^[=+\-@\t＝]/);
    assert.match(csv, /,"say ""hi"", you",/);
    assert.equal(
      await codeOf(door.call('wallet.get-settlement', { from: '2025-01-01', to: '2026-11-25' }, callerOf(merchant))),
      'wallet.report-too-large',
    );
  });
});

test('the books agree with every payment and refund', async () => {
  assert.deepEqual(await auditWallet(db), []);
});
