import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { callerOf, openTestWallets } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import type { VerificationLevel } from '../../identity/contract.ts';
import { systemCaller } from '../../platform/door.ts';
import { Problem } from '../../platform/problem.ts';
import { auditWallet } from '../wallet.ts';

let now = new Date('2026-11-25T10:00:00Z');
const later = (hours: number): void => {
  now = new Date(now.getTime() + hours * 3_600_000);
};
const { db, door, newCustomer, newStaff, fund, close } = await openTestWallets(
  {
    SHARDS: '4',
    WITHDRAWAL_COOLING_HOURS: '24',
    WITHDRAWAL_REVIEW_FROM: 'USD:300,EUR:300',
    WITHDRAWAL_SECOND_PERSON_FROM: 'USD:400',
  },
  { now: () => now },
);
after(close);

const [compliance, supervisor, handler] = [newStaff('compliance'), newStaff('supervisor'), newStaff('handler')];
const bank = { rail: 'bank', label: 'My bank', iban: 'DE89370400440532013000', name: 'Alice Hart' } as const;

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : assert.fail(String(error))),
  );
}

/** A customer with 1,000 USD and a bank account that money may go to. */
async function newPayee(level?: VerificationLevel): Promise<{ person: PersonActor; destination: string }> {
  const person = await newCustomer(undefined, undefined, level);
  await fund(person, 'USD', 100_000n);
  const { id: destination } = await door.call('wallet.add-destination', bank, callerOf(person));
  later(24);
  return { person, destination };
}

async function request(person: PersonActor, destination: string, amount = '100', key?: string) {
  return door.call('wallet.request-withdrawal', { asset: 'USD', amount, destination }, callerOf(person, key));
}

const read = async (person: PersonActor, withdrawal: string) =>
  door.call('wallet.get-withdrawal', { withdrawal }, callerOf(person));

const advance = async (withdrawal: string) =>
  door.call('wallet.advance-withdrawal', { withdrawal }, systemCaller('test', 'test'));

async function balanceOf(person: PersonActor): Promise<{ balance: bigint; available: bigint; held: bigint }> {
  const { balances } = await door.call('wallet.get-wallet', {}, callerOf(person));
  const { balance = 0n, available = 0n, held = 0n } = balances.find(({ asset }) => asset === 'USD') ?? {};
  return { balance, available, held };
}

async function noViolation(): Promise<void> {
  assert.deepEqual(await auditWallet(db), []);
}

test('a withdrawal sets its money aside at once, and says where it stands, since when and until when', async () => {
  const { person, destination } = await newPayee();
  const { id, state, number } = await request(person, destination);
  assert.equal(state, 'approved');
  const { balance, available, held } = await balanceOf(person);
  assert.deepEqual({ balance, available, held }, { balance: 100_000n, available: 90_000n, held: 10_000n });
  const found = await read(person, id);
  assert.deepEqual(
    [found.number, found.state, found.reasons, found.since, found.label, found.mayCancel, found.open],
    [number, 'approved', [], now, 'My bank', true, true],
  );
  assert.equal((found.promisedAt?.getTime() ?? 0) - now.getTime(), 72 * 3_600_000);
  await noViolation();
});

test('a withdrawal asked for twice under one key, also at the same time, is one', async () => {
  const { person, destination } = await newPayee();
  const answers = await Promise.all(Array.from({ length: 6 }, () => request(person, destination, '50', 'same-key')));
  assert.equal(new Set(answers.map(({ id }) => id)).size, 1);
  assert.equal((await balanceOf(person)).held, 5_000n);
  assert.equal(await codeOf(request(person, destination, '51', 'same-key')), 'platform.idempotency-key-reused');
  await noViolation();
});

