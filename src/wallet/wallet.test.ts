import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { sql } from 'kysely';
import { callerOf, openTestWallets } from '../../test/wallets.ts';
import type { PersonActor } from '../../test/wallets.ts';
import { closeAccount } from '../ledger/ledger.ts';
import { queryable } from '../platform/db.ts';
import { Problem } from '../platform/problem.ts';
import { auditWallet, prepareWallets, walletAccountId } from './wallet.ts';

const now = new Date('2026-11-22T10:00:00Z');
const { db, config, door, newCustomer, newStaff, fund, close } = await openTestWallets(
  { SHARDS: '4' },
  { now: () => now },
);
after(close);

async function available(person: PersonActor, asset = 'USD'): Promise<bigint | undefined> {
  const { balances } = await door.call('wallet.get-wallet', {}, callerOf(person));
  return balances.find((balance) => balance.asset === asset)?.available;
}

/** The problem that a call ends in, in both languages; its text has no place left open. */
async function problemOf(
  call: Promise<unknown>,
): Promise<{ code: string; en: string; zh: string; pointers: readonly string[] }> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    const [en, zh] = [error.render('en'), error.render('zh-CN')];
    for (const text of [en.title, en.detail, zh.title, zh.detail]) assert.doesNotMatch(text, /[{}]|undefined/);
    assert.match(zh.detail, /\p{Script=Han}/u);
    return {
      code: error.code,
      en: en.detail,
      zh: zh.detail,
      pointers: (en.errors ?? []).map(({ pointer }) => pointer),
    };
  }
  return assert.fail('it was not refused');
}

describe('a new customer', () => {
  test('has an empty account in every asset, in the order of the configuration', async () => {
    const person = await newCustomer();
    const { balances, freeze, closed } = await door.call('wallet.get-wallet', {}, callerOf(person));
    assert.deepEqual(
      balances.map(({ asset, balance, available: free, held }) => [asset, balance, free, held]),
      ['USD', 'EUR', 'CNY', 'USDC', 'ETH'].map((asset) => [asset, 0n, 0n, 0n]),
    );
    assert.deepEqual([freeze, closed], [null, false]);
  });

  test('has a deposit reference of his own', async () => {
    const [one, other] = await Promise.all([newCustomer(), newCustomer()]);
    const references = await Promise.all(
      [one, other].map(async (person) => (await door.call('wallet.get-top-up', {}, callerOf(person))).reference),
    );
    assert.match(references[0] ?? '', /^D\w{3}-\w{4}-\w{4}$/);
    assert.notEqual(references[0], references[1]);
  });
});

