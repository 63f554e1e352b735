import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { callerOf, openTestWallets } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import { Problem } from '../../platform/problem.ts';
import { auditWallet, transactionFacts } from '../wallet.ts';

let now = new Date('2026-11-25T10:00:00Z');
const { db, config, door, newCustomer, newStaff, fund, close } = await openTestWallets(
  { SHARDS: '4' },
  { now: () => now },
);
after(close);
const admin = newStaff('admin');
const handler = newStaff('handler');

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? `${error.code}: ${error.message}` : assert.fail(String(error))),
  );
}

async function balanceOf(person: PersonActor): Promise<bigint | undefined> {
  return (await door.call('wallet.get-wallet', {}, callerOf(person))).balances[0]?.balance;
}

const publish = async (from: string, rules: object[], actor = admin) =>
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the door parses what it is given
  door.call('wallet.publish-fees', { from, rules: rules as never }, callerOf(actor));

/** A payment of 10 USD between two people of different shards, and what it is called with. */
async function newPair() {
  const [payer, payee] = [await newCustomer('Ann Lee', 1), await newCustomer('Bob Ray', 2)];
  await fund(payer, 'USD', 10_000n);
  return { payer, payee, payment: { to: payee.email, asset: 'USD', amount: '10' } };
}

test('at first payments between people are free, under version 1', async () => {
  const { payer, payment } = await newPair();
  const preview = await door.call('wallet.preview-payment', payment, callerOf(payer));
  assert.deepEqual([preview.fee, preview.feeVersion, preview.total], [0n, 1, 1000n]);
  const { id, fee } = await door.call('wallet.send-payment', payment, callerOf(payer));
  const facts = await transactionFacts({ db, config }, id, payer);
  assert.deepEqual([fee, facts?.feeFacts.version, await balanceOf(payer)], [0n, 1, 9000n]);
});

test('only an administrator publishes, never for today, never before what is published, and never nonsense', async () => {
  const rule = { kind: 'payment', asset: 'EUR', flat: '0.30' };
  assert.match(await codeOf(publish('2027-01-01', [rule], handler)), /^platform.not-allowed/);
  assert.match(await codeOf(publish('2026-11-25', [rule])), /^wallet.fee-day-too-early.*2026-11-26/);
  assert.match(await codeOf(publish('2027-02-30', [rule])), /^wallet.day-unknown/);
  assert.match(await codeOf(publish('2027-01-01', [rule, rule])), /^wallet.fee-rule-twice/);
  assert.match(await codeOf(publish('2027-01-01', [{ ...rule, flat: '0.305' }])), /^wallet.amount-too-many-decimals/);
  assert.match(await codeOf(publish('2027-01-01', [{ ...rule, flat: '-1' }])), /^wallet.amount-not-positive/);
  assert.match(await codeOf(publish('2027-01-01', [{ ...rule, asset: 'XAU' }])), /^wallet.asset-unknown/);
  assert.match(await codeOf(publish('2027-01-01', [{ ...rule, basisPoints: 10_001 }])), /^platform.bad-input/);
  assert.match(
    await codeOf(publish('2027-01-01', [{ ...rule, minimum: '2', maximum: '1' }])),
    /^wallet.fee-rule-order/,
  );
});

