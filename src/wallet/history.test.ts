import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { callerOf, openTestWallets } from '../../test/wallets.ts';
import type { PersonActor } from '../../test/wallets.ts';
import { Problem } from '../platform/problem.ts';
import type { Transaction } from './wallet.ts';
import { transactionFacts } from './wallet.ts';

let now = new Date('2026-11-01T00:00:00Z');
const { db, config, door, newCustomer, newStaff, fund, close } = await openTestWallets(
  { SHARDS: '4', ASSETS: 'USD:2,CNY:2,ETH:18' },
  { now: () => now },
);
after(close);

type Filter = Partial<Record<'asset' | 'from' | 'to' | 'text' | 'least' | 'most' | 'after', string>> & {
  direction?: 'in' | 'out';
  kind?: 'payment' | 'deposit';
};

async function list(person: PersonActor, filter: Filter = {}) {
  return door.call('wallet.list-transactions', filter, callerOf(person));
}

/** Every page of a history. */
async function listAll(person: PersonActor): Promise<readonly Transaction[]> {
  const found: Transaction[] = [];
  let page = await list(person);
  found.push(...page.transactions);
  while (page.next !== null) {
    page = await list(person, { after: page.next });
    found.push(...page.transactions);
  }
  return found;
}

async function pay(from: PersonActor, to: PersonActor, amount: string, { asset = 'USD', memo = '' } = {}) {
  return door.call('wallet.send-payment', { to: to.email, asset, amount, memo }, callerOf(from));
}

const [payer, payee] = [await newCustomer('Ann Lee', 0), await newCustomer('Bob Ray', 1)];
await fund(payer, 'USD', 100_000n);
now = new Date('2026-11-01T12:00:00Z');
await fund(payer, 'ETH', 10n ** 18n);
const days = ['2026-11-02T00:00:00Z', '2026-11-03T12:00:00Z', '2026-11-03T23:59:59.999Z', '2026-11-04T00:00:00Z'];
const memos = ['lunch', 'Rent November', '', '房租'];
for (const [index, day] of days.entries()) {
  now = new Date(day);
  await pay(payer, payee, `${(index + 1) * 10}.00`, { memo: memos[index] });
}
now = new Date('2026-11-05T00:00:00Z');
await pay(payee, payer, '5', { memo: 'change' });
now = new Date('2026-11-06T00:00:00Z');
await pay(payer, payee, '0.000000000000000001', { asset: 'ETH' });

const scenarios: readonly (readonly [string, Filter, readonly string[]])[] = [
  [
    'nothing',
    {},
    [
      'ETH -1',
      'USD +500',
      'USD -4000',
      'USD -3000',
      'USD -2000',
      'USD -1000',
      'ETH +1000000000000000000',
      'USD +100000',
    ],
  ],
  ['an asset', { asset: 'ETH' }, ['ETH -1', 'ETH +1000000000000000000']],
  ['money in', { direction: 'in' }, ['USD +500', 'ETH +1000000000000000000', 'USD +100000']],
  ['money out', { direction: 'out', asset: 'USD' }, ['USD -4000', 'USD -3000', 'USD -2000', 'USD -1000']],
  ['a kind', { kind: 'deposit' }, ['ETH +1000000000000000000', 'USD +100000']],
  ['one day, from its first to its last moment', { from: '2026-11-03', to: '2026-11-03' }, ['USD -3000', 'USD -2000']],
  ['days on', { from: '2026-11-04' }, ['ETH -1', 'USD +500', 'USD -4000']],
  ['days up to', { to: '2026-11-02', asset: 'USD' }, ['USD -1000', 'USD +100000']],
  ['a text in any case', { text: 'NOVEMBER' }, ['USD -2000']],
  ['a Chinese text', { text: '房' }, ['USD -4000']],
  ['amounts from', { least: '30', asset: 'USD' }, ['USD -4000', 'USD -3000', 'USD +100000']],
  ['amounts up to, in every asset', { most: '10' }, ['ETH -1', 'USD +500', 'USD -1000', 'ETH +1000000000000000000']],
  ['a finer amount than an asset has', { least: '39.999' }, ['USD -4000', 'USD +100000']],
  ['several at once', { direction: 'out', most: '25', from: '2026-11-03' }, ['ETH -1', 'USD -2000']],
  ['what is not there', { text: 'nothing like it' }, []],
];
for (const [title, filter, expected] of scenarios) {
  test(`a history is filtered by: ${title}`, async () => {
    const { transactions } = await list(payer, filter);
    assert.deepEqual(
      transactions.map(({ asset, direction, amount }) => `${asset} ${direction === 'in' ? '+' : '-'}${amount}`),
      expected,
    );
  });
}

test('a history is filtered by a reference', async () => {
  const [wanted] = (await list(payer, { asset: 'ETH' })).transactions;
  assert.deepEqual((await list(payer, { text: wanted?.reference.toLowerCase() ?? '' })).transactions, [wanted]);
});

