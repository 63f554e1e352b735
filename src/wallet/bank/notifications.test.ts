import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { bankNotification, bankStatement } from '../../../test/bank-statement.ts';
import type { StatementLine } from '../../../test/bank-statement.ts';
import { openTestBank, ourAccount as account } from '../../../test/bank-world.ts';
import { newId } from '../../platform/id.ts';
import { callerOf } from '../../../test/wallets.ts';

const { db, door, handler, importFile, newCustomer, referenceOf, balanceOf, noViolation, close } = await openTestBank();
after(close);

let count = 0;
const named = (): string => `N-${(count += 1)}`;

async function tell(kind: 'statement' | 'notification', lines: readonly StatementLine[], id = named()): Promise<void> {
  await importFile(
    kind === 'statement' ? bankStatement({ id, account, lines }) : bankNotification({ id, account, lines }),
  );
}

async function waitingLines(): Promise<number> {
  return (await door.call('wallet.list-unmatched', {}, callerOf(handler))).open;
}

for (const version of ['02', '08', '13']) {
  test(`a notification (camt.054.001.${version}) credits at once, and the statement that follows confirms it`, async () => {
    const person = await newCustomer();
    const lines = [{ amount: '12.00', reference: named(), text: await referenceOf(person) }];
    await importFile(bankNotification({ id: named(), account, lines, version }));
    assert.equal(await balanceOf(person), 1200n);
    const unconfirmed = async (): Promise<number> =>
      (await db.selectFrom('wallet.bank_lines').select('id').where('confirmed_by', 'is', null).execute()).length;
    assert.equal(await unconfirmed(), 1);
    await tell('statement', lines);
    assert.deepEqual([await balanceOf(person), await unconfirmed()], [1200n, 0]);
    await noViolation();
  });
}

for (const order of [
  ['statement', 'notification', 'notification'],
  ['notification', 'notification', 'statement'],
  ['notification', 'statement', 'notification'],
] as const) {
  test(`a movement told by ${order.join(', ')} is credited once`, async () => {
    const person = await newCustomer();
    const lines = [{ amount: '3.00', reference: named(), text: await referenceOf(person) }];
    for (const kind of order) await tell(kind, lines);
    assert.equal(await balanceOf(person), 300n);
    await noViolation();
  });
}

test('two documents that give no bank reference are matched by day, amount and the payer’s reference', async () => {
  const person = await newCustomer();
  const lines = [{ amount: '4.00', endToEndId: named(), text: await referenceOf(person) }];
  await tell('notification', lines);
  await tell('statement', lines);
  assert.equal(await balanceOf(person), 400n);
  await noViolation();
});

test('the bank’s reference of the entry matches, where only one document also gives that of the payment', async () => {
  for (const order of [
    ['statement', 'notification'],
    ['notification', 'statement'],
  ] as const) {
    const person = await newCustomer();
    const text = await referenceOf(person);
    const [reference, ownReference] = [named(), named()];
    const full = [{ amount: '5.00', reference, ownReference, text }];
    const bare = [{ amount: '5.00', reference, text }];
    for (const kind of order) await tell(kind, kind === 'notification' ? full : bare);
    await tell('notification', [{ amount: '5.00', ownReference, text }]);
    assert.equal(await balanceOf(person), 500n, order.join(', '));
  }
  await noViolation();
});

test('a movement that two statements book is two movements, and the second waits for a person', async () => {
  const person = await newCustomer();
  const lines = [{ amount: '6.00', reference: named(), text: await referenceOf(person) }];
  const before = await waitingLines();
  for (const kind of ['notification', 'statement', 'statement', 'notification'] as const) await tell(kind, lines);
  assert.deepEqual([await balanceOf(person), await waitingLines()], [600n, before + 1]);
  await noViolation();
});

