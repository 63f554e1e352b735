import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { startChain } from '../../../test/chain/anvil.ts';
import type { Chain } from '../../../test/chain/anvil.ts';
import { confirmations, openChainWorld } from '../../../test/chain/world.ts';
import type { ChainWorld } from '../../../test/chain/world.ts';
import { callerOf } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import { connect } from './node.ts';

let chain: Chain;
let world: ChainWorld;
before(async () => {
  chain = await startChain();
  world = await openChainWorld(chain.url, chain.dollar, { SHARDS: '4' });
});
after(async () => {
  await world.close();
  await chain.stop();
});

/** A thing that happens: money sent, blocks, a reorganisation that drops what it held or has it come again, a look, three at once, or one that is cut off. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('pay' as const), who: fc.nat(2), amount: fc.integer({ min: 5, max: 40 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('mine' as const), blocks: fc.integer({ min: 1, max: 4 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('reorganise' as const),
      depth: fc.integer({ min: 1, max: 6 }),
      again: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('look' as const), times: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cut-off' as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Kind> ? Kind : never;

async function happen(one: Step, people: readonly PersonActor[], sent: string[]): Promise<void> {
  switch (one.do) {
    case 'pay': {
      const person = people[one.who] ?? assert.fail('nobody');
      const hash = await chain.payToken(await world.addressOf(person), BigInt(one.amount) * 1_000_000n);
      sent.push(await chain.rawOf(hash));
      return;
    }
    case 'mine':
      return chain.mine(one.blocks);
    case 'reorganise': {
      if ((await chain.height()) < one.depth + 3) return;
      await chain.reorganise(one.depth);
      // What was dropped may be sent again; one that is still in a block is refused, which changes nothing.
      if (one.again) for (const raw of sent) await chain.sendRaw(raw).catch(() => undefined);
      return;
    }
    case 'look':
      await Promise.all(Array.from({ length: one.times }, () => world.look()));
      return;
    case 'cut-off':
      // As a restart finds it: a look that broke off in the middle, for want of a node.
      await world.look(connect('http://127.0.0.1:1'));
      return;
  }
}

/** What the chain itself holds for each of the three: nothing is swept here, the hot wallet has no gas. */
async function truth(people: readonly PersonActor[]): Promise<bigint[]> {
  return Promise.all(people.map(async (person) => chain.tokenBalance(await world.addressOf(person))));
}

async function booksOfChain(): Promise<bigint> {
  const { rows } = await sql<{ amount: bigint }>`
    select coalesce(sum(balance), 0) as amount from ledger.public_accounts where owner = 'chain' and kind = 'system' and asset = 'USDC'`.execute(
    world.db,
  );
  return rows[0]?.amount ?? 0n;
}

/** A person takes back for good what the chain never showed again. */
async function settleMissing(): Promise<void> {
  const supervisor = callerOf(world.newStaff('supervisor'));
  const view = await world.door.call('wallet.get-chain', {}, supervisor);
  for (const { id } of view?.waiting ?? [])
    await world.door.call(
      'wallet.settle-chain-deposit',
      { deposit: id, as: 'reverse', because: 'Gone for good.' },
      supervisor,
    );
}

test('whatever blocks, reorganisations and restarts come, nothing is credited twice and the books end as the chain', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
      const people = [await world.newCustomer(), await world.newCustomer(), await world.newCustomer()];
      const [earlier] = [await booksOfChain()];
      for (const person of people) await world.addressOf(person);
      const sent: string[] = [];
      for (const one of steps) {
        await happen(one, people, sent);
        await world.noViolation();
      }
      for (let times = 0; times < 3; times += 1) {
        await chain.mine(confirmations);
        await world.look();
      }
      await settleMissing();
      const held = await truth(people);
      const balances = await Promise.all(people.map((person) => world.balanceOf(person, 'USDC')));
      assert.deepEqual(balances, held);
      assert.equal(
        earlier - (await booksOfChain()),
        held.reduce((sum, one) => sum + one, 0n),
      );
      await world.noViolation();
    }),
    { numRuns: Number(process.env['RUNS'] ?? 5), endOnFailure: true },
  );
});
