import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { bankStatement } from '../../../test/bank-statement.ts';
import type { StatementLine } from '../../../test/bank-statement.ts';
import { openTestBank, ourAccount as account } from '../../../test/bank-world.ts';
import { callerOf } from '../../../test/wallets.ts';
import { newDepositReference } from '../reference.ts';
import { nearReferences } from './near-references.ts';

const { door, handler, importFile, newCustomer, referenceOf, close } = await openTestBank();
after(close);

let count = 0;

/** What is suggested for a line that could not be credited. */
async function suggestionsFor(line: Partial<StatementLine>) {
  count += 1;
  const reference = `S-${count}`;
  await importFile(bankStatement({ id: reference, account, lines: [{ amount: '5.00', reference, ...line }] }));
  const { lines } = await door.call('wallet.list-unmatched', {}, callerOf(handler));
  const { id } = lines.find(({ bankReference }) => bankReference === reference) ?? assert.fail('the line waits');
  return (await door.call('wallet.get-unmatched', { line: id }, callerOf(handler))).suggestions;
}

test('a reference with one slip suggests its customer, with the reason in both languages', async () => {
  const person = await newCustomer('Anna Lee');
  const reference = await referenceOf(person);
  const slips = {
    changed: reference.replace(/.$/, (last) => (last === 'A' ? 'C' : 'A')),
    lost: reference.slice(0, 5) + reference.slice(6),
    'one too many': `${reference.slice(0, 7)}M${reference.slice(7)}`,
  };
  for (const [slip, text] of Object.entries(slips)) {
    const [first] = await suggestionsFor({ text: `top up ${text}`, payer: 'Somebody Else' });
    assert.ok(first?.kind === 'customer' && first.person.id === person.id, slip);
    assert.match(first.reasons[0]?.en ?? '', /one slip away/);
    assert.match(first.reasons[0]?.['zh-CN'] ?? '', /只差一处/);
  }
});

test('an account from which a customer was paid before suggests that customer, more so with the same name', async () => {
  const person = await newCustomer('Clara Finch');
  const lines = [{ amount: '1.00', reference: 'SEEN-1', text: await referenceOf(person), payer: 'Clara Finch' }];
  await importFile(bankStatement({ id: 'SEEN', account, lines }));
  const [known] = await suggestionsFor({ text: 'thanks', payer: 'Clara Finch' });
  assert.ok(known?.kind === 'customer' && known.person.id === person.id);
  const others = await suggestionsFor({ text: 'thanks', payer: 'Zeno Quick' });
  const other = others.find((one) => one.kind === 'customer' && one.person.id === person.id);
  assert.ok(other !== undefined && other.score < known.score);
});

test('nothing is suggested where nothing speaks for anybody', async () => {
  assert.deepEqual(await suggestionsFor({ text: 'rent for november', payer: 'X', out: true }), []);
});

test('a slip of any kind finds the reference again, and hardly anything else', () => {
  for (let round = 0; round < 20; round += 1) {
    const reference = newDepositReference();
    const swapped = reference.slice(0, 4) + reference.charAt(5) + reference.charAt(4) + reference.slice(6);
    for (const text of [swapped, reference.slice(1), reference.replace(reference.charAt(6), 'O')]) {
      const near = nearReferences([`Top-up ${text.toLowerCase()} November`]);
      assert.ok(near.has(reference), `${text} for ${reference}`);
      assert.ok(near.size < 400, String(near.size));
    }
  }
});
