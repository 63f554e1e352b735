import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { bankStatement } from '../../../test/bank-statement.ts';
import type { StatementLine } from '../../../test/bank-statement.ts';
import { callerOf, openTestWallets } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import { closeAccount } from '../../ledger/ledger.ts';
import { queryable } from '../../platform/db.ts';
import { Problem } from '../../platform/problem.ts';
import { newDepositReference } from '../reference.ts';
import { auditWallet, walletAccountId } from '../wallet.ts';

const now = new Date('2026-11-22T10:00:00Z');
const { db, door, newCustomer, newStaff, close } = await openTestWallets({ SHARDS: '4' }, { now: () => now });
after(close);

const account = 'DE02120300000000202051';
const [handler, admin] = [newStaff('handler'), newStaff('admin')];
let statements = 0;

await door.call(
  'wallet.add-bank-account',
  { number: 'de02 1203 0000 0000 2020 51', asset: 'USD', holder: 'OkPay Ltd', bank: 'First Bank', bic: 'FRSTDEFF' },
  callerOf(admin),
);

async function importFile(xml: string) {
  return door.call('wallet.import-bank-statement', { file: Buffer.from(xml).toString('base64') }, callerOf(handler));
}

/** Imports a new statement of these lines and gives its counts. */
async function importLines(lines: readonly StatementLine[], id = `S-${(statements += 1)}`) {
  const {
    statements: [first],
  } = await importFile(bankStatement({ id, account, lines }));
  return first ? { credited: first.credited, open: first.open, seen: first.seen } : assert.fail('no statement');
}

async function referenceOf(person: PersonActor): Promise<string> {
  return (await door.call('wallet.get-top-up', {}, callerOf(person))).reference;
}

async function balanceOf(person: PersonActor): Promise<bigint | undefined> {
  return (await door.call('wallet.get-wallet', {}, callerOf(person))).balances.find(({ asset }) => asset === 'USD')
    ?.balance;
}

async function openLine(bankReference: string) {
  const { lines } = await door.call('wallet.list-unmatched', {}, callerOf(handler));
  return lines.find((line) => line.bankReference === bankReference) ?? assert.fail(`no open line ${bankReference}`);
}

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : assert.fail(String(error))),
  );
}

async function noViolation(): Promise<void> {
  assert.deepEqual(await auditWallet(db), []);
}

test('a bank statement credits whom its lines name, and the transaction shows the bank’s line', async () => {
  const person = await newCustomer();
  const counts = await importLines([
    { amount: '25.00', reference: 'B-1', text: `top up ${(await referenceOf(person)).toLowerCase()}` },
  ]);
  assert.deepEqual(counts, { credited: 1, open: 0, seen: 0 });
  assert.equal(await balanceOf(person), 2500n);
  const {
    transactions: [deposit],
  } = await door.call('wallet.list-transactions', {}, callerOf(person));
  assert.deepEqual(
    [deposit?.kind, deposit?.direction, deposit?.other],
    ['deposit', 'in', { kind: 'provider', account: 'bank' }],
  );
  const facts = await door.call('wallet.get-transaction', { id: deposit?.id ?? '' }, callerOf(person));
  assert.deepEqual(
    [facts.bankLine?.bankReference, facts.bankLine?.payerName, facts.bankLine?.bookedOn],
    ['B-1', 'Anna Lee', '2026-11-20'],
  );
});

test('a bank statement uploaded twice credits nothing twice and says so', async () => {
  const person = await newCustomer();
  const xml = bankStatement({
    id: 'TWICE',
    account,
    lines: [{ amount: '10.00', reference: 'B-2', text: await referenceOf(person) }],
  });
  const [first, again] = [await importFile(xml), await importFile(xml)];
  assert.deepEqual([first.uploadedBefore, again.uploadedBefore], [false, true]);
  assert.deepEqual(again.statements, first.statements);
  const [reissued] = (await importFile(`${xml}\n`)).statements;
  assert.deepEqual([reissued?.credited, reissued?.seen], [0, 1]);
  assert.equal(await balanceOf(person), 1000n);
});

test('a bank statement uploaded by two at once credits once', async () => {
  const person = await newCustomer();
  const xml = bankStatement({
    id: 'RACE',
    account,
    lines: [{ amount: '10.00', reference: 'B-3', text: await referenceOf(person) }],
  });
  await Promise.all([importFile(xml), importFile(xml), importFile(`${xml}\n`), importFile(`${xml}\n\n`)]);
  assert.equal(await balanceOf(person), 1000n);
  await noViolation();
});

