import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { bankStatement } from '../../../test/bank-statement.ts';
import { codeOf, openTestBank, ourAccount } from '../../../test/bank-world.ts';
import { testIban } from '../../../test/iban.ts';
import { callerOf } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import { systemCaller } from '../../platform/door.ts';
import { transactionFacts } from '../wallet.ts';

let now = new Date('2026-11-25T10:00:00Z');
const bank = await openTestBank(
  { WITHDRAWAL_COOLING_HOURS: '0', WITHDRAWAL_REVIEW_FROM: 'USD:300', WITHDRAWAL_SECOND_PERSON_FROM: 'USD:100000' },
  () => now,
);
const { db, config, door, newCustomer, newStaff, fund, handler, noViolation } = bank;
after(bank.close);
const [compliance, supervisor] = [newStaff('compliance'), newStaff('supervisor')];
const system = systemCaller('test', 'test');

interface Payee {
  readonly person: PersonActor;
  readonly destination: string;
}

let payees = 0;

/** A customer with 10,000 USD and a bank account. */
async function newPayee(): Promise<Payee> {
  payees += 1;
  const person = await newCustomer();
  await fund(person, 'USD', 1_000_000n);
  const typed = { rail: 'bank', label: 'My bank', iban: testIban(payees), name: 'Alice Hart' } as const;
  const { id: destination } = await door.call('wallet.add-destination', typed, callerOf(person));
  return { person, destination };
}

async function request({ person, destination }: Payee, amount = '100'): Promise<string> {
  return (await door.call('wallet.request-withdrawal', { asset: 'USD', amount, destination }, callerOf(person))).id;
}

const advance = async (withdrawal: string) => door.call('wallet.advance-withdrawal', { withdrawal }, system);
const cancel = async (person: PersonActor, withdrawal: string) =>
  door.call('wallet.cancel-withdrawal', { withdrawal }, callerOf(person));

const read = async (withdrawal: string) => door.call('wallet.get-withdrawal', { withdrawal }, callerOf(handler));

async function balanceOf(person: PersonActor): Promise<readonly [balance: bigint, held: bigint]> {
  const { balances } = await door.call('wallet.get-wallet', {}, callerOf(person));
  const { balance = 0n, held = 0n } = balances.find(({ asset }) => asset === 'USD') ?? {};
  return [balance, held];
}

/** Hands everything that waits to the bank, which takes it. */
async function handOver(): Promise<void> {
  const { batches } = await door.call('rails.make-bank-batches', {}, system);
  for (const batch of batches) {
    await door.call('rails.release-bank-batch', { batch }, callerOf(compliance));
    await door.call('rails.release-bank-batch', { batch }, callerOf(supervisor));
    await door.call('rails.hand-over-bank-batch', { batch }, callerOf(supervisor));
  }
}

let statements = 0;

async function book(lines: Parameters<typeof bankStatement>[0]['lines']): Promise<void> {
  statements += 1;
  const named = lines.map((line, place) => ({ reference: `B-${statements}-${place}`, ...line }));
  await bank.importFile(bankStatement({ id: `S-${statements}`, account: ourAccount, lines: named }));
}

const endToEnd = async (withdrawal: string): Promise<string> => (await read(withdrawal)).payout?.reference ?? '';

/** A withdrawal of 100 USD that the bank has. */
async function sent(payee: Payee): Promise<string> {
  const id = await request(payee);
  await advance(id);
  await handOver();
  return id;
}

async function pay(withdrawal: string): Promise<void> {
  await book([{ amount: '100.00', out: true, endToEndId: await endToEnd(withdrawal) }]);
}

