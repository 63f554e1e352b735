import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BankLine } from '../../rails/rails.ts';
import { judgeLine } from './bank-line.ts';
import type { Judgement, LineFacts } from './bank-line.ts';

const line: BankLine = {
  entry: { key: 'in:B-1', amount: 100n },
  key: 'in:B-1',
  bankReference: 'B-1',
  direction: 'in',
  amount: 100n,
  reversal: false,
  bookedOn: '2026-11-20',
  valueOn: null,
  texts: [],
  payerName: null,
  payerAccount: null,
  endToEndId: null,
  returned: null,
  unclearBatch: false,
};
const owners = new Map([
  ['D-ann', 'ann'],
  ['D-ann-old', 'ann'],
  ['D-bob', 'bob'],
]);

const scenarios: readonly (readonly [string, Partial<BankLine>, Partial<LineFacts>, Judgement])[] = [
  ['one reference credits its owner', {}, { references: ['D-ann'] }, { credit: 'ann' }],
  ['one person’s two references credit that person', {}, { references: ['D-ann', 'D-ann-old'] }, { credit: 'ann' }],
  [
    'an unknown reference beside a known one does no harm',
    {},
    { references: ['D-ann', 'D-nobody'] },
    { credit: 'ann' },
  ],
  ['no reference waits', {}, {}, { open: 'no-reference', personId: null }],
  ['a reference of nobody waits', {}, { references: ['D-nobody'] }, { open: 'unknown-reference', personId: null }],
  [
    'references of two people wait',
    {},
    { references: ['D-ann', 'D-bob'] },
    { open: 'several-references', personId: null },
  ],
  [
    'a repeated movement waits, and tells for whom',
    {},
    { references: ['D-ann'], repeated: true },
    { open: 'repeated-reference', personId: 'ann' },
  ],
  [
    'a reversal waits even if it brings money',
    { reversal: true },
    { references: ['D-ann'] },
    { open: 'reversal', personId: 'ann' },
  ],
  ['money out waits', { direction: 'out' }, { references: ['D-ann'] }, { open: 'money-out', personId: 'ann' }],
  [
    'another name waits from the configured amount on',
    {},
    { references: ['D-ann'], nameMatch: 'different' },
    { open: 'name-mismatch', personId: 'ann' },
  ],
  [
    'another name is credited below the configured amount',
    { amount: 99n },
    { references: ['D-ann'], nameMatch: 'different' },
    { credit: 'ann' },
  ],
  [
    'another name is credited where no amount is configured',
    {},
    { references: ['D-ann'], nameMatch: 'different', holdFrom: undefined },
    { credit: 'ann' },
  ],
  [
    'a name that cannot be compared holds nothing',
    {},
    { references: ['D-ann'], nameMatch: 'unknown' },
    { credit: 'ann' },
  ],
  [
    'a payment that came back waits',
    { returned: { code: 'AC01', note: null } },
    { references: ['D-ann'] },
    { open: 'returned-payment', personId: 'ann' },
  ],
  [
    'a batch without parts waits',
    { unclearBatch: true },
    { references: ['D-ann'] },
    { open: 'unclear-batch', personId: 'ann' },
  ],
];

for (const [title, ofLine, facts, expected] of scenarios) {
  test(title, () => {
    assert.deepEqual(
      judgeLine(
        { ...line, ...ofLine },
        { repeated: false, references: [], owners, nameMatch: 'same', holdFrom: 100n, ...facts },
      ),
      expected,
    );
  });
}