test('a bank statement of an account that is not ours, or kept in another currency, is refused', async () => {
  assert.equal(
    await codeOf(importFile(bankStatement({ id: 'X', account: 'DE89370400440532013000', lines: [] }))),
    'wallet.bank-account-unknown',
  );
  assert.equal(
    await codeOf(importFile(bankStatement({ id: 'X', account, currency: 'EUR', lines: [] }))),
    'wallet.bank-account-currency',
  );
  assert.equal(
    await codeOf(door.call('wallet.import-bank-statement', { file: '%%%' }, callerOf(handler))),
    'wallet.file-not-base64',
  );
  assert.equal(await codeOf(importFile('<html/>')), 'rails.file-not-a-statement');
});

test('a bank statement is for staff, and a bank account for administrators', async () => {
  assert.equal(
    await codeOf(door.call('wallet.import-bank-statement', { file: '' }, callerOf(await newCustomer()))),
    'platform.not-allowed',
  );
  const given = { number: account, asset: 'USD', holder: 'x', bank: 'x' };
  assert.equal(await codeOf(door.call('wallet.add-bank-account', given, callerOf(handler))), 'platform.not-allowed');
  assert.equal(
    await codeOf(door.call('wallet.add-bank-account', given, callerOf(admin))),
    'wallet.bank-account-exists',
  );
  assert.equal(
    await codeOf(door.call('wallet.add-bank-account', { ...given, number: 'DE03120300000000202051' }, callerOf(admin))),
    'wallet.bank-account-number',
  );
});

describe('a line that cannot be credited goes to suspense and the work list', () => {
  const freeze = async (person: PersonActor, scope: 'debits' | 'all') =>
    door.call('wallet.freeze-wallet', { person: person.id, scope, reason: 'scam-report' }, callerOf(handler));
  const scenarios: readonly {
    title: string;
    why: string;
    line?: Partial<StatementLine>;
    text?: (reference: string) => Promise<string> | string;
    prepare?: (person: PersonActor) => Promise<unknown>;
  }[] = [
    { title: 'without a reference', why: 'no-reference', text: () => 'for my wallet' },
    { title: 'with a reference of nobody', why: 'unknown-reference', text: () => newDepositReference() },
    {
      title: 'with references of two people',
      why: 'several-references',
      text: async (reference) => `${reference} and ${await referenceOf(await newCustomer())}`,
    },
    { title: 'for a wallet that may not receive', why: 'wallet-frozen', prepare: (person) => freeze(person, 'all') },
    {
      title: 'for a closed account',
      why: 'wallet-closed',
      prepare: (person) => closeAccount(queryable(db), walletAccountId(person.id, 'USD'), now),
    },
    { title: 'that undoes another', why: 'reversal', line: { reversal: true } },
    { title: 'that took money out', why: 'money-out', line: { out: true } },
  ];
  scenarios.forEach(({ title, why, line, text = (reference) => reference, prepare }, index) => {
    test(title, async () => {
      const person = await newCustomer();
      await prepare?.(person);
      const reference = `OPEN-${index}`;
      assert.deepEqual(
        await importLines([{ amount: '7.00', reference, text: await text(await referenceOf(person)), ...line }]),
        { credited: 0, open: 1, seen: 0 },
      );
      const open = await openLine(reference);
      assert.deepEqual([open.why, open.amount, open.payerName], [why, 700n, line?.out === true ? null : 'Anna Lee']);
      assert.equal(await balanceOf(person), 0n);
      await noViolation();
    });
  });

  test('but a wallet frozen for money out is credited', async () => {
    const person = await newCustomer();
    await freeze(person, 'debits');
    assert.equal(
      (await importLines([{ amount: '7.00', reference: 'FROZEN', text: await referenceOf(person) }])).credited,
      1,
    );
  });

  test('with a reference that the bank used before, in this statement or another, while the first stays credited', async () => {
    const person = await newCustomer();
    const text = await referenceOf(person);
    const twice = { amount: '5.00', reference: 'REPEATED', text };
    assert.deepEqual(await importLines([twice, twice], 'R-1'), { credited: 1, open: 1, seen: 0 });
    assert.deepEqual(await importLines([twice], 'R-2'), { credited: 0, open: 1, seen: 0 });
    assert.deepEqual(await importLines([{ ...twice, amount: '6.00' }], 'R-1'), { credited: 0, open: 1, seen: 0 });
    assert.deepEqual(await importLines([twice, twice, { amount: '1.00', reference: 'NEW', text }], 'R-1'), {
      credited: 1,
      open: 0,
      seen: 2,
    });
    assert.equal(await balanceOf(person), 600n);
    const open = await openLine('REPEATED');
    assert.deepEqual([open.why, open.person?.id], ['repeated-reference', person.id]);
    await noViolation();
  });
});

async function newOpenLine(line: Partial<StatementLine> = {}): Promise<string> {
  statements += 1;
  const reference = `WORK-${statements}`;
  await importLines([{ amount: '9.00', reference, text: 'no reference', ...line }]);
  return (await openLine(reference)).id;
}

