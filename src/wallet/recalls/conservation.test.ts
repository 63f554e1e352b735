import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { callerOf, openTestWallets } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import { audit as auditLedger } from '../../ledger/ledger.ts';
import { queryable } from '../../platform/db.ts';
import { Problem } from '../../platform/problem.ts';
import { auditWallet } from '../wallet.ts';

const now = new Date('2026-11-25T10:00:00Z');
const { db, door, newCustomer, fund, close } = await openTestWallets({ SHARDS: '4' }, { now: () => now });
after(close);

/** Everything that people hold in dollars, and what they paid in fees. */
async function everything(): Promise<bigint> {
  const { rows } = await sql<{ total: bigint }>`
    select coalesce(sum(balance), 0) as total from ledger.public_accounts where asset = 'USD' and (kind = 'wallet' or owner = 'fees')`.execute(
    db,
  );
  return rows[0]?.total ?? 0n;
}

const person = fc.nat(2);
const cents = fc.integer({ min: 1, max: 5000 }).map((amount) => (amount / 100).toFixed(2));
const step = fc.oneof(
  fc.record({ act: fc.constant('pay' as const), from: person, to: person, amount: cents }),
  fc.record({ act: fc.constant('request' as const), from: person, to: person, amount: cents }),
  fc.record({ act: fc.constant('ask' as const), payment: fc.nat(20) }),
  fc.record({ act: fc.constant('return' as const), payment: fc.nat(20), amount: fc.option(cents) }),
  fc.record({ act: fc.constant('decline' as const), payment: fc.nat(20) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

interface Paid {
  readonly id: string;
  readonly from: PersonActor;
  readonly to: PersonActor;
}

test('whatever people pay, ask back and return, no cent appears or goes, and the books and the recalls agree', async () => {
  await db
    .insertInto('wallet.fee_tables')
    .values({ version: 2, effective_from: new Date(0), published_at: now, published_by: 'system:test' })
    .execute();
  await db
    .insertInto('wallet.fee_rules')
    .values({ version: 2, kind: 'payment', asset: 'USD', flat: 7n, basis_points: 125, minimum: 10n, maximum: 40n })
    .execute();
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const people = [await newCustomer('Ann Lee', 1), await newCustomer('Bob Ray', 2), await newCustomer('李明', 3)];
      for (const one of people) await fund(one, 'USD', 10_000n);
      const before = await everything();
      const paid: Paid[] = [];
      for (const one of steps) await carryOut(one, people, paid);
      assert.equal(await everything(), before);
      assert.deepEqual(await auditWallet(db), []);
      assert.deepEqual(await auditLedger(queryable(db)), []);
    }),
    { numRuns: 12 },
  );
});

/** Does a step, or is refused by an expected failure. */
async function carryOut(one: Step, people: readonly PersonActor[], paid: Paid[]): Promise<void> {
  try {
    if (one.act === 'pay' || one.act === 'request') {
      const [from, to] = [people[one.from], people[one.to]];
      assert.ok(from && to);
      paid.push({ id: await pay(one, from, to), from, to });
      return;
    }
    const payment = paid[one.payment % Math.max(1, paid.length)];
    if (payment === undefined) return;
    const { id, from, to } = payment;
    if (one.act === 'ask') await door.call('wallet.ask-recall', { id, reason: 'wrong person' }, callerOf(from));
    else if (one.act === 'decline') await door.call('wallet.decline-recall', { id, reason: 'mine' }, callerOf(to));
    else await door.call('wallet.return-payment', { id, amount: one.amount ?? undefined }, callerOf(to));
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
  }
}

async function pay(
  { act, amount }: { readonly act: 'pay' | 'request'; readonly amount: string },
  from: PersonActor,
  to: PersonActor,
): Promise<string> {
  const fee = '0.40';
  if (act === 'pay')
    return (await door.call('wallet.send-payment', { to: to.email, asset: 'USD', amount, fee }, callerOf(from))).id;
  const { link } = await door.call('wallet.create-request', { asset: 'USD', amount }, callerOf(to));
  const token = link.split('/').at(-1) ?? '';
  return (await door.call('wallet.pay-request', { token, fee }, callerOf(from))).id;
}
