import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { sql } from 'kysely';
import { codeIn, guest, openTestCases } from '../../test/cases.ts';
import { callerOf } from '../../test/wallets.ts';
import type { PersonActor } from '../../test/wallets.ts';
import { closeAccount } from '../ledger/ledger.ts';
import { queryable } from '../platform/db.ts';
import { auditWallet, walletAccountId } from '../wallet/wallet.ts';
import { auditCases } from './complaints.ts';

const { db, door, wallets, clock, mails, newCustomer, newStaff, fund, close } = await openTestCases({ SHARDS: '4' });
after(async () => {
  assert.deepEqual([...(await auditCases(db)), ...(await auditWallet(db))], []);
  await close();
});

const hannah = newStaff('handler');

async function balanceOf(person: PersonActor, asset = 'USD'): Promise<bigint | undefined> {
  const { balances } = await wallets.call('wallet.get-wallet', {}, callerOf(person));
  return balances.find((balance) => balance.asset === asset)?.balance;
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Error, 'it was not refused');
  return 'code' in error ? String(error.code) : error.message;
}

interface Complained {
  readonly person: PersonActor;
  readonly number: string;
  readonly caseId: string;
  readonly payment: string;
}

/** A customer who has paid 40 dollars and complains about it. */
async function complain(): Promise<Complained> {
  const [person, other] = [await newCustomer('Alice Hart'), await newCustomer('Bob Keller')];
  await fund(person, 'USD', 10_000n);
  const sent = await wallets.call(
    'wallet.send-payment',
    { to: other.email, asset: 'USD', amount: '40' },
    callerOf(person),
  );
  const { number, caseId } = await door.call(
    'complaints.open-case',
    { text: 'That payment was not mine.', issue: 'W07', transaction: sent.id },
    callerOf(person),
  );
  return { person, number, caseId, payment: sent.id };
}

const upheld = {
  version: 2,
  outcome: { kind: 'upheld_full' },
  letter: 'You are right.\n\nWe pay you back.',
  reason: 'The log shows a foreign device',
} as const;
const refund = { form: 'refund', asset: 'USD', amount: '40.00' } as const;

test('a decision with redress: puts the money into the wallet, the letter into the outbox and the reasons into the record, at once', async () => {
  const { person, number, caseId } = await complain();
  const decided = await door.call('complaints.decide-case', { number, ...upheld, redress: refund }, callerOf(hannah));
  assert.equal(await balanceOf(person), 10_000n);
  const seen = await door.call('complaints.get-case', { number }, callerOf(hannah));
  assert.deepEqual(
    [seen.state, seen.outcome, seen.redress],
    [
      'decided',
      { kind: 'upheld_full' },
      [{ form: 'refund', asset: 'USD', amount: 4000n, transfer: decided.transaction }],
    ],
  );
  assert.deepEqual(
    seen.transaction?.redress.map(({ kind, amount, caseId: of }) => [kind, amount, of]),
    [['refund', 4000n, caseId]],
  );
  const letter = (await mails(caseId)).at(-1);
  for (const part of [
    'Upheld in full',
    'You are right.\n\nWe pay you back.',
    '40.00 USD',
    decided.reference ?? '?',
    '22 January 2027',
    'competent authority',
  ])
    assert.ok(letter?.text.includes(part), part);
  assert.ok(!letter?.text.includes('foreign device'), 'the reason is for the record');
  assert.equal(letter?.automatic, false);
  const tracked = await door.call('complaints.track-case', { number }, callerOf(person));
  assert.deepEqual(
    [tracked.redress.map(({ transfer }) => transfer), tracked.messages.at(-1)?.kind],
    [[decided.transaction], 'decision'],
  );
  assert.ok(
    tracked.clocks
      .filter(({ rule }) => ['EU-4', 'EU-5', 'EU-10'].includes(rule))
      .every(({ status }) => status === 'met'),
  );
  assert.match(seen.complaint.transaction ?? '', /^T[A-Z0-9]{3}-/, 'named as people know it');
});

test('a decision with redress: credits what was not a payment', async () => {
  const { person, number } = await complain();
  await door.call(
    'complaints.decide-case',
    {
      number,
      ...upheld,
      outcome: { kind: 'compensated', form: 'interest' },
      redress: { form: 'interest', asset: 'ETH', amount: '0.000000000000000001' },
    },
    callerOf(hannah),
  );
  assert.equal(await balanceOf(person, 'ETH'), 1n);
});

test('a decision with redress: reaches a guest whose confirmed address is a customer’s', async () => {
  const person = await newCustomer();
  const opened = await door.call(
    'complaints.open-case',
    { text: 'I am locked out', contact: { email: person.email } },
    callerOf(guest),
  );
  const decision = { number: opened.number, ...upheld, redress: { ...refund, form: 'credit' } } as const;
  assert.equal(await codeOf(door.call('complaints.decide-case', decision, callerOf(hannah))), 'complaints.act-refused');
  await door.call(
    'complaints.verify-complainant',
    { number: opened.number, code: codeIn((await mails(opened.caseId))[0]) },
    callerOf(guest),
  );
  await door.call('complaints.decide-case', { ...decision, version: 4 }, callerOf(hannah));
  assert.equal(await balanceOf(person), 4000n);
});

test('a decision with redress: decided by two handlers at once is paid once', async () => {
  const { person, number } = await complain();
  const results = await Promise.allSettled(
    Array.from({ length: 6 }, async () =>
      door.call('complaints.decide-case', { number, ...upheld, redress: refund }, callerOf(newStaff('handler'))),
    ),
  );
  assert.deepEqual(results.map(({ status }) => status).sort(), [
    'fulfilled',
    'rejected',
    'rejected',
    'rejected',
    'rejected',
    'rejected',
  ]);
  assert.equal(await balanceOf(person), 10_000n);
});

