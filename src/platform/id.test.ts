import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { validate, version } from 'uuid';
import { toBase32 } from './crypto.ts';
import { newId, shardOf } from './id.ts';

test('an id is a UUIDv7 that carries its shard', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), (shard) => {
      const id = newId(shard);
      assert.ok(validate(id) && version(id) === 7);
      assert.equal(shardOf(id), shard);
    }),
  );
});

test('ids of one shard made one after another are in the order of their making, and all differ', () => {
  const ids = Array.from({ length: 1000 }, () => newId(3));
  assert.deepEqual(ids, [...ids].sort());
  assert.equal(new Set(ids).size, ids.length);
});

test('base32 is that of RFC 4648 §10, in lower case and without padding', () => {
  const vectors = {
    '': '',
    f: 'my',
    fo: 'mzxq',
    foo: 'mzxw6',
    foob: 'mzxw6yq',
    fooba: 'mzxw6ytb',
    foobar: 'mzxw6ytboi',
  };
  for (const [plain, coded] of Object.entries(vectors)) assert.equal(toBase32(Buffer.from(plain)), coded);
});
