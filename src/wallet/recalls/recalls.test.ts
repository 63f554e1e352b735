import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { callerOf, openTestWallets } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import { postWithin } from '../../ledger/ledger.ts';
import type { Ctx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { systemCaller } from '../../platform/door.ts';
import { newId } from '../../platform/id.ts';
import { Problem } from '../../platform/problem.ts';
import { feeTransfers } from '../fees/fee-transfers.ts';
import { auditWallet, payRedressWithin, transactionFacts, walletAccountId } from '../wallet.ts';

const start = new Date('2026-11-25T10:00:00Z');
let now = start;
const { db, config, door, newCustomer, newStaff, fund, close } = await openTestWallets(
  { SHARDS: '4' },
  { now: () => now },
);
after(close);
const handler = newStaff('handler');
const dayMs = 86_400_000;

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : assert.fail(String(error))),
  );
}

async function balanceOf(person: PersonActor): Promise<bigint | undefined> {
  return (await door.call('wallet.get-wallet', {}, callerOf(person))).balances[0]?.balance;
}

/** A payment of 10 USD between people of different shards. */
async function newPayment() {
  now = start;
  const [payer, payee] = [await newCustomer('Ann Lee', 1), await newCustomer('李明', 2)];
  await fund(payer, 'USD', 1000n);
  const { id } = await door.call(
    'wallet.send-payment',
    { to: payee.email, asset: 'USD', amount: '10' },
    callerOf(payer),
  );
  return { payer, payee, id };
}

const reason = 'I took the wrong contact';
const ask = async (person: PersonActor, id: string) => door.call('wallet.ask-recall', { id, reason }, callerOf(person));
const giveBack = async (person: PersonActor, id: string, amount?: string) =>
  door.call('wallet.return-payment', { id, amount }, callerOf(person));
const decline = async (person: PersonActor, id: string) =>
  door.call('wallet.decline-recall', { id, reason: 'It was the price of a book' }, callerOf(person));
const expire = async (id: string) => door.call('wallet.expire-recall', { id }, systemCaller('test', 'test'));

async function recallOf(id: string, viewer: PersonActor = handler) {
  return (await transactionFacts({ db, config }, id, viewer))?.recall;
}

async function mailsTo({ email }: PersonActor): Promise<string[]> {
  const rows = await db.selectFrom('platform.outbox').select('payload').orderBy('created_at').orderBy('id').execute();
  return rows.flatMap(({ payload }) => {
    const mail = JSON.parse(JSON.stringify(payload));
    return mail.to === email && mail.automatic === true ? [`${mail.subject}\n${mail.text}`] : [];
  });
}

test('a recipient is asked neutrally, returns with one tap, and the return is linked to its payment', async () => {
  const { payer, payee, id } = await newPayment();
  assert.ok((await door.call('wallet.get-transaction', { id }, callerOf(payer))).recallUntil);
  assert.deepEqual(await ask(payer, id), { state: 'asked' });
  const [letter = ''] = await mailsTo(payee);
  assert.match(letter, /A\*\* L\*\* asks about a payment to you[^]*10\.00 USD[^]*5 December 2026/);
  // The sender's words are for the page.
  assert.doesNotMatch(letter, /contact/);
  const [waiting] = (await door.call('wallet.list-recalls', {}, callerOf(payee))).recalls;
  assert.deepEqual([waiting?.transactionId, waiting?.from, waiting?.amount], [id, 'A** L**', 1000n]);
  const seen = await door.call('wallet.get-transaction', { id }, callerOf(payee));
  assert.deepEqual([seen.recall?.reason, seen.returnable], [reason, { left: 1000n, available: 1000n, frozen: false }]);

  const back = await giveBack(payee, id);
  assert.deepEqual([await balanceOf(payer), await balanceOf(payee)], [1000n, 0n]);
  const seenBack = await door.call('wallet.get-transaction', { id: back.id }, callerOf(payer));
  assert.deepEqual(
    [seenBack.kind, seenBack.returnOf?.id, seenBack.direction, seenBack.amount],
    ['return', id, 'in', 1000n],
  );
  const recall = await recallOf(id);
  assert.deepEqual([recall?.state, recall?.returned, recall?.returnTransactionId], ['returned', 1000n, back.id]);
  assert.deepEqual(await giveBack(payee, id), back);
  assert.deepEqual((await door.call('wallet.list-recalls', {}, callerOf(payee))).recalls, []);
});

