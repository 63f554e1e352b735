import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { callerOf, openTestWallets } from '../../test/wallets.ts';
import type { PersonActor } from '../../test/wallets.ts';
import type { Ctx } from '../platform/command.ts';
import { newId } from '../platform/id.ts';
import { Problem } from '../platform/problem.ts';
import { auditWallet, payRedressWithin, transactionFacts } from './wallet.ts';
import type { RedressPayment } from './wallet.ts';

const now = new Date('2026-11-22T10:00:00Z');
const { db, config, door, newCustomer, newStaff, fund, close } = await openTestWallets(
  { SHARDS: '4' },
  { now: () => now },
);
after(close);
const handler = newStaff('handler');

/** Pays in a transaction of its own, as a decision would. */
async function redress(payment: Omit<RedressPayment, 'caseId'> & { caseId?: string }, fails = false) {
  return db.transaction().execute(async (tx) => {
    const ctx: Ctx = {
      tx,
      actor: handler,
      now,
      locale: 'en',
      config,
      requestId: 'test',
      about: () => undefined,
      enqueue: async () => undefined,
      send: async () => undefined,
    };
    const paid = await payRedressWithin(ctx, { caseId: newId(0), ...payment });
    if (fails) throw new Error('the decision failed');
    return paid;
  });
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) =>
      error instanceof Problem ? error.code : error instanceof Error ? error.message : assert.fail(String(error)),
  );
}

async function balanceOf(person: PersonActor): Promise<bigint | undefined> {
  return (await door.call('wallet.get-wallet', {}, callerOf(person))).balances.find(({ asset }) => asset === 'USD')
    ?.balance;
}

async function newPayment(cents = 1000n) {
  const [payer, payee] = [await newCustomer('Ann Lee', 1), await newCustomer('Bob Ray', 2)];
  await fund(payer, 'USD', cents);
  const { id } = await door.call(
    'wallet.send-payment',
    { to: payee.email, asset: 'USD', amount: `${cents / 100n}` },
    callerOf(payer),
  );
  return { payer, payee, id };
}

test('redress is on the books with the decision, and shown with the payment that it gives back', async () => {
  const { payer, id } = await newPayment();
  const caseId = newId(0);
  const paid = await redress({
    caseId,
    personId: payer.id,
    asset: 'USD',
    amount: 600n,
    kind: 'refund',
    of: id,
    key: '1',
  });
  assert.deepEqual([paid.balanceAfter, await balanceOf(payer)], [600n, 600n]);
  const facts = await transactionFacts({ db, config }, id, handler);
  assert.deepEqual(facts?.redress, [
    { transactionId: paid.transactionId, caseId, kind: 'refund', amount: 600n, at: now },
  ]);
  const {
    transactions: [seen],
  } = await door.call('wallet.list-transactions', {}, callerOf(payer));
  assert.deepEqual(
    [seen?.kind, seen?.direction, seen?.other, seen?.reference],
    ['refund', 'in', { kind: 'provider', account: 'redress' }, paid.reference],
  );
  assert.deepEqual(await auditWallet(db), []);
});

test('redress does not stand where the decision fails', async () => {
  const { payer, id } = await newPayment();
  assert.equal(
    await codeOf(redress({ personId: payer.id, asset: 'USD', amount: 600n, kind: 'refund', of: id, key: '1' }, true)),
    'the decision failed',
  );
  assert.equal(await balanceOf(payer), 0n);
  assert.deepEqual((await transactionFacts({ db, config }, id, handler))?.redress, []);
});

test('redress of one key is paid once', async () => {
  const person = await newCustomer();
  const payment = {
    caseId: newId(0),
    personId: person.id,
    asset: 'USD',
    amount: 500n,
    kind: 'credit',
    key: '1',
  } as const;
  const [first, again] = [await redress(payment), await redress(payment)];
  assert.deepEqual(first, again);
  assert.equal(await codeOf(redress({ ...payment, amount: 501n })), 'platform.idempotency-key-reused');
  assert.equal(await balanceOf(person), 500n);
});

test('redress reaches a wallet that is frozen for money out, and is refused by one that may not receive', async () => {
  const person = await newCustomer();
  await door.call(
    'wallet.freeze-wallet',
    { person: person.id, scope: 'debits', reason: 'unusual-activity' },
    callerOf(handler),
  );
  const credit = { personId: person.id, asset: 'USD', amount: 100n, kind: 'credit' } as const;
  await redress({ ...credit, key: '1' });
  await door.call('wallet.unfreeze-wallet', { person: person.id, because: 'cleared up' }, callerOf(handler));
  await door.call(
    'wallet.freeze-wallet',
    { person: person.id, scope: 'all', reason: 'scam-report' },
    callerOf(handler),
  );
  assert.equal(await codeOf(redress({ ...credit, key: '2' })), 'wallet.redress-refused');
  assert.equal(await balanceOf(person), 100n);
  assert.equal(await codeOf(redress({ ...credit, asset: 'XAU', key: '3' })), 'wallet.asset-unknown');
});

test('redress that refunds never exceeds the payment, however many cases ask at once', async () => {
  const { payer, id } = await newPayment();
  const refund = async (amount: bigint, key: string) =>
    codeOf(redress({ personId: payer.id, asset: 'USD', amount, kind: 'refund', of: id, key }));
  const codes = await Promise.all(['a', 'b', 'c', 'd'].map((key) => refund(300n, key)));
  assert.deepEqual(codes.toSorted(), ['done', 'done', 'done', 'wallet.refund-too-large']);
  assert.deepEqual([await refund(101n, 'e'), await refund(100n, 'f')], ['wallet.refund-too-large', 'done']);
  assert.equal(await balanceOf(payer), 1000n);
  assert.deepEqual(await auditWallet(db), []);
});

test('redress that refunds fits the payment: its asset, and the one who paid', async () => {
  const { payer, payee, id } = await newPayment();
  const stranger = await newCustomer();
  const refund = { amount: 1n, kind: 'refund', of: id, key: '1' } as const;
  for (const other of [stranger, payee])
    assert.equal(await codeOf(redress({ ...refund, personId: other.id, asset: 'USD' })), 'wallet.refund-of-another');
  assert.equal(await codeOf(redress({ ...refund, personId: payer.id, asset: 'EUR' })), 'wallet.refund-of-another');
  assert.equal(
    await codeOf(redress({ ...refund, personId: payer.id, asset: 'USD', of: newId(1) })),
    'wallet.refund-of-another',
  );
});
