import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { bankStatement } from '../bank-statement.ts';
import { testIban } from '../iban.ts';
import { callerOf, openTestWallets } from '../wallets.ts';
import type { PersonActor } from '../wallets.ts';
import { audit as auditLedger } from '../../src/ledger/ledger.ts';
import { queryable } from '../../src/platform/db.ts';
import { systemCaller } from '../../src/platform/door.ts';
import { auditWallet } from '../../src/wallet/wallet.ts';
import { openPostgresProxy } from './postgres-proxy.ts';
import type { KillPoint } from './postgres-proxy.ts';
import { Victim } from './victim.ts';

// Kills the program between every two steps of a withdrawal. Nothing in the product knows of it: it runs as it is, in a
// process of its own, and a proxy on its way to PostgreSQL takes its life at a named statement.

const account = 'DE02120300000000202051';
const wallets = await openTestWallets({ SHARDS: '4', WITHDRAWAL_COOLING_HOURS: '0' }, { now: () => new Date() });
const { db, config, newCustomer, newStaff, fund } = wallets;
const proxy = await openPostgresProxy(wallets.url);
/** After a start the sweep of the next minute comes at once. */
const victim = new Victim({
  settings: { DATA_DIR: config.dataDir, SHARDS: '4' },
  databaseUrl: proxy.url,
  started: () =>
    db.executeQuery(sql`select graphile_worker.add_job('wallet.advance-withdrawals', '{}'::json)`.compile(db)),
});
after(async () => {
  await victim.stop();
  await proxy.close();
  await wallets.close();
});

const admin = newStaff('admin');
const releasers = [newStaff('supervisor'), newStaff('compliance')];
await wallets.door.call(
  'wallet.add-bank-account',
  { number: account, asset: 'USD', holder: 'OkPay Ltd', bank: 'First Bank' },
  callerOf(admin),
);
interface Payee {
  readonly person: PersonActor;
  readonly destination: string;
}

/** A customer with 100 USD and a bank account to send them to. */
async function newPayee(): Promise<Payee> {
  const person = await newCustomer();
  await fund(person, 'USD', 10_000n);
  const bank = { rail: 'bank', label: 'My bank', iban: testIban(7), name: 'Alice Hart' } as const;
  const { id: destination } = await wallets.door.call('wallet.add-destination', bank, callerOf(person));
  return { person, destination };
}

async function stateOf(id: string): Promise<string> {
  const row = await db.selectFrom('wallet.withdrawals').select('state').where('id', '=', id).executeTakeFirstOrThrow();
  return row.state;
}

async function payoutOf(id: string) {
  return db.selectFrom('rails.bank_payouts').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
}

let withdrawals = 0;

/** One withdrawal from the request to the bank's booking, whatever dies on the way. */
async function payOut({ person, destination }: Payee): Promise<string> {
  withdrawals += 1;
  const number = withdrawals;
  const key = `withdrawal-${number}`;
  const asked = { asset: 'USD', amount: '10', destination };
  const { id = '' } = await victim.insist('wallet.request-withdrawal', asked, callerOf(person, key));
  await victim.until(async () => (await stateOf(id)) !== 'approved');
  await victim.insist('rails.make-bank-batches', {}, systemCaller('test', 'test'));
  const { batch_id: batch, reference } = await payoutOf(id);
  for (const releaser of releasers)
    await victim.insist('rails.release-bank-batch', { batch }, callerOf(releaser, `release-${number}`));
  await victim.insist('rails.hand-over-bank-batch', { batch }, callerOf(admin, `hand-over-${number}`));
  const lines = [{ amount: '10.00', out: true, reference: `B-${number}`, endToEndId: reference }];
  const file = bankStatement({ id: `S-${number}`, account, lines, opening: `${1_000 - 10 * number}.00` });
  await victim.insist(
    'wallet.import-bank-statement',
    { file: Buffer.from(file).toString('base64') },
    callerOf(admin, `statement-${number}`),
  );
  return id;
}

