import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testDatabase } from '../../test/database.ts';
import { systemClock } from '../platform/clock.ts';
import { newId } from '../platform/id.ts';
import { Problem } from '../platform/problem.ts';
import type { Violation } from '../platform/violation.ts';
import {
  audit,
  createLedger,
  freezeAccount,
  getBalances,
  getTransfer,
  listEntries,
  openAccount,
  postWithin,
  unfreezeAccount,
} from './ledger.ts';
import type { Ledger, Post, Result, Transfer } from './ledger.ts';

const database = await testDatabase();
const { pool, url } = database;
const asset = 'USD';
const now = systemClock.now();
const ledgers = new Map([1, 4].map((shards) => [shards, [openLedger(shards), openLedger(shards)] as const]));
after(async () => {
  await Promise.all([...ledgers.values()].flat().map((ledger) => ledger.stop()));
  await database.drop();
});

/** As another program on the same database would. */
function openLedger(shards: number): Ledger {
  return createLedger({ url, shards, clock: systemClock });
}

function twoLedgers(shards: number): readonly [Ledger, Ledger] {
  const two = ledgers.get(shards);
  assert.ok(two);
  return two;
}

async function openFunded(count: number, shards: number, amount: bigint): Promise<string[]> {
  const ids: string[] = [];
  for (let place = 0; place < count; place += 1) {
    const shard = place % shards;
    const { id: bank } = await openAccount(
      pool,
      { shard, owner: `bank ${place}`, asset, kind: 'test', floor: null },
      now,
    );
    const { id } = await openAccount(pool, { shard, owner: newId(shard), asset, kind: 'test', floor: 0n }, now);
    if (amount > 0n) await twoLedgers(shards)[0].post(payment(bank, id, amount));
    ids.push(id);
  }
  return ids;
}

function payment(debit: string, credit: string, amount: bigint, id: string = newId(0)): Post {
  return { kind: 'post', id, purpose: 'test', debit, credit, asset, amount };
}

function isAccepted(result: Result): boolean {
  return !('refused' in result);
}

async function balanceOf(id: string | undefined): Promise<bigint | undefined> {
  return id === undefined ? undefined : (await getBalances(pool, [id])).get(id)?.balance;
}

/** A test that is run with one shard and with four. */
function onShards(name: string, run: (shards: number) => Promise<void>): void {
  for (const shards of [1, 4]) test(`${name} (${shards === 1 ? 'one shard' : `${shards} shards`})`, () => run(shards));
}

onShards('64 debits at once, from two programs and from transactions, never overdraw', async (shards) => {
  const [one, other] = twoLedgers(shards);
  for (let round = 0; round < 20; round += 1) {
    const [from = '', to = ''] = await openFunded(2, shards, 100n);
    const results = await Promise.all(
      Array.from({ length: 64 }, async (_, place) => {
        const wish = payment(from, to, 7n);
        if (place % 3 < 2) return (place % 3 === 0 ? one : other).post(wish);
        const [result] = await withinTransaction([wish], shards);
        assert.ok(result);
        return result;
      }),
    );
    assert.equal(results.filter(isAccepted).length, 14);
    assert.ok(
      results.every((result) => isAccepted(result) || ('refused' in result && result.refused === 'insufficient-funds')),
    );
    assert.equal(await balanceOf(from), 2n);
    assert.equal(await balanceOf(to), 198n);
  }
  assert.deepEqual(await audit(pool), []);
});

async function withinTransaction(transfers: readonly Transfer[], shards: number): Promise<Result[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const results = await postWithin(client, transfers, { now, shards });
    await client.query('commit');
    return results;
  } finally {
    client.release();
  }
}

onShards('whatever two programs ask for at once, the books hold and every answer stays', async (shards) => {
  const accounts = await openFunded(6, shards, 100n);
  const anyAccount = fc.constantFrom(...accounts);
  const anyStep = fc.record({
    kind: fc.constantFrom('post', 'post', 'hold', 'post-hold', 'void-hold', 'freeze'),
    debit: anyAccount,
    credit: anyAccount,
    amount: fc.bigInt(1n, 80n),
    id: fc.nat(30),
    hold: fc.nat(30),
    group: fc.option(fc.nat(2), { nil: undefined, freq: 3 }),
    program: fc.constantFrom(0, 1),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(anyStep, { maxLength: 40 }), async (steps) => {
      const ids = Array.from({ length: 31 }, (_, place) => newId(place % shards));
      const groups = [newId(0), newId(0), newId(0)];
      const idAt = (place: number): string => ids[place] ?? '';
      const calls = steps.map(
        async ({ kind, debit, credit, amount, id, hold, group: place, program }): Promise<Result[]> => {
          if (kind === 'freeze') {
            await freezeAccount(pool, debit, 'debits');
            await unfreezeAccount(pool, debit);
            return [];
          }
          const group = place === undefined ? undefined : groups[place];
          const named = { id: idAt(id), purpose: 'test', ...(group === undefined ? {} : { group }) };
          const holdId = idAt(hold);
          const wish: Transfer =
            kind === 'post-hold'
              ? { ...named, kind, holdId, amount }
              : kind === 'void-hold'
                ? { ...named, kind, holdId }
                : { ...named, kind, debit, credit, asset, amount };
          const also = group === undefined ? [] : [{ ...payment(credit, debit, 1n), group }];
          return twoLedgers(shards)[program].post([wish, ...also]);
        },
      );
      const results = (await Promise.all(calls)).flat();
      for (const result of results) {
        if ('refused' in result && result.refused === 'id-already-used') continue;
        const kept = await getTransfer(pool, result.id, shards);
        assert.deepEqual({ ...kept?.result, repeated: false }, { ...result, repeated: false });
      }
      for (const [id, answers] of Map.groupBy(results, (result) => result.id)) {
        assert.equal(
          answers.filter((answer) => !answer.repeated && !('refused' in answer && answer.refused === 'id-already-used'))
            .length,
          1,
          `${id} is answered for the first time once`,
        );
      }
      assert.deepEqual(await audit(pool), []);
    }),
    { numRuns: 40 },
  );
});