test('a part is returned, a refusal has its reason, and each settles the question', async () => {
  const part = await newPayment();
  await ask(part.payer, part.id);
  assert.equal(await codeOf(giveBack(part.payee, part.id, '10.01')), 'wallet.return-too-large');
  await giveBack(part.payee, part.id, '4');
  assert.deepEqual([(await recallOf(part.id))?.state, await balanceOf(part.payer)], ['returned-in-part', 400n]);
  assert.equal(await codeOf(decline(part.payee, part.id)), 'wallet.recall-settled');

  const whole = await newPayment();
  await ask(whole.payer, whole.id);
  for (let times = 0; times < 2; times += 1) await decline(whole.payee, whole.id);
  const recall = await recallOf(whole.id, whole.payer);
  assert.deepEqual([recall?.state, recall?.declinedBecause], ['declined', 'It was the price of a book']);
  assert.equal(await codeOf(giveBack(whole.payee, whole.id)), 'wallet.recall-settled');
  assert.match((await mailsTo(whole.payer)).join(), /declined[^]*complain\?transaction=/);
});

test('nobody answers, and the question ends with the next door', async () => {
  const { payer, payee, id } = await newPayment();
  await ask(payer, id);
  await expire(id);
  assert.equal((await recallOf(id))?.state, 'asked');
  now = new Date(start.getTime() + 10 * dayMs);
  for (let times = 0; times < 2; times += 1) await expire(id);
  assert.equal((await recallOf(id))?.state, 'expired');
  assert.equal(await codeOf(giveBack(payee, id)), 'wallet.recall-settled');
  assert.equal((await mailsTo(payer)).filter((mail) => /did not answer in time[^]*complain/.test(mail)).length, 1);
});

test('only the sender asks, once, in time, for a payment; only the recipient answers', async () => {
  const { payer, payee, id } = await newPayment();
  const stranger = await newCustomer();
  assert.equal(await codeOf(ask(payee, id)), 'wallet.recall-not-a-payment');
  assert.equal(await codeOf(ask(stranger, id)), 'wallet.transaction-unknown');
  assert.equal(await codeOf(giveBack(payee, id)), 'wallet.recall-unknown');
  const codes = await Promise.all([codeOf(ask(payer, id)), codeOf(ask(payer, id))]);
  assert.deepEqual(codes.toSorted(), ['done', 'wallet.recall-asked-before']);
  for (const other of [payer, stranger]) {
    assert.equal(await codeOf(giveBack(other, id)), 'wallet.recall-unknown');
    assert.equal(await codeOf(decline(other, id)), 'wallet.recall-unknown');
  }
  assert.equal((await mailsTo(payee)).length, 1);
  const late = await newPayment();
  now = new Date(start.getTime() + 30 * dayMs);
  assert.equal(await codeOf(ask(late.payer, late.id)), 'wallet.recall-too-late');
  now = start;
  await giveBack(payee, id);
  const [returned] = (await door.call('wallet.list-transactions', { kind: 'return' }, callerOf(payee))).transactions;
  assert.equal(await codeOf(ask(payee, returned?.id ?? '')), 'wallet.recall-not-a-payment');
});