describe('a withdrawal by bank', () => {
  test('is paid out when the bank books it, and its transaction tells it', async () => {
    const payee = await newPayee();
    const id = await sent(payee);
    const onItsWay = await read(id);
    assert.deepEqual(
      [onItsWay.state, onItsWay.payout?.state, onItsWay.reference],
      ['submitted', 'sent', await endToEnd(id)],
    );
    assert.deepEqual(await balanceOf(payee.person), [1_000_000n, 10_000n]);
    await pay(id);
    const settled = await read(id);
    assert.deepEqual([settled.state, settled.promisedAt], ['settled', null]);
    assert.deepEqual(await balanceOf(payee.person), [990_000n, 0n]);
    const {
      transactions: [newest],
    } = await door.call('wallet.list-transactions', {}, callerOf(payee.person));
    assert.deepEqual([newest?.id, newest?.kind], [settled.transactionId, 'withdrawal']);
    const facts = await transactionFacts({ db, config }, settled.transactionId, payee.person);
    assert.deepEqual(
      [facts?.status, facts?.withdrawal?.id, facts?.withdrawal?.state, facts?.withdrawal?.label],
      ['posted', id, 'settled', 'My bank'],
    );
    await noViolation();
  });

  test('that comes back is in the wallet again, with the bank’s reason, linked to what was paid', async () => {
    const payee = await newPayee();
    const id = await sent(payee);
    await pay(id);
    await book([{ amount: '100.00', endToEndId: await endToEnd(id), returned: 'AC04' }]);
    const returned = await read(id);
    assert.deepEqual([returned.state, returned.returnedAmount], ['returned', 10_000n]);
    assert.match(returned.reasons[0]?.text.en ?? '', /closed/i);
    assert.deepEqual(await balanceOf(payee.person), [1_000_000n, 0n]);
    const {
      transactions: [newest],
    } = await door.call('wallet.list-transactions', {}, callerOf(payee.person));
    assert.equal(newest?.kind, 'withdrawal-return');
    const facts = await transactionFacts({ db, config }, newest.id, payee.person);
    assert.equal(facts?.withdrawal?.id, id);
    await noViolation();
  });

  test('that comes back short credits what came, and says so', async () => {
    const payee = await newPayee();
    const id = await sent(payee);
    await pay(id);
    await book([{ amount: '97.50', endToEndId: await endToEnd(id), returned: 'AC01' }]);
    assert.equal((await read(id)).returnedAmount, 9_750n);
    assert.deepEqual(await balanceOf(payee.person), [999_750n, 0n]);
    await noViolation();
  });

  test('is booked in spite of a freeze that came after it left, and so is its return', async () => {
    const payee = await newPayee();
    const id = await sent(payee);
    const order = { person: payee.person.id, scope: 'all', reason: 'scam-report' } as const;
    await door.call('wallet.freeze-wallet', order, callerOf(compliance));
    await pay(id);
    assert.equal((await read(id)).state, 'settled');
    await book([{ amount: '100.00', endToEndId: await endToEnd(id), returned: 'AC04' }]);
    assert.equal((await read(id)).state, 'returned');
    const other = await newPayee();
    const payment = { to: other.person.email, asset: 'USD', amount: '1' };
    const sending = door.call('wallet.send-payment', payment, callerOf(payee.person));
    assert.equal(await codeOf(sending), 'wallet.sender-frozen');
    await noViolation();
  });

  test('from a wallet frozen before it left goes to a person instead, who lets it go or not', async () => {
    const payee = await newPayee();
    const id = await request(payee);
    const order = { person: payee.person.id, scope: 'debits', reason: 'unusual-activity' } as const;
    await door.call('wallet.freeze-wallet', order, callerOf(handler));
    await advance(id);
    const found = await read(id);
    assert.deepEqual([found.state, found.reasons[0]?.code, found.payout], ['review', 'wallet-frozen', null]);
    await door.call('wallet.approve-withdrawal', { withdrawal: id }, callerOf(compliance));
    await advance(id);
    assert.equal((await read(id)).state, 'review', 'approving does not lift the freeze');
    await door.call('wallet.refuse-withdrawal', { withdrawal: id, reason: 'not-you' }, callerOf(compliance));
    assert.deepEqual(await balanceOf(payee.person), [1_000_000n, 0n]);
    await noViolation();
  });

  test('that is late on its way is shown to the desk', async () => {
    const id = await sent(await newPayee());
    now = new Date(now.getTime() + 72 * 3_600_000);
    await advance(id);
    const { withdrawals } = await door.call('wallet.list-reviews', {}, callerOf(handler));
    assert.ok(withdrawals.some((late) => late.id === id && late.promiseMissedAt !== null));
    await pay(id);
    assert.equal((await read(id)).state, 'settled');
  });
});

