import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { bankStatement } from '../../../test/bank-statement.ts';
import { codeOf, openTestBank, ourAccount as account } from '../../../test/bank-world.ts';
import { callerOf } from '../../../test/wallets.ts';
import { sha256 } from '../../platform/crypto.ts';

const bank = await openTestBank({ BANK_FOUR_EYES: 'USD:1000', NAME_MISMATCH_HOLD: 'USD:500' });
const { db, door, handler, admin, importFile, newCustomer, newStaff, referenceOf, balanceOf, noViolation, close } =
  bank;
after(close);

async function stateOf(xml: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('wallet.bank_files')
    .select('state')
    .where('sha256', '=', sha256(xml))
    .executeTakeFirst();
  return row?.state;
}

function upload(xml: string, actor = handler) {
  const file = Buffer.from(xml).toString('base64');
  return door.call('wallet.import-bank-statement', { file }, callerOf(actor));
}

test('a file that cannot be read is refused, and stays stored with the reason', async () => {
  const xml = '<html>no statement</html>';
  assert.equal(await codeOf(upload(xml)), 'rails.file-not-a-statement');
  const { files } = await door.call('wallet.list-bank-files', {}, callerOf(handler));
  const kept = files.find(({ sha256: hash }) => hash === sha256(xml).toString('hex'));
  assert.equal(kept?.state, 'refused');
  assert.match(kept.refused?.detail.en ?? '', /outermost element is html/);
  assert.match(kept.refused?.detail['zh-CN'] ?? '', /最外层元素为 html/);
  const original = await door.call('wallet.read-bank-file', { file: kept.sha256 }, callerOf(handler));
  assert.equal(Buffer.from(original.file, 'base64').toString(), xml);
  await door.call(
    'wallet.dismiss-bank-file',
    { file: kept.sha256, because: 'a web page by mistake' },
    callerOf(handler),
  );
  assert.equal(await stateOf(xml), 'turned-down');
});

test('what is empty, no file, or larger than any statement is refused and not stored', async () => {
  assert.equal(await codeOf(upload('')), 'rails.file-empty');
  assert.equal(await codeOf(upload('x'.repeat(50_000_000))), 'rails.file-too-large');
  assert.equal(
    await codeOf(door.call('wallet.import-bank-statement', { file: '%%' }, callerOf(handler))),
    'wallet.file-not-base64',
  );
  const { count } = await db
    .selectFrom('wallet.bank_files')
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .where('state', 'in', ['kept', 'refused'])
    .executeTakeFirstOrThrow();
  assert.equal(count, 0n);
});

test('a file refused because the account was unknown is booked when it comes again after the account was added', async () => {
  const other = 'DE89370400440532013000';
  const xml = bankStatement({ id: 'EARLY', account: other, lines: [] });
  assert.equal(await codeOf(upload(xml)), 'wallet.bank-account-unknown');
  assert.equal(await stateOf(xml), 'refused');
  const given = { number: other, asset: 'USD', holder: 'OkPay Ltd', bank: 'Second Bank' };
  await door.call('wallet.add-bank-account', given, callerOf(admin));
  assert.equal((await upload(xml)).uploadedBefore, false);
  assert.equal(await stateOf(xml), 'booked');
});

test('a file that brings in much is booked when a second person confirms it, and not before', async () => {
  const person = await newCustomer('Anna Lee');
  const text = await referenceOf(person);
  const xml = bankStatement({ id: 'LARGE', account, lines: [{ amount: '1000.00', reference: 'L-1', text }] });
  const taken = await importFile(xml);
  assert.deepEqual([taken.waits, taken.uploadedBefore, await balanceOf(person)], [true, false, 0n]);
  const confirm = async (actor = handler) =>
    codeOf(door.call('wallet.confirm-bank-file', { file: taken.sha256 }, callerOf(actor)));
  assert.equal((await upload(xml)).uploadedBefore, true);
  assert.equal(await confirm(), 'wallet.file-same-person');
  const colleague = newStaff('handler');
  assert.deepEqual([await confirm(colleague), await confirm(colleague)], ['done', 'wallet.file-settled']);
  assert.equal(await balanceOf(person), 100_000n);
  await noViolation();
});

test('many small files of one day are together as much as one large one', async () => {
  const [clerk, person] = [newStaff('handler'), await newCustomer('Anna Lee')];
  const text = await referenceOf(person);
  const waits: boolean[] = [];
  for (const id of ['P-1', 'P-2', 'P-3'])
    waits.push(
      (await upload(bankStatement({ id, account, lines: [{ amount: '400.00', reference: id, text }] }), clerk)).waits,
    );
  assert.deepEqual(waits, [false, false, true]);
});

test('a large file is booked in parts, each by itself, and goes on where it stopped', async () => {
  const person = await newCustomer('Anna Lee');
  const text = await referenceOf(person);
  const lines = Array.from({ length: 2500 }, (_, index) => ({ amount: '0.01', reference: `PART-${index}`, text }));
  const xml = bankStatement({ id: 'PARTS', account, lines });
  const { sha256: file } = await upload(xml);
  assert.deepEqual([await balanceOf(person), await stateOf(xml)], [1000n, 'booking']);
  await noViolation();
  await Promise.all([bank.bookRest(file), bank.bookRest(file)]);
  assert.deepEqual([await balanceOf(person), await stateOf(xml)], [2500n, 'booked']);
  const [statement] = (await door.call('wallet.list-bank-statements', { file }, callerOf(handler))).statements;
  assert.deepEqual([statement?.lines, statement?.booked, statement?.credited], [2500, 2500, 2500]);
  await noViolation();
});

test('a payer’s other name is credited with a flag below the configured amount, and waits for a person from it on', async () => {
  const person = await newCustomer('Ben Carter');
  const text = await referenceOf(person);
  const lines = [
    { amount: '499.99', reference: 'NAME-1', text },
    { amount: '500.00', reference: 'NAME-2', text },
    { amount: '500.01', reference: 'NAME-3', text, payer: 'CARTER BEN' },
  ];
  const taken = await upload(bankStatement({ id: 'NAMES', account, lines }), newStaff('handler'));
  await door.call('wallet.confirm-bank-file', { file: taken.sha256 }, callerOf(handler));
  assert.equal(await balanceOf(person), 100_000n);
  const { lines: open } = await door.call('wallet.list-unmatched', {}, callerOf(handler));
  assert.deepEqual(
    open.map(({ bankReference, why, nameMatch }) => [bankReference, why, nameMatch]),
    [['NAME-2', 'name-mismatch', 'different']],
  );
  const { transactions } = await door.call('wallet.list-transactions', {}, callerOf(person));
  const facts = await Promise.all(
    transactions.map(({ id }) => door.call('wallet.get-transaction', { id }, callerOf(person))),
  );
  assert.deepEqual(new Set(facts.map(({ bankLine }) => bankLine?.nameMatch)), new Set(['different', 'same']));
  await noViolation();
});