for (const [title, filter, code] of [
  ['days the wrong way round', { from: '2026-11-04', to: '2026-11-03' }, 'date-order'],
  ['a day that does not exist', { from: '2026-02-30' }, 'day-unknown'],
  ['an unknown asset', { asset: 'XAU' }, 'asset-unknown'],
  ['an amount that is none', { least: 'ten' }, 'amount-not-a-number'],
  ['too many decimals of one asset', { least: '0.001', asset: 'USD' }, 'amount-too-many-decimals'],
] as const) {
  test(`a history filter of ${title} is refused with its own sentence`, async () => {
    await assert.rejects(list(payer, filter), (error) => error instanceof Problem && error.code === `wallet.${code}`);
  });
}

describe('one transaction', async () => {
  const [ann, bob, eve, handler] = [
    await newCustomer('Ann Lee', 2),
    await newCustomer('Bob Ray', 3),
    await newCustomer('Eve Poe', 2),
    newStaff('handler'),
  ];
  await fund(ann, 'USD', 1000n);
  const { id, reference } = await pay(ann, bob, '4');
  const read = async (viewer: PersonActor, of: string) =>
    door.call('wallet.get-transaction', { id: of }, callerOf(viewer));

  test('is seen by its two parties, each with the own balance and the other’s masked name', async () => {
    for (const [viewer, direction, balance, other] of [
      [ann, 'out', 600n, 'B** R**'],
      [bob, 'in', 400n, 'A** L**'],
    ] as const) {
      const seen = await read(viewer, id);
      assert.equal(seen.direction, direction);
      assert.deepEqual(
        seen.entries.map(({ balanceAfter }) => balanceAfter),
        [balance],
      );
      const party = direction === 'out' ? seen.to : seen.from;
      assert.deepEqual(party.kind === 'person' ? [party.name, party.email] : [], [other, null]);
      assert.deepEqual(await read(viewer, reference.toLowerCase().replaceAll('-', ' ')), seen);
    }
  });

  test('is seen by staff with names, addresses and both entries', async () => {
    const seen = await read(handler, reference);
    assert.deepEqual(
      [
        seen.direction,
        seen.from.kind === 'person' ? seen.from.name : '',
        seen.to.kind === 'person' ? seen.to.email : '',
      ],
      [null, 'Ann Lee', bob.email],
    );
    assert.deepEqual(seen.entries.map(({ amount, balanceAfter }) => `${amount} ${balanceAfter}`).toSorted(), [
      '-400 600',
      '400 400',
    ]);
  });

  test('does not exist for anybody else, by its id or its reference', async () => {
    for (const name of [id, reference, eve.id, 'nonsense']) {
      await assert.rejects(
        read(eve, name),
        (error) => error instanceof Problem && error.code === 'wallet.transaction-unknown',
      );
    }
    assert.equal(await transactionFacts({ db, config }, id, { kind: 'guest' }), undefined);
    await assert.rejects(
      door.call('wallet.get-transaction', { id }, callerOf({ kind: 'guest' })),
      (error) => error instanceof Problem && error.code === 'platform.not-signed-in',
    );
  });
});

test('however many pages a history takes, it shows each transaction once, in order, with balances that follow from each other', async () => {
  const people = await Promise.all([newCustomer('Ann', 0), newCustomer('Bob', 1), newCustomer('Cid', 0)]);
  for (const person of people) for (const asset of ['USD', 'CNY']) await fund(person, asset, 100_000n);
  const payment = fc.record({
    from: fc.nat(2),
    step: fc.integer({ min: 1, max: 2 }),
    cents: fc.integer({ min: 1, max: 99 }),
    asset: fc.constantFrom('USD', 'CNY'),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(payment, { minLength: 15, maxLength: 40 }), async (payments) => {
      await Promise.all(
        payments.map(async ({ from, step, cents, asset }) => {
          const [sender, recipient] = [people[from], people[(from + step) % 3]];
          assert.ok(sender && recipient);
          await pay(sender, recipient, `0.${String(cents).padStart(2, '0')}`, { asset });
        }),
      );
      for (const person of people) {
        const history = await listAll(person);
        assert.equal(new Set(history.map(({ id }) => id)).size, history.length);
        assert.deepEqual(
          history.map(({ at }) => at.getTime()),
          history.map(({ at }) => at.getTime()).toSorted((a, b) => b - a),
        );
        for (const asset of ['USD', 'CNY']) {
          const ofAsset = history.filter((transaction) => transaction.asset === asset).toReversed();
          let balance = 0n;
          for (const { direction, amount, balanceAfter } of ofAsset) {
            balance += direction === 'in' ? amount : -amount;
            assert.equal(balanceAfter, balance);
          }
        }
      }
    }),
    { numRuns: 4 },
  );
});
