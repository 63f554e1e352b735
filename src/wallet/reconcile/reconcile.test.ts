import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { bankNotification, bankStatement } from '../../../test/bank-statement.ts';
import { openTestBank, ourAccount as account } from '../../../test/bank-world.ts';
import { callerOf } from '../../../test/wallets.ts';
import { systemCaller } from '../../platform/door.ts';
import { reconcile } from './reconcile.ts';

let now = new Date('2026-11-22T10:00:00Z');
const bank = await openTestBank({ NOTIFICATION_HOURS: '48' }, () => now);
const { db, door, config, handler, importFile, newCustomer, referenceOf, noViolation, close } = bank;
after(close);

async function compare() {
  const { rows } = await reconcile({ db, config, clock: { now: () => now }, door });
  const row = rows.find(({ rail, asset }) => rail === 'bank' && asset === 'USD');
  assert.ok(row);
  return row;
}

async function items(kind: string) {
  const { items: open } = await door.call('wallet.list-work-items', {}, callerOf(handler));
  return open.filter((item) => item.kind === kind);
}

const watch = async (): Promise<unknown> => door.call('wallet.watch-bank', {}, systemCaller('bank', 'test'));

const day = (date: number, opening: string, lines: Parameters<typeof bankStatement>[0]['lines'] = []): string =>
  bankStatement({
    id: `DAY-${date}`,
    account,
    opening,
    lines,
    openedOn: `2026-11-${date}`,
    closedOn: `2026-11-${date}`,
    sequence: date,
  });

test('bank and books are compared, and every difference is explained by its items, or raised', async () => {
  const text = await referenceOf(await newCustomer('Anna Lee'));
  // The account held 500 before our books began.
  await importFile(day(10, '500.00', [{ amount: '20.00', reference: 'A', text }]));
  const first = await compare();
  assert.deepEqual(
    [first.outside, first.books, first.items, first.explained],
    [52_000n, 2000n, [{ reason: 'opening-balance', count: 1, amount: 50_000n }], true],
  );

  // A notification is ahead of the statement.
  await importFile(bankNotification({ id: 'N-1', account, lines: [{ amount: '7.00', reference: 'B', text }] }));
  const second = await compare();
  assert.ok(second.explained);
  assert.deepEqual(second.items.at(-1), { reason: 'notified', count: 1, amount: -700n });

  // A statement that leaves out one before it: the difference is known, and nobody explained it.
  await importFile(day(12, '540.00'));
  const third = await compare();
  assert.equal(third.explained, false);
  assert.deepEqual(third.items.find(({ reason }) => reason === 'missing-statement')?.amount, 2000n);
  assert.equal((await items('statement-gap')).length, 1);
  const [raised] = await items('books-differ');
  assert.deepEqual([raised?.amount, raised?.asset, raised?.raisedAt], [2000n, 'USD', now]);

  // Since when stays, however often it is looked at.
  now = new Date('2026-11-22T16:00:00Z');
  await compare();
  assert.deepEqual((await items('books-differ'))[0]?.raisedAt, raised?.raisedAt);

  // The missing one comes, confirms the notification, and everything is explained again by itself.
  await importFile(
    day(11, '520.00', [
      { amount: '7.00', reference: 'B', text },
      { amount: '13.00', reference: 'C', text: 'nobody' },
    ]),
  );
  const last = await compare();
  assert.ok(last.explained, JSON.stringify(last.items.map(({ reason }) => reason)));
  assert.equal(last.inSuspense, 1300n);
  assert.deepEqual([await items('statement-gap'), await items('books-differ')], [[], []]);
  const { runs } = await door.call('wallet.list-reconciliations', {}, callerOf(handler));
  assert.deepEqual(
    runs.map(({ unexplained }) => unexplained),
    [0, 1, 1, 0, 0],
  );
  assert.deepEqual(
    runs[0]?.rows,
    (await door.call('wallet.list-reconciliations', {}, callerOf(handler))).runs[0]?.rows,
  );
  assert.equal(runs[0]?.rows.find(({ asset }) => asset === 'USD')?.outside, 54_000n);
  await noViolation();
});

test('a notification that no statement confirms in time is a work item, until one does', async () => {
  const text = await referenceOf(await newCustomer('Anna Lee'));
  const lines = [{ amount: '3.00', reference: 'LATE', text }];
  await importFile(bankNotification({ id: 'N-LATE', account, lines }));
  await watch();
  assert.deepEqual(await items('late-notification'), []);
  now = new Date(now.getTime() + 48 * 3_600_000);
  await watch();
  const [late] = await items('late-notification');
  assert.equal(late?.amount, 300n);
  assert.match(late.todo.en, /N-LATE/);
  await importFile(day(25, '540.00', lines));
  await watch();
  assert.deepEqual(await items('late-notification'), []);
});

test('a line that a person settled as reported twice explains what the bank counted', async () => {
  await importFile(day(26, '543.00', [{ amount: '4.00', reference: 'TWICE', text: 'x' }]));
  const { lines } = await door.call('wallet.list-unmatched', {}, callerOf(handler));
  const line = lines.find(({ bankReference }) => bankReference === 'TWICE')?.id ?? '';
  await door.call('wallet.settle-unmatched', { line, as: 'duplicate', because: 'seen at the bank' }, callerOf(handler));
  const row = await compare();
  assert.ok(row.explained);
  assert.equal(row.items.find(({ reason }) => reason === 'reported-twice')?.amount, 400n);
});

test('an item that a person settles comes back where its cause is still there', async () => {
  await importFile(day(28, '999.00'));
  const [gap] = await items('statement-gap');
  const settled = { item: gap?.id ?? '', because: 'the bank says there is none' };
  await door.call('wallet.close-work-item', settled, callerOf(handler));
  assert.deepEqual(await items('statement-gap'), []);
  await importFile(day(29, '999.00'));
  assert.equal((await items('statement-gap')).length, 1);
});