describe('a payment', () => {
  test('is shown before it is sent, moves at once, and is told to both', async () => {
    const [ann, ming] = [await newCustomer('Ann Lee', 1), await newCustomer('李明', 2)];
    await fund(ann, 'USD', 10_000n);
    const payment = { to: ` ${ming.email.toUpperCase()} `, asset: 'USD', amount: '12.50', memo: 'lunch' };
    const preview = await door.call('wallet.preview-payment', payment, callerOf(ann));
    assert.deepEqual(
      [preview.to, preview.amount, preview.fee, preview.availableAfter, preview.arrival.en],
      ['李*', 1250n, 0n, 8750n, 'At once'],
    );
    const sent = await door.call('wallet.send-payment', payment, callerOf(ann, 'key-1'));
    assert.deepEqual([sent.to, sent.amount, sent.balanceAfter], ['李*', 1250n, 8750n]);
    assert.deepEqual([await available(ann), await available(ming)], [8750n, 1250n]);
    const seen = await door.call('wallet.get-transaction', { id: sent.reference }, callerOf(ming));
    assert.equal(seen.direction, 'in');
    assert.equal(seen.from.kind === 'person' ? seen.from.name : '', 'A** L**');
    assert.deepEqual([seen.amount, seen.memo, seen.status, seen.kind], [1250n, 'lunch', 'posted', 'payment']);
  });

  test('reaches a handle, with or without @', async () => {
    const [ann, bob] = [await newCustomer('Ann Lee'), await newCustomer('Bob Ray')];
    await door.call('identity.set-handle', { handle: 'bob_ray' }, callerOf(bob));
    await fund(ann, 'USD', 300n);
    for (const to of ['bob_ray', '@Bob_Ray'])
      await door.call('wallet.send-payment', { to, asset: 'USD', amount: '1' }, callerOf(ann));
    assert.equal(await available(bob), 200n);
  });

  test('sent twice with one key pays once and gets the first answer', async () => {
    const [ann, bob] = [await newCustomer(), await newCustomer()];
    await fund(ann, 'ETH', 5n * 10n ** 18n);
    const payment = { to: bob.email, asset: 'ETH', amount: '1.000000000000000001' };
    const [first, again] = await Promise.all(
      [1, 2].map(() => door.call('wallet.send-payment', payment, callerOf(ann, 'twice'))),
    );
    assert.deepEqual(first, again);
    assert.equal(await available(bob, 'ETH'), 10n ** 18n + 1n);
    assert.equal(
      (await problemOf(door.call('wallet.send-payment', { ...payment, amount: '2' }, callerOf(ann, 'twice')))).code,
      'platform.idempotency-key-reused',
    );
  });

  test('of another person with the same key is another payment', async () => {
    const [ann, bob, cid] = [await newCustomer(), await newCustomer(), await newCustomer()];
    for (const person of [ann, bob]) {
      await fund(person, 'USD', 100n);
      await door.call('wallet.send-payment', { to: cid.email, asset: 'USD', amount: '1' }, callerOf(person, 'same'));
    }
    assert.equal(await available(cid), 200n);
  });

  test('without a wallet is refused to staff', async () => {
    assert.equal(
      (
        await problemOf(
          door.call('wallet.send-payment', { to: 'x', asset: 'USD', amount: '1' }, callerOf(newStaff('handler'))),
        )
      ).code,
      'platform.not-allowed',
    );
  });
});

interface Scenario {
  readonly title: string;
  readonly given?: Partial<{ to: string; asset: string; amount: string; memo: string }>;
  readonly before?: (sender: PersonActor, recipient: PersonActor) => Promise<unknown>;
  readonly code: string;
  readonly pointer?: string;
  readonly says: RegExp;
}
const freeze = async (person: PersonActor, scope: 'debits' | 'all'): Promise<unknown> =>
  door.call('wallet.freeze-wallet', { person: person.id, scope, reason: 'lost-device' }, callerOf(newStaff('handler')));
const closeUsd = async (person: PersonActor): Promise<unknown> =>
  closeAccount(queryable(db), walletAccountId(person.id, 'USD'), now);
