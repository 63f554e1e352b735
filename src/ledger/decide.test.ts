import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { amountMax } from '../platform/money.ts';
import { clearingAccountId, namedId } from './account.ts';
import type { Account, Freeze } from './account.ts';
import type { Answered, HoldState, Posting } from './books.ts';
import { decide } from './decide.ts';
import { shardByte } from './shard.ts';
import type { Result, Transfer } from './transfer.ts';

/** Somebody in a history, who lives in whatever shard there is. */
const people = [
  { name: 'bank', asset: 'USD', floor: null },
  { name: 'ann', asset: 'USD', floor: 0n },
  { name: 'bob', asset: 'USD', floor: 0n },
  { name: 'cat', asset: 'USD', floor: -50n },
  { name: 'eve', asset: 'EUR', floor: 0n },
] as const;
type Name = (typeof people)[number]['name'] | 'nobody';

interface Wish {
  readonly kind: Transfer['kind'];
  readonly id: number;
  readonly debit: Name;
  readonly credit: Name;
  readonly amount: bigint;
  readonly hold: number;
  readonly hours: number | undefined;
}

type Change =
  | { readonly what: 'freeze'; readonly name: Name; readonly freeze: Freeze }
  | { readonly what: 'close'; readonly name: Name }
  | { readonly what: 'wait'; readonly hours: number };

interface Batch {
  readonly change: Change | undefined;
  /** Each a single transfer or a group. */
  readonly units: readonly (readonly Wish[])[];
}

/** A wish before it has its place in a history: `pick` is which of the earlier ones it repeats, clashes with or resolves. */
interface Draw extends Wish {
  readonly twist: 'new' | 'repeat' | 'clash';
  readonly pick: number;
}

const some = <T>(arbitrary: fc.Arbitrary<T>, weight: number) => ({ arbitrary, weight });
const holder = fc.constantFrom<Name>('ann', 'bob', 'cat');
const anyName = fc.oneof(
  some(fc.constant<Name>('bank'), 6),
  some(holder, 12),
  some(fc.constantFrom<Name>('eve', 'nobody'), 1),
);
const anyAmount = fc.oneof(
  some(fc.bigInt(1n, 60n), 30),
  some(fc.constantFrom(-1n, 0n, amountMax - 20n, amountMax, amountMax + 1n), 1),
);
const anyDraw: fc.Arbitrary<Draw> = fc.record({
  kind: fc.oneof(
    some(fc.constant('post'), 4),
    some(fc.constant('hold'), 3),
    some(fc.constantFrom('post-hold', 'void-hold'), 3),
  ),
  id: fc.constant(0),
  hold: fc.constant(0),
  debit: anyName,
  credit: anyName,
  amount: anyAmount,
  hours: fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }),
  twist: fc.oneof(some(fc.constant('new'), 12), some(fc.constantFrom('repeat', 'clash'), 1)),
  pick: fc.nat(),
});
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    what: fc.constant('freeze'),
    name: holder,
    freeze: fc.oneof(some(fc.constant('none'), 3), some(fc.constantFrom('debits', 'all'), 1)),
  }),
  fc.record({ what: fc.constant('close'), name: fc.constantFrom<Name>('cat', 'eve') }),
  fc.record({ what: fc.constant('wait'), hours: fc.nat(2) }),
);
const anyUnit = fc.oneof(some(fc.tuple(anyDraw), 6), some(fc.array(anyDraw, { minLength: 2, maxLength: 3 }), 1));
const deposits = (['ann', 'bob', 'cat'] as const).map((credit, id): Wish => ({
  kind: 'post',
  id,
  debit: 'bank',
  credit,
  amount: 200n,
  hold: 0,
  hours: undefined,
}));
const anyHistory: fc.Arbitrary<Batch[]> = fc
  .array(
    fc.record({
      change: fc.option(anyChange, { nil: undefined, freq: 2 }),
      units: fc.array(anyUnit, { maxLength: 8 }),
    }),
    {
      maxLength: 8,
    },
  )
  .map((batches) => {
    const earlier = [...deposits];
    const rest = batches.map((batch) => ({
      ...batch,
      units: batch.units.map((draws) => draws.map((each) => settle(each, earlier))),
    }));
    return [{ change: undefined, units: deposits.map((deposit) => [deposit]) }, ...rest];
  });

function settle(drawn: Draw, earlier: Wish[]): Wish {
  const { twist, pick, ...fresh } = drawn;
  const past = earlier[pick % Math.max(1, earlier.length)];
  if (twist === 'repeat' && past) return past;
  const holds = earlier.filter(({ kind }) => kind === 'hold');
  const hold = holds[pick % Math.max(1, holds.length)]?.id ?? 1_000;
  const placed = { ...fresh, hold, id: twist === 'clash' && past ? past.id : earlier.length };
  earlier.push(placed);
  return placed;
}