describe('a withdrawal is refused', () => {
  test('for more than there is, with what there is', async () => {
    const { person, destination } = await newPayee();
    await request(person, destination, '150');
    await request(person, destination, '149');
    const small = await newCustomer();
    await fund(small, 'USD', 5_000n);
    const { id } = await door.call('wallet.add-destination', bank, callerOf(small));
    assert.equal(await codeOf(request(small, id, '50.01')), 'wallet.over-balance');
    await noViolation();
  });

  test('above the person’s limit, which the preview says before', async () => {
    const { person, destination } = await newPayee(0);
    const given = { asset: 'USD', amount: '500.01', destination };
    assert.equal(
      await codeOf(door.call('wallet.preview-withdrawal', given, callerOf(person))),
      'wallet.limit-transaction',
    );
    assert.equal(await codeOf(request(person, destination, '500.01')), 'wallet.limit-transaction');
    assert.equal((await balanceOf(person)).held, 0n);
  });

  test('from a frozen wallet', async () => {
    const { person, destination } = await newPayee();
    const order = { person: person.id, scope: 'debits', reason: 'unusual-activity' } as const;
    await door.call('wallet.freeze-wallet', order, callerOf(handler));
    assert.equal(await codeOf(request(person, destination)), 'wallet.sender-frozen');
  });

  test('to another person’s destination, to one that is gone, and in an asset that does not go there', async () => {
    const [{ person, destination }, other] = [await newPayee(), await newPayee()];
    assert.equal(await codeOf(request(person, other.destination)), 'wallet.destination-unknown');
    await door.call('wallet.remove-destination', { destination }, callerOf(person));
    assert.equal(await codeOf(request(person, destination)), 'wallet.destination-unknown');
    const eth = { asset: 'ETH', amount: '1', destination: other.destination };
    assert.equal(
      await codeOf(door.call('wallet.request-withdrawal', eth, callerOf(other.person))),
      'wallet.destination-not-for-asset',
    );
  });

  test('for amounts that are none', async () => {
    const { person, destination } = await newPayee();
    for (const [amount, code] of [
      ['0', 'wallet.amount-not-positive'],
      ['-5', 'wallet.amount-not-positive'],
      ['1.001', 'wallet.amount-too-many-decimals'],
      ['ten', 'wallet.amount-not-a-number'],
      ['1e5', 'wallet.amount-not-a-number'],
    ] as const)
      assert.equal(await codeOf(request(person, destination, amount)), code, amount);
  });
});

test('a withdrawal to a new destination waits for its time and says until when, then goes on by itself', async () => {
  const person = await newCustomer();
  await fund(person, 'USD', 100_000n);
  const { id: destination, usableAt } = await door.call('wallet.add-destination', bank, callerOf(person));
  const { id, state } = await request(person, destination);
  assert.equal(state, 'requested');
  const waiting = await read(person, id);
  assert.deepEqual([waiting.reasons[0]?.code, waiting.promisedAt], ['new-destination', usableAt]);
  await advance(id);
  assert.equal((await read(person, id)).state, 'requested');
  await noViolation();
});

