import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareNames, editDistance } from './compare-names.ts';
import type { NameMatch } from './compare-names.ts';

const table: readonly (readonly [string | null, string, NameMatch])[] = [
  ['Anna Lee', 'Anna Lee', 'same'],
  ['LEE ANNA', 'Anna Lee', 'same'],
  ['Lee, Anna', 'Anna Lee', 'same'],
  ['Mrs Anna Lee', 'Anna Lee', 'same'],
  ['Frau Dr. Anna Lee', 'Anna Lee', 'same'],
  ['José Núñez', 'Jose Nunez', 'same'],
  ['JUERGEN MULLER', 'Jürgen Müller', 'similar'],
  ['Jurgen Muller', 'Jürgen Müller', 'same'],
  ['Søren Ørsted', 'Soren Orsted', 'same'],
  ['Łukasz Żak', 'Lukasz Zak', 'same'],
  ['Groß Hans', 'Hans Gross', 'same'],
  ["Sean O'Neill", 'Sean ONeill', 'same'],
  ['A. Lee', 'Anna Lee', 'similar'],
  ['Anna M. Lee', 'Anna Maria Lee', 'similar'],
  ['Anna Maria Lee', 'Anna Lee', 'similar'],
  ['Ana Leee', 'Anna Lee', 'different'],
  ['Katharina Schmidt', 'Katarina Schmidt', 'similar'],
  ['Anna Lee and Ben Lee', 'Anna Lee', 'similar'],
  ['李明', '李明', 'same'],
  ['Li Ming', '李明', 'same'],
  ['MING LI', '李明', 'same'],
  ['Li Xiaoming', '李小明', 'same'],
  ['XIAOMING LI', '李小明', 'same'],
  ['Lü Wei', '吕伟', 'same'],
  ['LV WEI', '吕伟', 'same'],
  ['李明先生', '李明', 'same'],
  ['王芳', '李明', 'different'],
  ['Wang Fang', '李明', 'different'],
  ['Ben Carter', 'Anna Lee', 'different'],
  ['Lee', 'Anna Lee', 'similar'],
  ['L', 'Anna Lee', 'different'],
  ['Bright Star Trading GmbH', 'Anna Lee', 'different'],
  [null, 'Anna Lee', 'unknown'],
  ['', 'Anna Lee', 'unknown'],
  ['Анна Ли', 'Anna Lee', 'unknown'],
  ['龘靐', '李明', 'unknown'],
];
for (const [payer, customer, expected] of table)
  test(`a payer called ${payer ?? 'nothing'} and a customer called ${customer}: ${expected}`, () => {
    assert.equal(compareNames(payer, customer), expected);
    if (payer !== null && payer !== '') assert.equal(compareNames(customer, payer), expected, 'either way round');
  });

test('any name is the same as itself in any order and case, or cannot be compared at all', () => {
  const name = fc.array(fc.constantFrom('Anna', 'Lee', 'Müller', '李', '小明', 'O’Neill', 'van', 'der'), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(name, (words) => {
      const other = words.toReversed().join(' ').toUpperCase();
      assert.equal(compareNames(words.join(' '), other), 'same');
    }),
  );
});

test('no text whatever breaks the comparison', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'binary', maxLength: 60 }), (a, b) => {
      assert.equal(compareNames(a, b), compareNames(b, a));
    }),
  );
});

test('the edit distance counts changed, added, lost and exchanged letters', () => {
  const distances = [
    ['abc', 'abc', 0],
    ['abc', 'abd', 1],
    ['abc', 'ab', 1],
    ['abc', 'acb', 1],
    ['abc', 'xyz', 3],
    ['abc', 'abcdef', 3],
  ] as const;
  for (const [a, b, expected] of distances) assert.equal(editDistance(a, b, 3), expected, `${a} ${b}`);
  assert.ok(editDistance('abc', 'abcdefgh', 2) > 2);
});