const scenarios: readonly Scenario[] = [
  { title: 'to oneself', given: { to: 'self' }, code: 'recipient-is-self', pointer: '/to', says: /your|yourself/ },
  {
    title: 'to an unknown e-mail address',
    given: { to: 'nobody@post.example' },
    code: 'recipient-unknown',
    pointer: '/to',
    says: /nobody@post\.example.*spelling/,
  },
  {
    title: 'to an unknown handle',
    given: { to: '@nobody' },
    code: 'recipient-unknown',
    pointer: '/to',
    says: /register/,
  },
  { title: 'over the balance', given: { amount: '100.01' }, code: 'over-balance', says: /100\.00 USD.*100\.01 USD/ },
  {
    title: 'with too many decimals',
    given: { amount: '1.005' },
    code: 'amount-too-many-decimals',
    pointer: '/amount',
    says: /USD has 2 decimals/,
  },
  {
    title: 'of zero',
    given: { amount: '0.00' },
    code: 'amount-not-positive',
    pointer: '/amount',
    says: /above zero/,
  },
  {
    title: 'of less than zero',
    given: { amount: '-5' },
    code: 'amount-not-positive',
    pointer: '/amount',
    says: /above zero/,
  },
  {
    title: 'of no number',
    given: { amount: 'ten' },
    code: 'amount-not-a-number',
    pointer: '/amount',
    says: /digits/,
  },
  {
    title: 'of an exponent',
    given: { amount: '1e2' },
    code: 'amount-not-a-number',
    pointer: '/amount',
    says: /digits/,
  },
  {
    title: 'of more than there is',
    given: { amount: '9'.repeat(60) },
    code: 'amount-too-large',
    pointer: '/amount',
    says: /zeros/,
  },
  {
    title: 'in an unknown asset',
    given: { asset: 'XAU' },
    code: 'asset-unknown',
    pointer: '/asset',
    says: /USD, EUR/,
  },
  {
    title: 'with a long note',
    given: { memo: 'x'.repeat(141) },
    code: 'memo-too-long',
    pointer: '/memo',
    says: /140.*141/,
  },
  {
    title: 'from a frozen wallet',
    before: (sender) => freeze(sender, 'debits'),
    code: 'sender-frozen',
    says: /lost or stolen.*unfreeze/,
  },
  {
    title: 'from a closed account',
    before: (sender) => emptyAndClose(sender),
    code: 'sender-closed',
    says: /another asset/,
  },
  {
    title: 'to a wallet that may not receive',
    before: (_sender, recipient) => freeze(recipient, 'all'),
    code: 'recipient-unavailable',
    says: /has not moved/,
  },
  {
    title: 'to a closed account',
    before: (_sender, recipient) => closeUsd(recipient),
    code: 'recipient-unavailable',
    says: /has not moved/,
  },
];

async function emptyAndClose(sender: PersonActor): Promise<void> {
  const other = await newCustomer();
  await door.call('wallet.send-payment', { to: other.email, asset: 'USD', amount: '100' }, callerOf(sender));
  await closeUsd(sender);
}

for (const { title, given = {}, before, code, pointer, says } of scenarios) {
  test(`a payment ${title} is refused with its own sentence, before and when it is sent`, async () => {
    const [sender, recipient] = [await newCustomer(), await newCustomer()];
    await fund(sender, 'USD', 10_000n);
    await before?.(sender, recipient);
    const payment = { to: recipient.email, asset: 'USD', amount: '1', ...given };
    if (payment.to === 'self') payment.to = sender.email;
    for (const operation of ['wallet.preview-payment', 'wallet.send-payment'] as const) {
      const refused = await problemOf(door.call(operation, payment, callerOf(sender)));
      assert.equal(refused.code, `wallet.${code}`);
      assert.match(refused.en, says);
      assert.deepEqual(refused.pointers, pointer === undefined ? [] : [pointer]);
    }
    assert.equal(
      (await door.call('wallet.list-transactions', { asset: 'USD', direction: 'in' }, callerOf(recipient))).transactions
        .length,
      0,
    );
  });
}

test('140 characters, whatever their bytes, are not too many', async () => {
  const [sender, recipient] = [await newCustomer(), await newCustomer()];
  await fund(sender, 'USD', 100n);
  const memo = '👩‍👩‍👧'.repeat(70) + '谢'.repeat(70);
  await door.call('wallet.send-payment', { to: recipient.email, asset: 'USD', amount: '1', memo }, callerOf(sender));
  assert.equal((await door.call('wallet.list-transactions', {}, callerOf(recipient))).transactions[0]?.memo, memo);
});

test('the wallet’s own audit finds nothing', async () => {
  assert.deepEqual(await auditWallet(db), []);
});

test('an asset that is added later is in every wallet after the next start', async () => {
  const person = await newCustomer();
  const wider = { ...config, assets: [...config.assets, { code: 'JPY', decimals: 0 }] };
  for (let start = 0; start < 2; start += 1) await prepareWallets(db, wider, now);
  const { rows } = await sql<{ asset: string }>`
    select asset from ledger.public_accounts where owner = ${person.id} order by asset`.execute(db);
  assert.deepEqual(
    rows.map(({ asset }) => asset),
    ['CNY', 'ETH', 'EUR', 'JPY', 'USD', 'USDC'],
  );
});
