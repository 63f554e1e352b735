import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { callerOf, openTestWallets } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import { Problem } from '../../platform/problem.ts';
import { auditWallet } from '../wallet.ts';
import { requestState } from './request-state.ts';

let now = new Date('2026-11-25T10:00:00Z');
const { db, door, newCustomer, newStaff, fund, close } = await openTestWallets({ SHARDS: '4' }, { now: () => now });
after(close);

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : assert.fail(String(error))),
  );
}

async function balanceOf(person: PersonActor): Promise<bigint | undefined> {
  return (await door.call('wallet.get-wallet', {}, callerOf(person))).balances[0]?.balance;
}

function tokenOf({ link }: { readonly link: string }): string {
  return new URL(link).pathname.split('/').at(-1) ?? '';
}

type Given = Parameters<typeof door.call<'wallet.create-request'>>[1];

/** Somebody of shard 0 asks; payers of other shards have money. */
async function ask(given: Partial<Given> = {}) {
  const requester = await newCustomer('李明', 0);
  const payers = [await newCustomer('Ann Lee', 1), await newCustomer('Bob Ray', 2), await newCustomer('Cid Oh', 3)];
  for (const payer of payers) await fund(payer, 'USD', 10_000n);
  const request = await door.call(
    'wallet.create-request',
    { asset: 'USD', amount: '12.50', note: 'tickets', ...given },
    callerOf(requester),
  );
  const [first, second] = payers;
  assert.ok(first && second);
  return { requester, payers, first, second, request, token: tokenOf(request) };
}

test('a request is open until it is paid, taken back or over, and what is paid stays paid', () => {
  const moment = fc.date({ noInvalidDate: true });
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.nat(3),
      fc.option(moment),
      moment,
      moment,
      (single, payments, cancelledAt, expiresAt, at) => {
        const state = requestState({ single, payments, cancelledAt, expiresAt }, at);
        if (single && payments > 0) assert.equal(state, 'paid');
        else if (cancelledAt !== null) assert.equal(state, 'cancelled');
        else assert.equal(state, expiresAt <= at ? 'expired' : 'open');
      },
    ),
  );
});

test('whoever has the link sees who asks by masked name, how much and until when, signed in or not', async () => {
  const { token, first } = await ask();
  for (const actor of [first, { kind: 'guest' } as const]) {
    const seen = await door.call('wallet.get-request', { token }, callerOf(actor));
    assert.deepEqual(
      [seen.to, seen.amount, seen.fee, seen.total, seen.note, seen.state, seen.own],
      ['李*', 1250n, 0n, 1250n, 'tickets', 'open', false],
    );
  }
  assert.equal(
    await codeOf(door.call('wallet.get-request', { token: `B${token.slice(1)}` }, callerOf(first))),
    'wallet.request-unknown',
  );
});

test('a request is paid between people of different shards, and both see the payment', async () => {
  const { token, first, requester, request } = await ask();
  const paid = await door.call('wallet.pay-request', { token }, callerOf(first));
  assert.deepEqual([await balanceOf(first), await balanceOf(requester), paid.to], [8750n, 1250n, '李*']);
  const own = await door.call('wallet.get-own-request', { request: request.id }, callerOf(requester));
  assert.deepEqual([own.state, own.payments], ['paid', [{ transactionId: paid.id, amount: 1250n, at: now }]]);
  const seen = await door.call('wallet.get-transaction', { id: paid.id }, callerOf(first));
  assert.deepEqual([seen.kind, seen.memo, seen.amount], ['payment', 'tickets', 1250n]);
});

test('a request that is to be paid once is paid once, however many pay at the same moment', async () => {
  const { token, payers, requester } = await ask();
  const codes = await Promise.all(
    [...payers, ...payers].map((payer) => codeOf(door.call('wallet.pay-request', { token }, callerOf(payer)))),
  );
  assert.deepEqual(codes.toSorted(), ['done', ...Array.from({ length: 5 }, () => 'wallet.request-paid')]);
  assert.equal(await balanceOf(requester), 1250n);
});

test('a payment repeated with its key gets the first answer', async () => {
  const { token, first, requester } = await ask();
  const pay = async () => door.call('wallet.pay-request', { token }, callerOf(first, 'key'));
  const [one, again] = await Promise.all([pay(), pay()]);
  assert.equal(one.id, again.id);
  assert.equal(await balanceOf(requester), 1250n);
});

test('a request that leaves the amount open is paid by many, each as he likes', async () => {
  const { token, payers, requester, first } = await ask({ amount: undefined, many: true });
  assert.equal(
    await codeOf(door.call('wallet.pay-request', { token }, callerOf(first))),
    'wallet.request-amount-needed',
  );
  for (const payer of payers) await door.call('wallet.pay-request', { token, amount: '3' }, callerOf(payer));
  await door.call('wallet.pay-request', { token, amount: '1' }, callerOf(first));
  const [own] = (await door.call('wallet.list-requests', {}, callerOf(requester))).requests;
  assert.deepEqual([own?.state, own?.payments.length, await balanceOf(requester)], ['open', 4, 1000n]);
});