const start = Date.UTC(2026, 10, 22);
const hourMs = 3_600_000;

/** The ledger's tables in memory, as the program's statements keep them. */
class Tables {
  readonly shards: number;
  readonly accounts = new Map<string, Account>();
  readonly holds = new Map<string, HoldState>();
  readonly answered = new Map<string, Answered>();
  readonly postings: { readonly id: string; readonly amount: bigint; readonly posting: Posting }[] = [];
  now = new Date(start);

  constructor(shards: number) {
    this.shards = shards;
    for (const { name: owner, asset, floor } of people) this.open(this.account(owner), asset, floor);
    for (const asset of ['USD', 'EUR'])
      for (let shard = 0; shard < shards; shard += 1) this.open(clearingAccountId(asset, shard), asset, null);
  }

  account(owner: Name): string {
    return namedId(
      owner,
      Math.max(
        0,
        people.findIndex((person) => person.name === owner),
      ) % this.shards,
    );
  }

  open(id: string, asset: string, floor: bigint | null): void {
    this.accounts.set(id, {
      shard: shardByte(id),
      id,
      row: '',
      asset,
      floor,
      frozen: 'none',
      closed: false,
      balance: 0n,
      heldOut: 0n,
      heldIn: 0n,
      lastSeq: 0n,
      lastTransfer: null,
    });
  }

  transferId(id: number): string {
    return namedId(`transfer ${id}`, id % this.shards);
  }

  toTransfer({ kind, id, debit, credit, amount, hold, hours }: Wish, group: string | undefined): Transfer {
    const named = { id: this.transferId(id), purpose: 'test', ...(group === undefined ? {} : { group }) };
    const movement = { ...named, debit: this.account(debit), credit: this.account(credit), asset: 'USD', amount };
    if (kind === 'post') return { ...movement, kind };
    if (kind === 'hold')
      return { ...movement, kind, ...(hours === undefined ? {} : { expiresAt: new Date(start + hours * hourMs) }) };
    return kind === 'post-hold'
      ? { ...named, kind, holdId: this.transferId(hold), amount }
      : { ...named, kind, holdId: this.transferId(hold) };
  }

  apply(event: Change): void {
    if (event.what === 'wait') {
      this.now = new Date(this.now.getTime() + event.hours * hourMs);
      return;
    }
    const account = this.accounts.get(this.account(event.name));
    if (!account || event.name === 'nobody') return;
    if (event.what === 'freeze') this.accounts.set(account.id, { ...account, frozen: event.freeze });
    else if (account.balance === 0n && account.heldOut === 0n && account.heldIn === 0n)
      this.accounts.set(account.id, { ...account, closed: true });
  }

  post(units: readonly (readonly Transfer[])[]): readonly (readonly Result[])[] {
    const { results, draft } = decide(this, units);
    for (const [id, account] of draft.accounts.changed) this.accounts.set(id, account);
    for (const [id, hold] of draft.holds.changed) this.holds.set(id, hold);
    for (const decided of draft.decided) {
      assert.ok(!this.answered.has(decided.transfer.id), 'a transfer is answered for the first time once');
      this.answered.set(decided.transfer.id, decided);
      const amount = decided.movement?.amount ?? 0n;
      for (const posting of decided.postings) this.postings.push({ id: decided.transfer.id, amount, posting });
    }
    return results;
  }

  run(batches: readonly Batch[]): Result[] {
    return batches.flatMap(({ change: event, units }, place) => {
      if (event) this.apply(event);
      const transfers = units.map((wishes, member) =>
        wishes.map((each) =>
          this.toTransfer(each, wishes.length > 1 ? namedId(`group ${place} ${member}`, 0) : undefined),
        ),
      );
      return this.post(transfers).flat();
    });
  }
}

function play(batches: readonly Batch[], shards: number): Tables {
  const tables = new Tables(shards);
  tables.run(batches);
  return tables;
}

property('each shard’s balances sum to zero in each asset', (batches, shards) => {
  const sums = new Map<string, bigint>();
  for (const { shard, asset, balance } of play(batches, shards).accounts.values())
    sums.set(`${shard} ${asset}`, (sums.get(`${shard} ${asset}`) ?? 0n) + balance);
  for (const [where, sum] of sums) assert.equal(sum, 0n, where);
});