test('a line of the work list is credited to the customer whom a handler finds, with the reason, once', async () => {
  const [person, line] = [await newCustomer(), await newOpenLine()];
  const assign = async () =>
    door.call(
      'wallet.assign-unmatched',
      { line, to: person.email, because: 'the customer sent the bank’s receipt' },
      callerOf(handler),
    );
  const outcomes = await Promise.all([codeOf(assign()), codeOf(assign())]);
  assert.deepEqual(outcomes.toSorted(), ['done', 'wallet.line-settled']);
  assert.equal(await balanceOf(person), 900n);
  const {
    transactions: [deposit],
  } = await door.call('wallet.list-transactions', {}, callerOf(person));
  assert.equal(deposit?.kind, 'deposit');
  const facts = await door.call('wallet.get-transaction', { id: deposit.id }, callerOf(person));
  assert.equal(facts.bankLine?.payerName, 'Anna Lee');
  const { lines } = await door.call('wallet.list-unmatched', { settled: true }, callerOf(handler));
  assert.deepEqual(lines.find(({ id }) => id === line)?.settled, {
    at: now,
    by: `person:${handler.id}`,
    because: 'the customer sent the bank’s receipt',
  });
  await noViolation();
});

test('a line of the work list stays open where the customer cannot be credited', async () => {
  const [person, line] = [await newCustomer(), await newOpenLine()];
  await door.call(
    'wallet.freeze-wallet',
    { person: person.id, scope: 'all', reason: 'scam-report' },
    callerOf(handler),
  );
  const assign = async (to: string) =>
    codeOf(door.call('wallet.assign-unmatched', { line, to, because: 'asked for' }, callerOf(handler)));
  assert.equal(await assign(person.email), 'wallet.recipient-unavailable');
  assert.equal(await assign('nobody@post.example'), 'wallet.recipient-unknown');
  const greedy = { ...(await newCustomer()), roles: ['customer', 'handler'] } as const;
  assert.equal(
    await codeOf(
      door.call('wallet.assign-unmatched', { line, to: greedy.email, because: 'it is mine' }, callerOf(greedy)),
    ),
    'wallet.own-wallet',
  );
  await noViolation();
});

for (const [as, out] of [
  ['duplicate', false],
  ['duplicate', true],
  ['returned', false],
  ['returned', true],
  ['cost', true],
] as const) {
  test(`a line of the work list is settled as ${as}, money ${out ? 'out' : 'in'}`, async () => {
    const line = await newOpenLine({ out });
    await door.call('wallet.settle-unmatched', { line, as, because: 'seen at the bank' }, callerOf(handler));
    await noViolation();
  });
}

test('a line of the work list is not settled in a way that does not fit', async () => {
  const [moneyIn, moneyOut] = [await newOpenLine(), await newOpenLine({ out: true })];
  assert.equal(
    await codeOf(
      door.call(
        'wallet.settle-unmatched',
        { line: moneyIn, as: 'cost', because: 'seen at the bank' },
        callerOf(handler),
      ),
    ),
    'wallet.line-direction',
  );
  assert.equal(
    await codeOf(
      door.call(
        'wallet.assign-unmatched',
        { line: moneyOut, to: (await newCustomer()).email, because: 'asked for' },
        callerOf(handler),
      ),
    ),
    'wallet.line-direction',
  );
  assert.equal(
    await codeOf(
      door.call(
        'wallet.settle-unmatched',
        { line: handler.id, as: 'duplicate', because: 'seen at the bank' },
        callerOf(handler),
      ),
    ),
    'wallet.line-unknown',
  );
});

test('whatever statements overlap and come again, each movement of the bank is credited at most once and the books follow the bank', async () => {
  const people = await Promise.all([newCustomer(), newCustomer(), newCustomer()]);
  const references = await Promise.all(people.map(referenceOf));
  const line = fc.record({ movement: fc.nat(11), who: fc.nat(3), cents: fc.integer({ min: 1, max: 9 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ statement: fc.nat(2), lines: fc.array(line, { maxLength: 5 }) }), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.uuid(),
      async (uploads, run) => {
        const before = await Promise.all(people.map(balanceOf));
        await Promise.all(
          uploads.map(async ({ statement, lines }) =>
            importLines(
              lines.map(({ movement, who, cents }) => ({
                amount: `0.0${cents}`,
                reference: `${run}-${movement}`,
                text: references[who] ?? 'nobody',
              })),
              `${run}-${statement}`,
            ),
          ),
        );
        const credits = await Promise.all(
          people.map(async (person, index) => ((await balanceOf(person)) ?? 0n) - (before[index] ?? 0n)),
        );
        const most = new Map(uploads.flatMap(({ lines }) => lines).map(({ movement }) => [movement, 9n]));
        assert.ok(
          credits.reduce((sum, credit) => sum + credit, 0n) <=
            [...most.values()].reduce((sum, cents) => sum + cents, 0n),
        );
        await noViolation();
      },
    ),
    { numRuns: 25 },
  );
});