onShards('of two transfers with one id at once, one is made and the other is told', async (shards) => {
  const [one, other] = twoLedgers(shards);
  const [a = '', b = '', c = '', d = ''] = await openFunded(4, shards, 100n);
  for (let round = 0; round < 20; round += 1) {
    const id = newId(round % 4);
    const answers = await Promise.all([one.post(payment(a, b, 1n, id)), other.post(payment(c, d, 1n, id))]);
    assert.deepEqual(answers.map((answer) => ('refused' in answer ? answer.refused : answer.status)).sort(), [
      'id-already-used',
      'posted',
    ]);
  }
  assert.deepEqual(await audit(pool), []);
});

onShards('payments in opposite directions do not wait for each other for ever', async (shards) => {
  const [one, other] = twoLedgers(shards);
  const [a = '', b = '', c = ''] = await openFunded(3, shards, 1_000n);
  const ring = [
    [a, b],
    [b, c],
    [c, a],
    [b, a],
    [c, b],
    [a, c],
  ] as const;
  const posts = Array.from({ length: 40 }, () =>
    ring.flatMap(([from, to]) => [one.post(payment(from, to, 1n)), other.post(payment(from, to, 1n))]),
  ).flat();
  assert.ok((await Promise.all(posts)).every(isAccepted));
  assert.deepEqual(await Promise.all([a, b, c].map(balanceOf)), [1_000n, 1_000n, 1_000n]);
});

test('a transaction that is rolled back leaves nothing, and its ids free', async () => {
  const [from = '', to = ''] = await openFunded(2, 1, 100n);
  const wish = payment(from, to, 60n);
  const client = await pool.connect();
  await client.query('begin');
  const [inside] = await postWithin(client, [wish], { now, shards: 1 });
  await client.query('rollback');
  client.release();
  assert.ok(inside && isAccepted(inside));
  assert.equal(await getTransfer(pool, wish.id, 1), undefined);
  assert.deepEqual(
    await twoLedgers(1)[0]
      .post(wish)
      .then(({ repeated }) => repeated),
    false,
  );
});

test('a malformed transfer fails alone', async () => {
  const [from = '', to = ''] = await openFunded(2, 1, 100n);
  const [ledger] = twoLedgers(1);
  const malformed = [{ memo: 'a\0b' }, { id: 'nonsense' }, { purpose: '\ud800' }, { memo: 'x'.repeat(1_001) }];
  const settled = await Promise.allSettled([
    ...malformed.map((fault) => ledger.post({ ...payment(from, to, 1n), ...fault })),
    ledger.post(payment(from, to, 1n)),
  ]);
  assert.deepEqual(
    settled.map((outcome) => (outcome.status === 'rejected' ? codeOf(outcome.reason) : 'answered')),
    [...malformed.map(() => 'ledger.malformed-transfer'), 'answered'],
  );
});

function codeOf(reason: unknown): string {
  return reason instanceof Problem ? reason.code : String(reason);
}

test('ids in capital letters are the same ids', async () => {
  const [from = '', to = ''] = await openFunded(2, 1, 100n);
  const [ledger] = twoLedgers(1);
  const wish = payment(from, to, 1n);
  await ledger.post(wish);
  const again = await ledger.post({ ...wish, id: wish.id.toUpperCase(), debit: from.toUpperCase() });
  assert.ok(again.repeated);
});

test('texts come back as they were given', async () => {
  const [from = '', to = ''] = await openFunded(2, 1, 100n);
  const memo = 'NULL, {"quotes"} \\ backslash, 退款 and \n a line';
  const wish: Transfer = { ...payment(from, to, 1n), memo, reference: 'NULL' };
  await twoLedgers(1)[0].post(wish);
  assert.deepEqual((await getTransfer(pool, wish.id, 1))?.transfer, wish);
});