test('a version applies from its day, and each transaction tells the one that applied', async () => {
  const { payer, payee, payment } = await newPair();
  const before = await door.call('wallet.send-payment', payment, callerOf(payer, 'before'));
  const rule = { kind: 'payment', asset: 'USD', flat: '0.10', basisPoints: 100, maximum: '2' };
  assert.equal((await publish('2026-12-01', [rule])).version, 2);
  assert.match(await codeOf(publish('2026-11-30', [])), /^wallet.fee-day-too-early.*2026-12-01/);
  assert.equal((await door.call('wallet.preview-payment', payment, callerOf(payer))).fee, 0n);
  const states = (await door.call('wallet.list-fees', {}, callerOf({ kind: 'guest' }))).tables;
  assert.deepEqual(
    states.map(({ version, state }) => [version, state]),
    [
      [2, 'coming'],
      [1, 'in-force'],
    ],
  );

  now = new Date('2026-12-01T00:00:00Z');
  const preview = await door.call('wallet.preview-payment', payment, callerOf(payer));
  assert.deepEqual([preview.fee, preview.feeVersion, preview.total], [20n, 2, 1020n]);
  assert.match(
    await codeOf(door.call('wallet.send-payment', payment, callerOf(payer, 'after'))),
    /^wallet.fee-not-confirmed.*0\.20 USD.*0\.00 USD/,
  );
  const confirmed = { ...payment, fee: '0.20', memo: 'lunch' };
  const sent = await door.call('wallet.send-payment', confirmed, callerOf(payer, 'after'));
  assert.deepEqual(
    [sent.fee, sent.balanceAfter, await balanceOf(payer), await balanceOf(payee)],
    [20n, 7980n, 7980n, 2000n],
  );
  assert.deepEqual(await door.call('wallet.send-payment', confirmed, callerOf(payer, 'after')), sent);

  const facts = await transactionFacts({ db, config }, sent.id, payer);
  assert.deepEqual([facts?.fee, facts?.feeFacts.version], [20n, 2]);
  const earlier = await transactionFacts({ db, config }, before.id, payer);
  assert.deepEqual([earlier?.fee, earlier?.feeFacts.version], [0n, 1]);
  // The fee is the payer's affair; staff see it.
  assert.equal((await transactionFacts({ db, config }, sent.id, payee))?.fee, 0n);
  assert.equal((await transactionFacts({ db, config }, sent.id, handler))?.fee, 20n);
  const ofFee = await transactionFacts({ db, config }, facts?.feeFacts.transactionId ?? '', payer);
  assert.deepEqual(
    [ofFee?.kind, ofFee?.amount, ofFee?.feeFacts.of],
    ['fee', 20n, { id: sent.id, reference: sent.reference }],
  );

  const { transactions } = await door.call('wallet.list-transactions', {}, callerOf(payer));
  assert.deepEqual(
    transactions
      .slice(0, 3)
      .map(({ kind, amount, fee, feeVersion, balanceAfter }) => [kind, amount, fee, feeVersion, balanceAfter]),
    [
      ['fee', 20n, 0n, null, 7980n],
      ['payment', 1000n, 20n, 2, 8000n],
      ['payment', 1000n, 0n, null, 9000n],
    ],
  );
});

test('a payment that the balance covers only without its fee moves nothing', async () => {
  const { payer, payee, payment } = await newPair();
  const all = { ...payment, amount: '99', fee: '1.09' };
  assert.match(
    await codeOf(door.call('wallet.send-payment', all, callerOf(payer))),
    /^wallet.over-balance.*100\.00 USD.*100\.09 USD/,
  );
  assert.match(
    await codeOf(door.call('wallet.preview-payment', { ...payment, amount: '99' }, callerOf(payer))),
    /^wallet.over-balance/,
  );
  assert.deepEqual([await balanceOf(payer), await balanceOf(payee)], [10_000n, 0n]);
});

test('a payment repeated after the fees changed gets its first answer, with the fee that it paid', async () => {
  const { payer, payment } = await newPair();
  const given = { ...payment, fee: '0.20' };
  const first = await door.call('wallet.send-payment', given, callerOf(payer, 'same'));
  await publish('2027-01-01', [{ kind: 'payment', asset: 'USD', flat: '5' }]);
  // Two versions of one day: the later one counts.
  await publish('2027-01-01', [{ kind: 'payment', asset: 'USD', flat: '3' }]);
  await publish('2027-02-01', []);
  now = new Date('2027-01-15T00:00:00Z');
  assert.equal((await door.call('wallet.preview-payment', payment, callerOf(payer))).fee, 300n);
  const { tables } = await door.call('wallet.list-fees', {}, callerOf({ kind: 'guest' }));
  assert.deepEqual(
    tables.map(({ state }) => state),
    ['coming', 'in-force', 'replaced', 'past', 'past'],
  );
  for (const day of ['2027-01-15', '2027-02-15']) {
    now = new Date(`${day}T00:00:00Z`);
    assert.deepEqual(await door.call('wallet.send-payment', given, callerOf(payer, 'same')), first);
    assert.match(
      await codeOf(door.call('wallet.send-payment', { ...given, amount: '11', fee: '9' }, callerOf(payer, 'same'))),
      /^platform.idempotency-key-reused/,
    );
  }
  assert.equal(await balanceOf(payer), 8980n);
});

test('published versions cannot be changed, and the audit finds nothing', async () => {
  await assert.rejects(db.updateTable('wallet.fee_rules').set({ flat: 0n }).execute(), /append-only/);
  await assert.rejects(db.deleteFrom('wallet.fee_tables').execute(), /append-only/);
  assert.deepEqual(await auditWallet(db), []);
});