test('a request cannot be paid by its owner, for another amount, taken back, or over; and not by an empty wallet', async () => {
  const { token, first, requester, request } = await ask();
  const pay = async (actor: PersonActor, given = {}) =>
    codeOf(door.call('wallet.pay-request', { token, ...given }, callerOf(actor)));
  assert.equal(await pay(requester), 'wallet.request-own');
  assert.equal(await pay(first, { amount: '12' }), 'wallet.request-amount-differs');
  assert.equal(await pay(await newCustomer()), 'wallet.over-balance');
  assert.equal(await pay(newStaff('handler')), 'platform.not-allowed');
  assert.equal(
    await codeOf(door.call('wallet.cancel-request', { request: request.id }, callerOf(first))),
    'wallet.request-unknown',
  );
  assert.equal(
    await codeOf(door.call('wallet.get-own-request', { request: request.id }, callerOf(first))),
    'wallet.request-unknown',
  );
  for (let times = 0; times < 2; times += 1)
    await door.call('wallet.cancel-request', { request: request.id }, callerOf(requester));
  assert.equal(await pay(first), 'wallet.request-cancelled');

  const other = await ask({ days: 1 });
  now = new Date(now.getTime() + 86_400_000);
  assert.equal(
    await codeOf(door.call('wallet.pay-request', { token: other.token }, callerOf(other.first))),
    'wallet.request-expired',
  );
  assert.equal(
    await codeOf(door.call('wallet.cancel-request', { request: other.request.id }, callerOf(other.requester))),
    'wallet.request-expired',
  );
  assert.equal(await balanceOf(first), 10_000n);
});

test('cancelling and paying at once end in one of the two', async () => {
  for (let round = 0; round < 3; round += 1) {
    const { token, first, requester, request } = await ask();
    const codes = await Promise.all([
      codeOf(door.call('wallet.pay-request', { token }, callerOf(first))),
      codeOf(door.call('wallet.cancel-request', { request: request.id }, callerOf(requester))),
    ]);
    assert.equal(codes.filter((code) => code === 'done').length, 1, codes.join());
  }
});

test('a person’s own link for receiving, and a request’s, are taken where a recipient is named', async () => {
  const { requester, first, request } = await ask();
  const { link, maskedName } = await door.call('wallet.get-receive', {}, callerOf(requester));
  assert.equal(maskedName, '李*');
  const payment = { to: link, asset: 'USD', amount: '2' };
  assert.equal((await door.call('wallet.preview-payment', payment, callerOf(first))).to, '李*');
  const { id } = await door.call('wallet.send-payment', payment, callerOf(first));
  const { again } = await door.call('wallet.get-transaction', { id }, callerOf(first));
  assert.equal(link.endsWith(again ?? '-'), true);
  assert.equal((await door.call('wallet.get-transaction', { id }, callerOf(requester))).again, null);
  const send = async (to: string) => codeOf(door.call('wallet.send-payment', { ...payment, to }, callerOf(first)));
  assert.equal(await send(request.link), 'wallet.recipient-is-request');
  assert.equal(await send(link.slice(0, -2)), 'wallet.recipient-unknown');
});

test('contacts are those saved or paid, by one’s own names, until they are removed', async () => {
  const [ann, bob, ming] = [
    await newCustomer('Ann Lee', 1),
    await newCustomer('Bob Ray', 2),
    await newCustomer('李明', 3),
  ];
  await fund(ann, 'USD', 1000n);
  const list = async () =>
    (await door.call('wallet.list-contacts', {}, callerOf(ann))).contacts.map(({ name, saved }) => [name, saved]);
  assert.deepEqual(await list(), []);
  await door.call('wallet.send-payment', { to: bob.email, asset: 'USD', amount: '1' }, callerOf(ann));
  await door.call('wallet.save-contact', { to: ming.email, name: ' My  brother ' }, callerOf(ann));
  assert.deepEqual(await list(), [
    ['B** R**', false],
    ['My brother', true],
  ]);
  const [, brother] = (await door.call('wallet.list-contacts', {}, callerOf(ann))).contacts;
  await door.call('wallet.save-contact', { to: brother?.to ?? '', name: 'Ming' }, callerOf(ann));
  // Removing a stranger keeps nothing.
  for (const { id } of [bob, bob, await newCustomer()])
    await door.call('wallet.remove-contact', { person: id }, callerOf(ann));
  assert.equal(
    (await db.selectFrom('wallet.contacts').select('contact_id').where('person_id', '=', ann.id).execute()).length,
    2,
  );
  assert.deepEqual(await list(), [['Ming', true]]);
  await door.call('wallet.save-contact', { to: bob.email }, callerOf(ann));
  assert.equal((await list()).length, 2);
  assert.equal(
    await codeOf(door.call('wallet.save-contact', { to: ann.email }, callerOf(ann))),
    'wallet.contact-is-self',
  );
  assert.deepEqual((await door.call('wallet.list-contacts', {}, callerOf(bob))).contacts, []);
});

test('a receipt is verified by the link that its sender made, and tells nothing else', async () => {
  const { requester, first, token } = await ask();
  const { id, reference } = await door.call('wallet.pay-request', { token }, callerOf(first));
  const share = async (actor: PersonActor) => door.call('wallet.share-receipt', { id }, callerOf(actor));
  assert.equal(await codeOf(share(requester)), 'wallet.receipt-not-yours');
  assert.equal(await codeOf(share(await newCustomer())), 'wallet.transaction-unknown');
  const { link } = await share(first);
  assert.equal((await share(first)).link, link);
  const verify = async (name: string) =>
    door.call('wallet.verify-receipt', { token: name }, callerOf({ kind: 'guest' }));
  assert.deepEqual(await verify(tokenOf({ link })), {
    amount: 1250n,
    asset: 'USD',
    decimals: 2,
    at: now,
    reference,
    from: 'A** L**',
    to: '李*',
  });
  // A link of another kind, or one that nobody made, verifies nothing.
  assert.equal(await codeOf(verify(token)), 'wallet.receipt-unknown');
  assert.deepEqual(await auditWallet(db), []);
});