test('a recipient who has not enough, or is frozen, is told so and may answer later', async () => {
  const { payer, payee, id } = await newPayment();
  await ask(payer, id);
  await door.call(
    'wallet.send-payment',
    { to: (await newCustomer()).email, asset: 'USD', amount: '9' },
    callerOf(payee),
  );
  await assert.rejects(
    giveBack(payee, id),
    /return-over-balance: You can spend 1\.00 USD, and the return needs 10\.00 USD/,
  );
  const freeze = { person: payee.id, reason: 'unusual-activity' } as const;
  await door.call('wallet.freeze-wallet', { ...freeze, scope: 'debits' }, callerOf(handler));
  assert.equal((await door.call('wallet.get-transaction', { id }, callerOf(payee))).returnable?.frozen, true);
  assert.equal(await codeOf(giveBack(payee, id, '1')), 'wallet.sender-frozen');
  await door.call('wallet.unfreeze-wallet', { person: payee.id, because: 'Cleared up' }, callerOf(handler));
  await door.call('wallet.freeze-wallet', { ...freeze, person: payer.id, scope: 'all' }, callerOf(handler));
  assert.equal(await codeOf(giveBack(payee, id, '1')), 'wallet.return-not-receivable');
  await door.call('wallet.unfreeze-wallet', { person: payer.id, because: 'Cleared up' }, callerOf(handler));
  await giveBack(payee, id, '1');
  assert.equal(await balanceOf(payer), 100n);
});

test('a payment that is still set aside comes back at once, with its fee', async () => {
  now = start;
  const [payer, payee] = [await newCustomer('Ann Lee', 1), await newCustomer('Bob Ray', 2)];
  await fund(payer, 'USD', 1000n);
  const hold = {
    kind: 'hold',
    id: newId(1),
    purpose: 'payment',
    debit: walletAccountId(payer.id, 'USD'),
    credit: walletAccountId(payee.id, 'USD'),
    asset: 'USD',
    amount: 900n,
  } as const;
  await postWithin(queryable(db), feeTransfers(hold, { fee: 20n, version: 1 }), { now, shards: 4 });
  const available = async () => (await door.call('wallet.get-wallet', {}, callerOf(payer))).balances[0]?.available;
  assert.equal(await available(), 80n);
  const before = await transactionFacts({ db, config }, hold.id, payer);
  assert.deepEqual([before?.status, before?.fee], ['held', 20n]);
  assert.deepEqual(await ask(payer, hold.id), { state: 'voided' });
  assert.equal(await available(), 1000n);
  const facts = await transactionFacts({ db, config }, hold.id, payer);
  assert.deepEqual([facts?.status, facts?.recall?.state, facts?.fee], ['voided', 'voided', 0n]);
  assert.deepEqual(await mailsTo(payee), []);
});

/** A refund of ours for the same payment, as a decision would order it. */
async function refund(personId: string, of: string, amount: bigint) {
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
    return payRedressWithin(ctx, {
      caseId: newId(0),
      personId,
      asset: 'USD',
      amount,
      kind: 'refund',
      of,
      key: newId(0),
    });
  });
}

test('returns and refunds together never exceed the payment, at once or one after the other', async () => {
  for (let round = 0; round < 4; round += 1) {
    const { payer, payee, id } = await newPayment();
    await ask(payer, id);
    const codes = await Promise.all([codeOf(giveBack(payee, id, '10')), codeOf(refund(payer.id, id, 600n))]);
    assert.equal(codes.filter((code) => code === 'done').length, 1, codes.join());
    assert.ok([1000n, 600n].includes((await balanceOf(payer)) ?? 0n));
    if (codes[1] !== 'done') continue;
    await giveBack(payee, id);
    assert.deepEqual([await balanceOf(payer), await balanceOf(payee)], [1000n, 600n]);
    assert.equal(await codeOf(refund(payer.id, id, 1n)), 'wallet.refund-too-large');
  }
  const { payer, id } = await newPayment();
  await refund(payer.id, id, 1000n);
  assert.equal(await codeOf(ask(payer, id)), 'wallet.recall-nothing-left');
});

test('answers at the same moment settle a recall once', async () => {
  const { payer, payee, id } = await newPayment();
  await ask(payer, id);
  const codes = await Promise.all([
    codeOf(giveBack(payee, id, '10')),
    codeOf(giveBack(payee, id, '10')),
    codeOf(decline(payee, id)),
  ]);
  const state = (await recallOf(id))?.state;
  assert.deepEqual(codes.filter((code) => code === 'done').length, state === 'returned' ? 2 : 1, codes.join());
  assert.equal(await balanceOf(payer), state === 'returned' ? 1000n : 0n);
  assert.deepEqual(await auditWallet(db), []);
});