test('a decision with redress: is refused where the outcome pays nothing, or pays and nothing is named', async () => {
  const { number } = await complain();
  assert.equal(
    await codeOf(
      door.call(
        'complaints.decide-case',
        { number, ...upheld, outcome: { kind: 'explained_no_fault' }, redress: refund },
        callerOf(hannah),
      ),
    ),
    'complaints.redress-not-allowed',
  );
  assert.equal(
    await codeOf(
      door.call(
        'complaints.decide-case',
        { number, ...upheld, outcome: { kind: 'compensated', form: 'refund' } },
        callerOf(hannah),
      ),
    ),
    'complaints.redress-needed',
  );
  assert.equal(
    await codeOf(
      door.call('complaints.decide-case', { number, ...upheld, redress: { ...refund, amount: '0' } }, callerOf(hannah)),
    ),
    'platform.bad-input',
  );
});

async function nothingOf({ person, number, caseId }: Complained, call: () => Promise<unknown>): Promise<string> {
  const before = { balance: await balanceOf(person), mails: (await mails(caseId)).length };
  const code = await codeOf(call());
  const seen = await door.call('complaints.get-case', { number }, callerOf(hannah));
  assert.deepEqual(
    [seen.state, seen.version, seen.outcome, seen.redress, seen.messages.length],
    ['received', 2, null, [], 2],
  );
  assert.deepEqual({ balance: await balanceOf(person), mails: (await mails(caseId)).length }, before);
  assert.deepEqual(await db.selectFrom('wallet.redress').selectAll().where('case_id', '=', caseId).execute(), []);
  assert.deepEqual(
    await db.selectFrom('ledger.public_transfers').select('id').where('reference', '=', caseId).execute(),
    [],
  );
  assert.ok(
    seen.clocks.some(({ rule, status }) => rule === 'EU-5' && status === 'running'),
    'and the clocks run on',
  );
  return code;
}

/** Lets every insert into a table fail, as a full disk or a broken rule would. */
async function breakTable(table: string, when = 'true'): Promise<void> {
  await sql
    .raw(
      `create function public.fail_insert() returns trigger language plpgsql as $$ begin if ${when} then raise exception 'the disk is full'; end if; return new; end $$`,
    )
    .execute(db);
  await sql
    .raw(`create trigger fail_insert before insert on ${table} for each row execute function public.fail_insert()`)
    .execute(db);
}
afterEach(async () => {
  await sql.raw('drop function if exists public.fail_insert() cascade').execute(db);
});

test('when one of decision, money and letter fails, none of the three remains: the wallet is closed', async () => {
  const complained = await complain();
  const { person, number } = complained;
  await fund(person, 'EUR', 0n + 1n);
  const empty = await newCustomer();
  const opened = await door.call('complaints.open-case', { text: 'Pay me', issue: 'W07' }, callerOf(empty));
  await closeAccount(queryable(db), walletAccountId(empty.id, 'USD'), clock.now());
  const closed = { person: empty, number: opened.number, caseId: opened.caseId, payment: '' };
  assert.equal(
    await nothingOf(closed, () =>
      door.call(
        'complaints.decide-case',
        { number: opened.number, ...upheld, redress: { ...refund, form: 'credit' } },
        callerOf(hannah),
      ),
    ),
    'wallet.redress-refused',
  );
  assert.ok(number);
});

test('when one of decision, money and letter fails, none of the three remains: the wallet is frozen altogether', async () => {
  const complained = await complain();
  await wallets.call(
    'wallet.freeze-wallet',
    { person: complained.person.id, scope: 'all', reason: 'scam-report' },
    callerOf(newStaff('supervisor')),
  );
  assert.equal(
    await nothingOf(complained, () =>
      door.call('complaints.decide-case', { number: complained.number, ...upheld, redress: refund }, callerOf(hannah)),
    ),
    'wallet.redress-refused',
  );
});

test('when one of decision, money and letter fails, none of the three remains: the refund is more than was paid', async () => {
  const complained = await complain();
  assert.equal(
    await nothingOf(complained, () =>
      door.call(
        'complaints.decide-case',
        { number: complained.number, ...upheld, redress: { ...refund, amount: '40.01' } },
        callerOf(hannah),
      ),
    ),
    'wallet.refund-too-large',
  );
});

for (const [part, table, when] of [
  ['letter', 'platform.outbox', 'true'],
  ['event of the decision', 'complaints.case_events', `new.kind = 'decided'`],
  ['event of the money', 'complaints.case_events', `new.kind = 'redress-paid'`],
  ['text of the letter', 'complaints.messages', `new.kind = 'decision'`],
  ['line of history', 'platform.history', 'true'],
] as const) {
  test(`when one of decision, money and letter fails, none of the three remains: the ${part} cannot be written`, async () => {
    const complained = await complain();
    await breakTable(table, when);
    const call = () =>
      door.call('complaints.decide-case', { number: complained.number, ...upheld, redress: refund }, callerOf(hannah));
    assert.match(await nothingOf(complained, call), /P0001/);
    await sql.raw('drop function public.fail_insert() cascade').execute(db);
    await door.call(
      'complaints.decide-case',
      { number: complained.number, ...upheld, redress: refund },
      callerOf(hannah),
    );
    assert.equal(await balanceOf(complained.person), 10_000n, 'and it can be done again when it is mended');
  });
}