for (const order of [
  ['whole', 'parts'],
  ['parts', 'whole'],
] as const) {
  test(`a batch that the statement books as one and a notification tells in parts is credited by its parts (${order.join(', then ')})`, async () => {
    const people = [await newCustomer(), await newCustomer()];
    const [reference, before] = [named(), await waitingLines()];
    const texts = await Promise.all(people.map(referenceOf));
    const parts = [
      { amount: '7.00', text: texts[0] ?? '', endToEndId: 'a' },
      { amount: '8.00', text: texts[1] ?? '', endToEndId: 'b' },
      { amount: '1.00', text: 'no reference', endToEndId: 'c' },
    ];
    const whole = { amount: '16.00', reference, parts: [] };
    for (const form of order) {
      if (form === 'whole') await tell('statement', [whole]);
      else await tell('notification', [{ ...whole, parts }]);
      await noViolation();
    }
    assert.deepEqual(await Promise.all(people.map(balanceOf)), [700n, 800n]);
    assert.equal(await waitingLines(), before + 1, 'the part without a reference waits');
  });
}

test('a payment whose reference only the notification tells is credited when it comes', async () => {
  const [person, reference, before] = [await newCustomer(), named(), await waitingLines()];
  await tell('statement', [{ amount: '9.00', reference, parts: [] }]);
  assert.deepEqual([await balanceOf(person), await waitingLines()], [0n, before + 1]);
  await tell('notification', [{ amount: '9.00', reference, text: await referenceOf(person) }]);
  assert.deepEqual([await balanceOf(person), await waitingLines()], [900n, before]);
  await noViolation();
});

test('whatever statements and notifications come, shuffled, repeated and overlapping, every movement is credited exactly once', async () => {
  const people = await Promise.all([newCustomer(), newCustomer(), newCustomer()]);
  const references = await Promise.all(people.map(referenceOf));
  const part = fc.record({ who: fc.nat(2), cents: fc.integer({ min: 1, max: 9 }) });
  const entry = fc.record({
    parts: fc.array(part, { minLength: 1, maxLength: 3 }),
    statement: fc.nat(2),
    whole: fc.boolean(),
  });
  const scenario = fc.record({
    entries: fc.array(entry, { minLength: 1, maxLength: 6 }),
    notifications: fc.array(fc.array(fc.nat(5), { maxLength: 6 }), { maxLength: 3 }),
    order: fc.array(fc.nat(8), { minLength: 8, maxLength: 14 }),
  });
  await fc.assert(
    fc.asyncProperty(scenario, async ({ entries, notifications, order }) => {
      const run = newId(0);
      const before = await Promise.all(people.map(balanceOf));
      const toLine = (index: number, whole: boolean): StatementLine => {
        const { parts } = entries[index] ?? assert.fail();
        const cents = parts.reduce((sum, one) => sum + one.cents, 0);
        const told = parts.map((one, place) => ({
          amount: `0.0${one.cents}`,
          text: references[one.who] ?? '',
          endToEndId: `${place}`,
        }));
        return {
          amount: `0.${String(cents).padStart(2, '0')}`,
          reference: `${run}-${index}`,
          parts: whole ? [] : told,
        };
      };
      const all = entries.map((_, index) => index);
      const statements = [0, 1, 2].map((id) => {
        const lines = all.filter((index) => entries[index]?.statement === id);
        return bankStatement({
          id: `${run}-${id}`,
          account,
          lines: lines.map((index) => toLine(index, entries[index]?.whole ?? false)),
        });
      });
      // The last notification tells all of it, so that nothing is left unsaid.
      const notified = [...notifications, all].map((told, id) => {
        const lines = [...new Set(told)].filter((index) => index < entries.length).map((index) => toLine(index, false));
        return bankNotification({ id: `${run}-n${id}`, account, lines });
      });
      const documents = [...statements, ...notified];
      const uploads = [...order.map((place) => documents[place % documents.length] ?? ''), ...documents];
      for (const [place, xml] of uploads.entries()) await importFile(xml + '\n'.repeat(place));
      const credited = await Promise.all(
        people.map(async (person, index) => (await balanceOf(person)) - (before[index] ?? 0n)),
      );
      const owed = people.map((_, who) =>
        BigInt(
          entries.flatMap(({ parts }) => parts).reduce((sum, one) => (one.who === who ? sum + one.cents : sum), 0),
        ),
      );
      assert.deepEqual(credited, owed);
      await noViolation();
    }),
    { numRuns: 8, endOnFailure: true },
  );
});