describe('a withdrawal under review', () => {
  test('says why and until when, and goes on when one person approves it', async () => {
    const { person, destination } = await newPayee();
    const { id, state, reasons } = await request(person, destination, '300');
    assert.deepEqual([state, reasons], ['review', ['large-amount']]);
    const found = await read(person, id);
    assert.equal((found.promisedAt?.getTime() ?? 0) - now.getTime(), 24 * 3_600_000);
    assert.equal(
      await codeOf(door.call('wallet.approve-withdrawal', { withdrawal: id }, callerOf(handler))),
      'platform.not-allowed',
    );
    const { withdrawals } = await door.call('wallet.list-reviews', {}, callerOf(handler));
    assert.ok(withdrawals.some((waiting) => waiting.id === id));
    await door.call('wallet.approve-withdrawal', { withdrawal: id, note: 'Rang him.' }, callerOf(compliance));
    const approved = await read(person, id);
    assert.deepEqual([approved.state, approved.steps.at(-1)?.note], ['approved', null]);
    const { steps } = await door.call('wallet.get-withdrawal', { withdrawal: id }, callerOf(handler));
    assert.equal(steps.at(-1)?.note, 'Rang him.');
    await noViolation();
  });

  test('of a very large amount needs a second person, who is another', async () => {
    const { person, destination } = await newPayee();
    const { id } = await request(person, destination, '400');
    const approve = async (by: PersonActor) => door.call('wallet.approve-withdrawal', { withdrawal: id }, callerOf(by));
    assert.equal((await approve(compliance)).state, 'review');
    assert.equal(await codeOf(approve(compliance)), 'wallet.approved-by-you');
    assert.equal((await approve(supervisor)).state, 'approved');
    assert.equal(await codeOf(approve(supervisor)), 'wallet.withdrawal-not-under-review');
    await noViolation();
  });

  test('approved by two at the same time goes on once', async () => {
    const { person, destination } = await newPayee();
    const { id } = await request(person, destination, '450');
    const codes = await Promise.all(
      [compliance, supervisor, compliance, supervisor, newStaff('compliance')].map(async (by) =>
        codeOf(door.call('wallet.approve-withdrawal', { withdrawal: id }, callerOf(by))),
      ),
    );
    assert.equal(codes.filter((code) => code === 'done').length, 2);
    const found = await read(person, id);
    assert.deepEqual([found.state, found.steps.length], ['approved', 2]);
    await noViolation();
  });

  test('is refused with a reason that its customer reads, and the money is free again', async () => {
    const { person, destination } = await newPayee();
    const { id } = await request(person, destination, '300');
    await door.call('wallet.refuse-withdrawal', { withdrawal: id, reason: 'scam' }, callerOf(compliance));
    const found = await read(person, id);
    assert.deepEqual([found.state, found.reasons[0]?.code, found.promisedAt], ['refused', 'scam', null]);
    assert.match(found.reasons[0]?.text.en ?? '', /scam/);
    assert.deepEqual(await balanceOf(person), { balance: 100_000n, available: 100_000n, held: 0n });
    await noViolation();
  });

  test('is nobody’s to decide who asked for it', async () => {
    const { person, destination } = await newPayee();
    const { id } = await request(person, destination, '300');
    const both = { ...person, roles: ['customer', 'compliance'] as const };
    assert.equal(
      await codeOf(door.call('wallet.approve-withdrawal', { withdrawal: id }, callerOf(both))),
      'wallet.own-wallet',
    );
    const refusal = { withdrawal: id, reason: 'law' } as const;
    assert.equal(await codeOf(door.call('wallet.refuse-withdrawal', refusal, callerOf(both))), 'wallet.own-wallet');
  });

  test('that nobody looked at in time is a missed promise, written down once and shown first', async () => {
    const { person, destination } = await newPayee();
    const { id } = await request(person, destination, '300');
    later(24);
    await advance(id);
    await advance(id);
    const found = await read(person, id);
    assert.deepEqual(
      [found.state, found.promiseMissedAt, found.steps.map(({ reasons }) => reasons[0]?.code)],
      ['review', now, ['large-amount', 'promise-missed']],
    );
    const { withdrawals } = await door.call('wallet.list-reviews', {}, callerOf(handler));
    assert.ok(withdrawals[0]?.promiseMissedAt);
    // Approvals given before stand: only another review asks anew.
    await door.call('wallet.approve-withdrawal', { withdrawal: id }, callerOf(compliance));
    assert.equal((await read(person, id)).state, 'approved');
    await noViolation();
  });
});

describe('a withdrawal is looked at because of what happened before it', () => {
  test('a device that we had not seen, with a new destination', async () => {
    const { person, destination } = await newPayee();
    await db
      .updateTable('identity.people')
      .set({ created_at: new Date(0) })
      .where('id', '=', person.id)
      .execute();
    const { session } = person;
    assert.ok(session);
    const strange = { ...person, session: { ...session, deviceSince: now } };
    assert.deepEqual((await request(strange, destination)).reasons, ['new-device']);
    assert.equal((await request(person, destination)).state, 'approved');
  });

  test('a change of how its person signs in', async () => {
    const { person, destination } = await newPayee();
    await db.updateTable('identity.people').set({ security_changed_at: now }).where('id', '=', person.id).execute();
    assert.deepEqual((await request(person, destination)).reasons, ['security-changed']);
    later(24);
    assert.equal((await request(person, destination)).state, 'approved');
  });

  test('a freeze that was lifted a short while ago', async () => {
    const { person, destination } = await newPayee();
    const order = { person: person.id, scope: 'debits', reason: 'unusual-activity' } as const;
    await door.call('wallet.freeze-wallet', order, callerOf(handler));
    await door.call('wallet.unfreeze-wallet', { person: person.id, because: 'It was he' }, callerOf(handler));
    assert.deepEqual((await request(person, destination)).reasons, ['recently-unfrozen']);
  });

  test('many within a day, also when they are asked for at the same time', async () => {
    const { person, destination } = await newPayee();
    const answers = await Promise.all(Array.from({ length: 6 }, () => request(person, destination, '1')));
    assert.deepEqual(answers.map(({ state }) => state).sort(), [
      'approved',
      'approved',
      'approved',
      'approved',
      'review',
      'review',
    ]);
    await noViolation();
  });

  test('and, once approved, still waits for a new destination’s time', async () => {
    const person = await newCustomer();
    await fund(person, 'USD', 100_000n);
    const { id: destination, usableAt } = await door.call('wallet.add-destination', bank, callerOf(person));
    const { id, state } = await request(person, destination, '300');
    assert.equal(state, 'review');
    await door.call('wallet.approve-withdrawal', { withdrawal: id }, callerOf(compliance));
    const waiting = await read(person, id);
    assert.deepEqual([waiting.state, waiting.promisedAt], ['requested', usableAt]);
    await noViolation();
  });
});

