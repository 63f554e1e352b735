import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { bankNotification, bankStatement } from '../../../test/bank-statement.ts';
import type { StatementLine } from '../../../test/bank-statement.ts';
import { codeOf, openTestBank, ourAccount as account } from '../../../test/bank-world.ts';
import { statusReport } from '../../../test/status-report.ts';
import type { PaymentAnswer } from '../../../test/status-report.ts';
import { callerOf } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import { systemCaller } from '../../platform/door.ts';
import { payoutReference } from '../../rails/bank/payouts.ts';

const bank = await openTestBank({
  WITHDRAWAL_COOLING_HOURS: '0',
  WITHDRAWAL_REVIEW_FROM: 'USD:100000',
  WITHDRAWAL_SECOND_PERSON_FROM: 'USD:100000',
});
const { db, door, handler, admin, importFile, newCustomer, newStaff, fund, balanceOf, noViolation, close } = bank;
after(close);
const [maker, checker] = [newStaff('supervisor'), newStaff('compliance')];

interface Withdrawal {
  readonly person: PersonActor;
  readonly id: string;
  readonly reference: string;
}

/** A customer’s withdrawal of so much, at the bank’s rail. */
async function withdraw(amount = '10.00', name = '李明'): Promise<Withdrawal> {
  const person = await newCustomer(name);
  await fund(person, 'USD', 100_000n);
  const destination = { rail: 'bank', label: 'Mine', iban: 'DE89 3704 0044 0532 0130 00', name } as const;
  const { id: to } = await door.call('wallet.add-destination', destination, callerOf(person));
  const { fee } = await door.call(
    'wallet.preview-withdrawal',
    { asset: 'USD', amount, destination: to },
    callerOf(person),
  );
  const given = { asset: 'USD', amount, destination: to, fee: `${fee / 100n}.${String(fee % 100n).padStart(2, '0')}` };
  const { id } = await door.call('wallet.request-withdrawal', given, callerOf(person));
  await door.call('wallet.advance-withdrawal', { withdrawal: id }, systemCaller('test', 'test'));
  return { person, id, reference: payoutReference(id) };
}

async function stateOf({ person, id }: Withdrawal) {
  const { state, payout } = await door.call('wallet.get-withdrawal', { withdrawal: id }, callerOf(person));
  return { state, payout: payout?.state, reason: payout?.reason?.code ?? null };
}

/** Batches everything that waits, and hands it to the bank. */
async function handOver(): Promise<{ id: string; reference: string; file: string }> {
  const { batches } = await door.call('rails.make-bank-batches', {}, callerOf(maker));
  const [id] = batches;
  assert.ok(id !== undefined && batches.length === 1);
  await door.call('rails.release-bank-batch', { batch: id }, callerOf(checker));
  await door.call('rails.hand-over-bank-batch', { batch: id }, callerOf(maker));
  const { batch } = await door.call('rails.get-bank-batch', { batch: id }, callerOf(handler));
  const { file } = await door.call('rails.read-bank-batch', { batch: id }, callerOf(checker));
  return { id, reference: batch.reference, file: Buffer.from(file, 'base64').toString() };
}

let documents = 0;

async function book(lines: readonly StatementLine[], kind: 'statement' | 'notification' = 'statement'): Promise<void> {
  documents += 1;
  const given = { id: `${kind}-${documents}`, account, lines };
  await importFile(kind === 'statement' ? bankStatement(given) : bankNotification(given));
}

async function answer(batch: string, given: { group?: string; code?: string; payments?: readonly PaymentAnswer[] }) {
  documents += 1;
  await importFile(statusReport({ id: `R-${documents}`, batch, ...given }));
}

const paid = (reference: string, amount = '10.00'): StatementLine => ({
  amount,
  out: true,
  reference: `OUT-${reference}`,
  endToEndId: reference,
});
const back = (reference: string, amount = '10.00'): StatementLine => ({
  amount,
  reference: `BACK-${reference}`,
  endToEndId: reference,
  returned: 'AC04',
});

