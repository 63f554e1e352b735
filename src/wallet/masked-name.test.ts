import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskName } from './masked-name.ts';

const cases: readonly (readonly [string, string])[] = [
  ['Anna Lee', 'A*** L**'],
  ['李明', '李*'],
  ['欧阳娜娜', '欧***'],
  ['Maximilian  Mustermann', 'M*** M***'],
  ['Bo', 'B*'],
  ['Q', 'Q*'],
  ['Élodie', 'É***'],
  ['👩‍👩‍👧 Fam', '👩‍👩‍👧* F**'],
  ['  ', '***'],
];

for (const [name, masked] of cases) test(`${name} is shown as ${masked}`, () => assert.equal(maskName(name), masked));