describe('a withdrawal that its customer takes back', () => {
  test('while it is handed to its rail is cancelled or paid, never both', async () => {
    for (let round = 0; round < 8; round += 1) {
      const payee = await newPayee();
      const id = await request(payee);
      await Promise.all([advance(id), codeOf(cancel(payee.person, id)), advance(id)]);
      // Whichever came first: nothing was batched yet, so it is cancelled for good.
      await advance(id);
      const found = await read(id);
      assert.equal(found.state, 'cancelled');
      assert.ok(found.payout === null || found.payout.state === 'failed');
    }
    await noViolation();
  });

  test('while it is put into a file for the bank is cancelled or paid, never both', async () => {
    const states = new Set<string>();
    for (let round = 0; round < 8; round += 1) {
      const payee = await newPayee();
      const id = await request(payee);
      await advance(id);
      const [code] = await Promise.all([codeOf(cancel(payee.person, id)), handOver()]);
      await handOver();
      const { state, payout } = await read(id);
      states.add(state);
      assert.deepEqual(
        [code, state, payout?.state],
        code === 'done' ? ['done', 'cancelled', 'failed'] : ['wallet.withdrawal-on-its-way', 'submitted', 'sent'],
      );
    }
    await noViolation();
  });

  test('after the bank has it stays on its way', async () => {
    const payee = await newPayee();
    const id = await sent(payee);
    assert.equal(await codeOf(cancel(payee.person, id)), 'wallet.withdrawal-on-its-way');
    await pay(id);
    assert.equal(await codeOf(cancel(payee.person, id)), 'wallet.withdrawal-over');
    await noViolation();
  });
});

test('whatever happens in whatever order, every withdrawal’s money is in one place, and no place has it twice', async () => {
  const payee = await newPayee();
  const { person } = payee;
  const all: string[] = [];
  const freeze = { person: person.id, scope: 'debits', reason: 'unusual-activity' } as const;
  const acts: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
    small: async () => all.push(await request(payee, '1')),
    large: async () => all.push(await request(payee, '300')),
    advance,
    advanceAgain: advance,
    cancel: (id) => cancel(person, id),
    approve: (withdrawal) => door.call('wallet.approve-withdrawal', { withdrawal }, callerOf(compliance)),
    refuse: (withdrawal) => door.call('wallet.refuse-withdrawal', { withdrawal, reason: 'law' }, callerOf(supervisor)),
    freeze: () => door.call('wallet.freeze-wallet', freeze, callerOf(handler)),
    unfreeze: () => door.call('wallet.unfreeze-wallet', { person: person.id, because: 'It was he' }, callerOf(handler)),
    handOver,
    pay: async (id) => {
      const { amount } = await read(id);
      await book([{ amount: `${amount / 100n}.00`, out: true, endToEndId: await endToEnd(id) }]);
    },
    giveBack: async (id) => {
      const { amount } = await read(id);
      await book([{ amount: `${amount / 100n}.00`, endToEndId: await endToEnd(id), returned: 'AC04' }]);
    },
    wait: () => {
      now = new Date(now.getTime() + 30 * 3_600_000);
      return Promise.resolve();
    },
  };
  const names = Object.keys(acts);
  const step = fc.record({ act: fc.constantFrom(...names), which: fc.nat(1_000) });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      await codeOf(request(payee, '1').then((id) => all.push(id)));
      for (const { act, which } of steps) {
        const recent = all.slice(-4);
        await codeOf(acts[act]?.(recent[which % recent.length] ?? '') ?? Promise.resolve());
      }
      const found = await Promise.all(all.map(read));
      const open = found.filter((one) => one.open).reduce((sum, { amount }) => sum + amount, 0n);
      const gone = found.filter(({ state }) => state === 'settled').reduce((sum, { amount }) => sum + amount, 0n);
      assert.deepEqual(await balanceOf(person), [1_000_000n - gone, open]);
      await noViolation();
    }),
    { numRuns: 8 },
  );
});