property(
  'an account’s balance is the sum of its entries, each carries on from the one before it, and none is missing',
  (batches, shards) => {
    const { accounts, postings } = play(batches, shards);
    const last = new Map<string, { balance: bigint; seq: bigint; id: string | null }>();
    for (const { id, amount, posting } of postings) {
      for (const [entry, moved] of [
        [posting.debit, -amount],
        [posting.credit, amount],
      ] as const) {
        const before = last.get(entry.account) ?? { balance: 0n, seq: 0n, id: null };
        assert.deepEqual(
          { balance: entry.balance, seq: entry.seq, previous: entry.previous },
          { balance: before.balance + moved, seq: before.seq + 1n, previous: before.id },
        );
        assert.equal(posting.shard, shardByte(entry.account));
        last.set(entry.account, { balance: entry.balance, seq: entry.seq, id });
      }
    }
    for (const { id, balance, lastSeq, lastTransfer } of accounts.values()) {
      assert.deepEqual({ balance, seq: lastSeq, id: lastTransfer }, last.get(id) ?? { balance: 0n, seq: 0n, id: null });
    }
  },
);

property('nobody is below his floor, whatever is held', (batches, shards) => {
  for (const { floor, balance, heldOut } of play(batches, shards).accounts.values())
    assert.ok(floor === null || balance - heldOut >= floor);
});

property('what is set aside is the sum of the open holds, on both sides', (batches, shards) => {
  const { accounts, holds } = play(batches, shards);
  const open = [...holds.values()].filter((hold) => hold.state === 'open');
  for (const { id, heldOut, heldIn } of accounts.values()) {
    assert.equal(heldOut, total(open.filter(({ debit }) => debit === id)));
    assert.equal(heldIn, total(open.filter(({ credit }) => credit === id)));
  }
});

property('a history played again gets every first answer again, and moves nothing', (batches, shards) => {
  const tables = new Tables(shards);
  const [first, moved] = [tables.run(batches), tables.postings.length];
  const firstOf = new Map(first.toReversed().map((result) => [result.id, result]));
  for (const again of tables.run(batches.map(({ units }) => ({ change: undefined, units })))) {
    const isOther = 'refused' in again && again.refused === 'id-already-used';
    if (!isOther) assert.deepEqual({ ...again, repeated: false }, { ...firstOf.get(again.id), repeated: false });
  }
  assert.equal(tables.postings.length, moved);
});

property('of a group all or nothing is done', (batches, shards) => {
  const groups = Map.groupBy(play(batches, shards).answered.values(), ({ transfer }) => transfer.group);
  groups.delete(undefined);
  for (const members of groups.values())
    assert.equal(new Set(members.map(({ result }) => 'refused' in result)).size, 1);
});

test('an answer does not depend on how many shards there are', () => {
  forEveryHistory((batches) => {
    const answersOn = (shards: number) =>
      new Tables(shards)
        .run(batches)
        .map((result) =>
          'refused' in result
            ? result.refused
            : [result.status, result.debit.balance, result.debit.held, result.credit.balance, result.repeated],
        );
    // A clearing account is as wide as any other: only there the shards differ.
    fc.pre(!answersOn(4).includes('balance-too-large'));
    assert.deepEqual(answersOn(4), answersOn(1));
  });
});

test('an answer does not depend on which transfers share a batch', () => {
  forEveryHistory((batches) => {
    const alone = batches.flatMap(({ change: event, units }) => [
      { change: event, units: [] },
      ...units.map((each) => ({ change: undefined, units: [each] })),
    ]);
    const singles = (history: readonly Batch[]) =>
      history.map((batch) => ({ ...batch, units: batch.units.filter((each) => each.length === 1) }));
    assert.deepEqual(new Tables(4).run(singles(alone)), new Tables(4).run(singles(batches)));
  });
});

test('deciding leaves the books as they were', () => {
  forEveryHistory((batches) => {
    const tables = new Tables(4);
    tables.run(batches.slice(1));
    const before = structuredClone([tables.accounts, tables.holds, tables.answered]);
    decide(
      tables,
      (batches[0]?.units ?? []).map((wishes) => wishes.map((each) => tables.toTransfer(each, undefined))),
    );
    assert.deepEqual([tables.accounts, tables.holds, tables.answered], before);
  });
});

/** A sentence that is true of every history, on one shard and on four. */
function property(sentence: string, check: (batches: readonly Batch[], shards: number) => void): void {
  for (const shards of [1, 4]) {
    test(`${sentence} (${shards === 1 ? 'one shard' : `${shards} shards`})`, () => {
      forEveryHistory((batches) => check(batches, shards));
    });
  }
}

function forEveryHistory(holds: (batches: readonly Batch[]) => void): void {
  fc.assert(fc.property(anyHistory, holds), { numRuns: 1_000 });
}

function total(holds: readonly HoldState[]): bigint {
  return holds.reduce((so, { amount }) => so + amount, 0n);
}