const ledgerWrite = /ledger\.holds|ledger\.transfers/;
const points: Readonly<Record<string, KillPoint>> = {
  'after the money is set aside, before the request is written': {
    when: 'before',
    statement: /insert into "wallet"."withdrawals"/,
  },
  'before the request commits': { when: 'before', statement: /^commit/i, within: /insert into "wallet"."withdrawals"/ },
  'after the request commits, before its customer hears': {
    when: 'after',
    statement: /^commit/i,
    within: /insert into "wallet"."withdrawals"/,
  },
  'after the job is taken, before the withdrawal is locked': {
    when: 'before',
    statement: /from "wallet"."withdrawals" .*for update/,
  },
  'after it is marked as submitted, before its rail has it': {
    when: 'before',
    statement: /insert into "rails"."bank_payouts"/,
  },
  'before the submission commits': {
    when: 'before',
    statement: /^commit/i,
    within: /insert into "rails"."bank_payouts"/,
  },
  'after the submission commits, before the job is done': {
    when: 'after',
    statement: /^commit/i,
    within: /insert into "rails"."bank_payouts"/,
  },
  'after the batch is written, before its payouts are in it': {
    when: 'before',
    statement: /update "rails"."bank_payouts"/,
  },
  'before the batch commits': { when: 'before', statement: /^commit/i, within: /insert into "rails"."bank_batches"/ },
  'after the batch commits': { when: 'after', statement: /^commit/i, within: /insert into "rails"."bank_batches"/ },
  'before the release commits': { when: 'before', statement: /^commit/i, within: /update "rails"."bank_batches"/ },
  'after the hand-over commits': {
    when: 'after',
    statement: /^commit/i,
    within: /update "rails"."bank_batches" set .*handed/,
  },
  'after the bank’s file is kept, before it is booked': {
    when: 'after',
    statement: /^commit/i,
    within: /insert into "wallet"."bank_files"/,
  },
  'after the payout is settled, before its hold is posted': {
    when: 'before',
    statement: ledgerWrite,
    within: /update "rails"."bank_payouts"/,
  },
  'after the hold is posted, before the withdrawal says so': {
    when: 'before',
    statement: /update "wallet"."withdrawals"/,
    within: /update "rails"."bank_payouts"/,
  },
  'before the booking commits': {
    when: 'before',
    statement: /^commit/i,
    within: /insert into "wallet"."bank_lines"/,
  },
  'after the booking commits, before anybody hears': {
    when: 'after',
    statement: /^commit/i,
    within: /insert into "wallet"."bank_lines"/,
  },
};

for (const [name, point] of Object.entries(points))
  test(`a kill -9 ${name}: paid once, and its money moved once`, async () => {
    const payee = await newPayee();
    const before = victim.deaths;
    proxy.arm(point, victim.kill);
    const id = await payOut(payee);
    assert.equal(proxy.armed, false, 'the withdrawal comes by this point');
    await victim.until(() => Promise.resolve(victim.deaths > before));
    assert.equal(victim.deaths - before, 1);
    await expectPaidOnce(id, payee);
  });

test('after all of them nothing is paid twice, and the audit is clean', async () => {
  const { rows } = await sql<{ batches: string; payouts: string }>`
    select count(*)::text as payouts, count(distinct batch_id)::text as batches from rails.bank_payouts`.execute(db);
  assert.deepEqual(rows, [{ payouts: String(withdrawals), batches: String(withdrawals) }]);
  assert.deepEqual([...(await auditLedger(queryable(db))), ...(await auditWallet(db))], []);
});

async function expectPaidOnce(id: string, { person }: Payee): Promise<void> {
  const { balances } = await wallets.door.call('wallet.get-wallet', {}, callerOf(person));
  const { balance, held } = balances.find(({ asset }) => asset === 'USD') ?? {};
  assert.deepEqual([balance, held], [9_000n, 0n]);
  const { state } = await payoutOf(id);
  const { rows } = await sql<{ kind: string; status: string }>`
    select kind, status from ledger.public_transfers where reference = ${id} order by at, kind`.execute(db);
  assert.deepEqual(
    [await stateOf(id), state, rows],
    [
      'settled',
      'settled',
      [
        { kind: 'hold', status: 'held' },
        { kind: 'post-hold', status: 'posted' },
      ],
    ],
  );
}