async function openLine(bankReference: string) {
  const { lines } = await door.call('wallet.list-unmatched', {}, callerOf(handler));
  return lines.find((line) => line.bankReference === bankReference) ?? assert.fail(`no open line ${bankReference}`);
}

async function items(): Promise<string[]> {
  const { items: open } = await door.call('wallet.list-work-items', {}, callerOf(handler));
  return open.map(({ kind, todo }) => `${kind}: ${todo.en}`);
}

test('a withdrawal by bank goes into a batch, is handed over, and is settled by the bank’s line', async () => {
  const withdrawal = await withdraw();
  assert.deepEqual(await stateOf(withdrawal), { state: 'submitted', payout: 'queued', reason: null });
  const { file, reference } = await handOver();
  assert.deepEqual(await stateOf(withdrawal), { state: 'submitted', payout: 'sent', reason: null });
  assert.match(file, new RegExp(`<EndToEndId>${withdrawal.reference}</EndToEndId>`));
  assert.match(file, /<Cdtr><Nm>Li Ming<\/Nm>/);
  await answer(reference, { group: 'ACSC' });
  assert.equal((await stateOf(withdrawal)).state, 'submitted', 'the statement settles it, not the answer');
  await book([paid(withdrawal.reference)]);
  assert.deepEqual(await stateOf(withdrawal), { state: 'settled', payout: 'settled', reason: null });
  const facts = await door.call('wallet.list-transactions', {}, callerOf(withdrawal.person));
  assert.equal(
    facts.transactions.some(({ amount }) => amount === 1000n),
    true,
  );
  await noViolation();
});

test('each payout is in one batch ever, also when many make batches at once', async () => {
  const withdrawals = await Promise.all([withdraw(), withdraw(), withdraw(), withdraw(), withdraw()]);
  const made = await Promise.all(
    [maker, checker, admin].map(async (actor) => door.call('rails.make-bank-batches', {}, callerOf(actor))),
  );
  const batches = made.flatMap(({ batches: ids }) => ids);
  const files = await Promise.all(
    batches.map(async (batch) => door.call('rails.get-bank-batch', { batch }, callerOf(handler))),
  );
  const references = files.flatMap(({ payouts }) => payouts.map(({ reference }) => reference));
  for (const { reference } of withdrawals)
    assert.equal(references.filter((found) => found === reference).length, 1, 'once');
  for (const { batch, payouts } of files) {
    assert.equal(batch.payments, payouts.length);
    assert.equal(
      batch.sum,
      payouts.reduce((sum, { amount }) => sum + amount, 0n),
    );
  }
  for (const batch of batches)
    await door.call('rails.refuse-bank-batch', { batch, because: 'a test' }, callerOf(admin));
  for (const withdrawal of withdrawals)
    assert.deepEqual(await stateOf(withdrawal), { state: 'failed', payout: 'failed', reason: 'REFUSED' });
  await noViolation();
});

test('a batch is released by two people, its file is given out only then, and it is the same each time', async () => {
  await withdraw();
  const { batches } = await door.call('rails.make-bank-batches', {}, systemCaller('bank', 'test'));
  const batch = batches[0] ?? '';
  const release = (actor: PersonActor) => codeOf(door.call('rails.release-bank-batch', { batch }, callerOf(actor)));
  const read = (actor: PersonActor) => codeOf(door.call('rails.read-bank-batch', { batch }, callerOf(actor)));
  assert.equal(await release(handler), 'platform.not-allowed');
  assert.equal(await read(maker), 'rails.batch-state');
  assert.deepEqual([await release(maker), await release(maker)], ['done', 'rails.batch-same-person']);
  assert.deepEqual(
    [await read(maker), await release(checker), await read(maker)],
    ['rails.batch-state', 'done', 'done'],
  );
  const files = await Promise.all(
    [maker, checker].map((actor) => door.call('rails.read-bank-batch', { batch }, callerOf(actor))),
  );
  assert.equal(files[0]?.file, files[1]?.file);
  const handOverIt = () => codeOf(door.call('rails.hand-over-bank-batch', { batch }, callerOf(maker)));
  assert.deepEqual([await handOverIt(), await handOverIt()], ['done', 'rails.batch-state']);
  assert.equal(
    await codeOf(door.call('rails.refuse-bank-batch', { batch, because: 'too late' }, callerOf(maker))),
    'rails.batch-state',
  );
});