onShards('an account’s entries are read newest first, page by page, with the balance after each', async (shards) => {
  const [account = '', other = ''] = await openFunded(2, shards, 0n);
  const { id: bank } = await openAccount(pool, { shard: 0, owner: 'bank 0', asset, kind: 'test', floor: null }, now);
  await twoLedgers(shards)[0].post([
    payment(bank, account, 100n),
    payment(account, other, 30n),
    payment(account, other, 5n),
    payment(other, account, 1n),
  ]);
  const first = await listEntries(pool, { account, limit: 3 });
  assert.deepEqual(
    first.map(({ seq, amount, balance }) => [seq, amount, balance]),
    [
      [4n, 1n, 66n],
      [3n, -5n, 65n],
      [2n, -30n, 70n],
    ],
  );
  assert.deepEqual(
    first.map((entry) => entry.other),
    [other, other, other],
  );
  const second = await listEntries(pool, { account, before: first.at(-1)?.seq, limit: 3 });
  assert.deepEqual(
    second.map(({ seq, amount, balance }) => [seq, amount, balance]),
    [[1n, 100n, 100n]],
  );
});

test('the record can be neither changed, deleted nor emptied', async () => {
  for (const statement of [
    'update ledger.transfers set amount = 1',
    'delete from ledger.transfers',
    'truncate ledger.transfers',
    'update ledger.accounts set owner = $$me$$',
    'delete from ledger.accounts',
    'truncate ledger.accounts cascade',
  ]) {
    await assert.rejects(pool.query(statement), /is append-only/, statement);
  }
});

/** What somebody with the keys of the database might do, and the sentence of the audit that gives him away. */
const tamperings: readonly (readonly [sql: string, sentence: string])[] = [
  [
    'update ledger.balances set balance = balance + 1 where account = $1',
    'in each shard the balances of an asset sum to zero',
  ],
  [
    'update ledger.balances set balance = balance + 1 where account = $1',
    'an account’s balance is the sum of its entries, and its order has no gap',
  ],
  [
    'update ledger.balances set last_seq = last_seq + 1 where account = $1',
    'an account’s balance is the sum of its entries, and its order has no gap',
  ],
  [
    'update ledger.balances set last_transfer = (select debit_previous from ledger.transfers where debit = $1 order by debit_seq desc limit 1) where account = $1',
    'an account’s last entry is the end of its chain',
  ],
  ['update ledger.transfers set amount = amount + 1 where debit = $1', 'each entry carries on from the one before it'],
  [
    'update ledger.transfers set debit_balance = debit_balance + 1 where debit = $1',
    'each entry carries on from the one before it',
  ],
  ['delete from ledger.transfers where debit = $1 and kind = $$post$$', 'each entry carries on from the one before it'],
  [
    'update ledger.transfers set asset = $$EUR$$ where debit = $1',
    'a transfer moves one asset between accounts that hold it',
  ],
  ['delete from ledger.balances where account = $1', 'every account has a balance in its asset'],
  [
    'update ledger.balances set held_out = held_out + 1 where account = $1',
    'what an account has set aside is the sum of its open holds',
  ],
  [
    'update ledger.holds set amount = amount + 1 where debit = $1',
    'every hold is one of the record, as it was asked for',
  ],
  ['delete from ledger.holds where debit = $1', 'every hold is one of the record, as it was asked for'],
  [
    'update ledger.holds set resolved_by = id where debit = $1',
    'a hold was resolved once, by the transfer that it names, within its amount',
  ],
  [
    'update ledger.transfers set debit_seq = null, credit_seq = null where debit = $1',
    'what was posted has its entries, and nothing else has',
  ],
  [
    'update ledger.transfers set amount = amount + 1 where debit = $1',
    'a transfer between shards says the same in each',
  ],
  [
    'insert into ledger.transfers (shard, id, kind, status, refusal, at, purpose) select distinct on (id) 3, id, kind, $$refused$$, $$insufficient-funds$$, at, purpose from ledger.transfers where debit = $1',
    'a refused transfer moved nothing in any shard',
  ],
  [
    'alter table ledger.transfers disable trigger transfers_are_append_only',
    'the database lets nobody change the record',
  ],
];

test('the audit gives away whoever changes a row behind its back', async () => {
  const [from = '', to = ''] = await openFunded(2, 4, 100n);
  const [ledger] = twoLedgers(4);
  const holdId = newId(0);
  await ledger.post([
    payment(from, to, 10n),
    { ...payment(from, to, 10n, holdId), kind: 'hold' },
    { kind: 'post-hold', id: newId(0), purpose: 'test', holdId, amount: 10n },
  ]);
  for (const [sql, sentence] of tamperings) {
    const found = new Set((await auditAfter(sql, from)).map(({ invariant }) => invariant));
    assert.ok(found.has(sentence), `${sql}\nis found by “${sentence}”, not only by ${[...found].join('; ')}`);
  }
  assert.deepEqual(await audit(pool), []);
});

/** What the audit finds after a statement that is then rolled back. */
async function auditAfter(sql: string, account: string): Promise<Violation[]> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('alter table ledger.transfers disable trigger user');
    await client.query(sql, sql.includes('$1') ? [account] : []);
    if (!sql.startsWith('alter')) await client.query('alter table ledger.transfers enable trigger user');
    return await audit(client);
  } finally {
    await client.query('rollback');
    client.release();
  }
}
