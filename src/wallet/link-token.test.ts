import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newId } from '../platform/id.ts';
import { linkToken, readLinkToken } from './link-token.ts';
import { parseLink } from './link.ts';

const key = Buffer.alloc(32, 7);

test('a token names its thing, for its purpose and our key alone', () => {
  const id = newId(3);
  const token = linkToken(key, 'request', id);
  assert.match(token, /^[\w-]{43}$/);
  assert.equal(readLinkToken(key, 'request', token), id);
  assert.equal(readLinkToken(key, 'payee', token), undefined);
  assert.equal(readLinkToken(Buffer.alloc(32, 8), 'request', token), undefined);
});

test('no other text is a token', () => {
  const token = linkToken(key, 'request', newId(0));
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 41 }), fc.constantFrom(...'AQgw'), (place, letter) => {
      const other = token.slice(0, place) + letter + token.slice(place + 1);
      if (other !== token) assert.equal(readLinkToken(key, 'request', other), undefined);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => readLinkToken(key, 'request', text) === undefined));
});

test('a link is read with or without the site before it', () => {
  const token = linkToken(key, 'payee', newId(0));
  assert.deepEqual(parseLink(` https://pay.example/to/${token} `), { purpose: 'payee', token });
  assert.deepEqual(parseLink(`/pay/${token}`), { purpose: 'request', token });
  for (const other of ['anna@mail.example', `/to/${token}x`, `javascript:/to/${token}`, '']) {
    assert.equal(parseLink(other), undefined);
  }
});