test('a batch is made by itself once its oldest payout waited its time', async () => {
  const { id } = await withdraw();
  const rail = (await import('../../rails/bank.rail.ts')).default;
  let moment = new Date('2026-11-22T10:59:00Z');
  const world = { db, config: bank.config, clock: { now: () => moment }, door };
  await rail.observe(world);
  assert.equal((await rail.payoutStatus(db, id))?.state, 'queued');
  const queued = async () =>
    (await db.selectFrom('rails.bank_payouts').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state;
  assert.equal(await queued(), 'queued');
  moment = new Date('2026-11-22T11:00:00Z');
  await rail.observe(world);
  assert.equal(await queued(), 'batched');
});

describe('what the bank answers (pain.002)', () => {
  test('a payment that it refuses gives the money back with the reason in words', async () => {
    const [bad, good] = [await withdraw(), await withdraw()];
    const { reference } = await handOver();
    await answer(reference, {
      group: 'PART',
      payments: [
        { reference: bad.reference, status: 'RJCT', code: 'AC01' },
        { reference: good.reference, status: 'PDNG' },
      ],
    });
    assert.deepEqual(await stateOf(bad), { state: 'failed', payout: 'failed', reason: 'AC01' });
    assert.deepEqual(await stateOf(good), { state: 'submitted', payout: 'sent', reason: null });
    assert.equal(await balanceOf(bad.person), 100_000n);
    const { reasons } = await door.call('wallet.get-withdrawal', { withdrawal: bad.id }, callerOf(bad.person));
    assert.match(JSON.stringify(reasons), /The account number is wrong.*收款账号有误/);
    // Said again, it changes nothing and troubles nobody.
    const before = await items();
    await answer(reference, { payments: [{ reference: bad.reference, status: 'RJCT', code: 'AC01' }] });
    assert.deepEqual([await items(), await balanceOf(bad.person)], [before, 100_000n]);
    await noViolation();
  });

  test('a whole batch that it refuses gives all of the money back', async () => {
    const withdrawals = [await withdraw(), await withdraw()];
    const { reference } = await handOver();
    await answer(reference, { group: 'RJCT', code: 'FF01' });
    for (const withdrawal of withdrawals)
      assert.deepEqual(await stateOf(withdrawal), { state: 'failed', payout: 'failed', reason: 'FF01' });
    await noViolation();
  });

  test('what does not fit what we know changes nothing and is a work item', async () => {
    const withdrawal = await withdraw();
    const { reference } = await handOver();
    await book([paid(withdrawal.reference)]);
    await answer('NO-SUCH-BATCH', { group: 'ACSC' });
    await answer(reference, {
      payments: [
        { reference: withdrawal.reference, status: 'RJCT', code: 'AC01' },
        { reference: 'UNKNOWN', status: 'ACSC' },
      ],
    });
    await answer(reference, { group: 'XXXX' });
    assert.equal((await stateOf(withdrawal)).state, 'settled');
    const open = (await items()).filter((item) => item.startsWith('bank-answer'));
    for (const about of ['NO-SUCH-BATCH', `RJCT of ${withdrawal.reference}`, 'UNKNOWN', 'XXXX'])
      assert.ok(
        open.some((item) => item.includes(about)),
        about,
      );
    await noViolation();
  });
});

describe('a payment that comes back', () => {
  test('gives the money back with its reason, once', async () => {
    const withdrawal = await withdraw();
    await handOver();
    await book([paid(withdrawal.reference)], 'notification');
    await book([paid(withdrawal.reference)]);
    const before = await balanceOf(withdrawal.person);
    await book([back(withdrawal.reference)], 'notification');
    await book([back(withdrawal.reference)]);
    assert.deepEqual(await stateOf(withdrawal), { state: 'returned', payout: 'returned', reason: 'AC04' });
    assert.equal(await balanceOf(withdrawal.person), before + 1000n);
    await noViolation();
  });

  test('may be told of before its payment, in one statement or two', async () => {
    for (const files of [1, 2]) {
      const withdrawal = await withdraw();
      await handOver();
      const [first, second] = [back(withdrawal.reference), paid(withdrawal.reference)];
      if (files === 1) await book([first, second]);
      else {
        await book([first]);
        assert.equal((await openLine(first.reference ?? '')).why, 'early-return');
        await noViolation();
        await book([second]);
      }
      assert.equal((await stateOf(withdrawal)).state, 'returned');
      await noViolation();
    }
  });

  test('less a charge gives back what came', async () => {
    const withdrawal = await withdraw();
    await handOver();
    await book([paid(withdrawal.reference)]);
    const before = await balanceOf(withdrawal.person);
    await book([back(withdrawal.reference, '9.00')]);
    assert.equal(await balanceOf(withdrawal.person), before + 900n);
    await noViolation();
  });
});

test('the bank’s line of another amount, a second one, or one of a payment that it refused, is for a person', async () => {
  const [other, twice, refused] = [await withdraw(), await withdraw(), await withdraw()];
  const { reference } = await handOver();
  await answer(reference, { payments: [{ reference: refused.reference, status: 'RJCT', code: 'AC06' }] });
  await book([
    paid(other.reference, '11.00'),
    paid(twice.reference),
    { ...paid(twice.reference), reference: `AGAIN-${twice.reference}` },
    paid(refused.reference),
  ]);
  for (const bankReference of [`OUT-${other.reference}`, `AGAIN-${twice.reference}`, `OUT-${refused.reference}`])
    assert.equal((await openLine(bankReference)).why, 'payout-conflict');
  assert.deepEqual(
    [(await stateOf(other)).state, (await stateOf(twice)).state, (await stateOf(refused)).state],
    ['submitted', 'settled', 'failed'],
  );
  await noViolation();
});

test('a batch that the bank books as one is settled by its parts when a notification tells them', async () => {
  const withdrawals = [await withdraw(), await withdraw('20.00')];
  await handOver();
  const whole = { amount: '30.00', out: true, reference: `BATCH-${withdrawals[0]?.reference ?? ''}`, parts: [] };
  await book([whole]);
  const parts = withdrawals.map(({ reference }, index) => ({
    ...paid(reference),
    amount: index === 0 ? '10.00' : '20.00',
  }));
  await book([{ ...whole, parts }], 'notification');
  for (const withdrawal of withdrawals) assert.equal((await stateOf(withdrawal)).state, 'settled');
  await noViolation();
});

test('a line without our reference is suggested for the payout of its amount, and a person says so', async () => {
  const withdrawal = await withdraw('77.77');
  await handOver();
  await book([{ amount: '77.77', out: true, reference: `PLAIN-${withdrawal.reference}` }]);
  const { id } = await openLine(`PLAIN-${withdrawal.reference}`);
  const { suggestions } = await door.call('wallet.get-unmatched', { line: id }, callerOf(handler));
  const [first] = suggestions;
  assert.ok(first?.kind === 'payout' && first.reference === withdrawal.reference && first.score >= 60);
  const assign = async (payout: string) =>
    codeOf(door.call('wallet.assign-payout', { line: id, payout, because: 'the bank left it out' }, callerOf(maker)));
  assert.equal(await assign('WUNKNOWN'), 'wallet.payout-unknown');
  assert.deepEqual([await assign(first.reference), await assign(first.reference)], ['done', 'wallet.line-settled']);
  assert.equal((await stateOf(withdrawal)).state, 'settled');
  await noViolation();
});

test('a withdrawal is taken back as long as it is in no batch', async () => {
  const [early, late] = [await withdraw(), await withdraw()];
  const cancel = ({ id, person }: Withdrawal) =>
    codeOf(door.call('wallet.cancel-withdrawal', { withdrawal: id }, callerOf(person)));
  assert.equal(await cancel(early), 'done');
  await handOver();
  assert.notEqual(await cancel(late), 'done');
  assert.equal((await stateOf(late)).state, 'submitted');
  assert.equal(await balanceOf(early.person), 100_000n);
  await noViolation();
});