describe('a withdrawal is taken back', () => {
  test('by its customer alone, once, and its money and limits are free again', async () => {
    const { person, destination } = await newPayee();
    const { id } = await request(person, destination, '299');
    const cancel = async (by: PersonActor) => door.call('wallet.cancel-withdrawal', { withdrawal: id }, callerOf(by));
    assert.equal(await codeOf(cancel(await newCustomer())), 'wallet.withdrawal-unknown');
    await cancel(person);
    await cancel(person);
    const found = await read(person, id);
    assert.deepEqual([found.state, found.steps.length], ['cancelled', 2]);
    assert.deepEqual(await balanceOf(person), { balance: 100_000n, available: 100_000n, held: 0n });
    await advance(id);
    assert.equal((await read(person, id)).state, 'cancelled');
    for (let again = 0; again < 3; again += 1) {
      const { id: next } = await request(person, destination, '290');
      await door.call('wallet.cancel-withdrawal', { withdrawal: next }, callerOf(person));
    }
    await noViolation();
  });

  test('while somebody approves it: one of both happens', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { person, destination } = await newPayee();
      const { id } = await request(person, destination, '300');
      await Promise.all([
        codeOf(door.call('wallet.cancel-withdrawal', { withdrawal: id }, callerOf(person))),
        codeOf(door.call('wallet.approve-withdrawal', { withdrawal: id }, callerOf(compliance))),
      ]);
      // Approved before it was cancelled, or cancelled before anybody approved.
      assert.equal((await read(person, id)).state, 'cancelled');
    }
    await noViolation();
  });
});

test('what somebody else withdraws is not there for another customer', async () => {
  const { person, destination } = await newPayee();
  const { id } = await request(person, destination);
  assert.equal(await codeOf(read(await newCustomer(), id)), 'wallet.withdrawal-unknown');
  const { withdrawals } = await door.call('wallet.list-withdrawals', { open: true }, callerOf(person));
  assert.deepEqual(
    withdrawals.map((found) => found.id),
    [id],
  );
});

describe('the address book', () => {
  test('takes a destination once, also from two windows, and gives it back to nobody else', async () => {
    const person = await newCustomer();
    const codes = await Promise.all(
      [1, 2, 3].map(() => codeOf(door.call('wallet.add-destination', bank, callerOf(person)))),
    );
    assert.deepEqual(codes.sort(), ['done', 'wallet.destination-known', 'wallet.destination-known']);
    const { destinations } = await door.call('wallet.list-destinations', {}, callerOf(person));
    assert.deepEqual(
      destinations.map(({ label, details }) => [label, details]),
      [['My bank', { rail: 'bank', iban: bank.iban, name: bank.name }]],
    );
    const destination = destinations[0]?.id ?? '';
    assert.equal(
      await codeOf(door.call('wallet.remove-destination', { destination }, callerOf(await newCustomer()))),
      'wallet.destination-unknown',
    );
  });

  test('lets nothing go that a withdrawal is on its way to, and makes one that comes back wait anew', async () => {
    const { person, destination } = await newPayee();
    const { id } = await request(person, destination);
    const remove = async () => door.call('wallet.remove-destination', { destination }, callerOf(person));
    assert.equal(await codeOf(remove()), 'wallet.destination-in-use');
    await door.call('wallet.cancel-withdrawal', { withdrawal: id }, callerOf(person));
    await remove();
    const again = await door.call('wallet.add-destination', bank, callerOf(person));
    assert.ok(again.usableAt > now);
    assert.equal((await request(person, again.id)).state, 'requested');
  });
});
