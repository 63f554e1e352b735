import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { describeDevice } from './device.ts';
import { normalizeEmail } from './email.ts';
import { parseHandle } from './handle.ts';
import { parseName } from './person-name.ts';

test('an address is one and the same however it is typed', () => {
  for (const typed of ['Alice@Post.Example', ' alice@post.example\n', 'ａｌｉｃｅ@post.example'])
    assert.equal(normalizeEmail(typed), 'alice@post.example');
});

test('what no mail system would deliver to is no address', () => {
  const wrong = [
    '',
    'alice',
    'alice@',
    '@post.example',
    'a b@post.example',
    'alice@localhost',
    'alice@post..example',
    '.alice@post.example',
    'alice@-post.example',
    'alice@10.0.0.1',
    'alice@post.example>',
    'a@b@post.example',
    'alice@post.example\r\nBcc: x@y.example',
    `${'a'.repeat(65)}@post.example`,
    `a@${'b.'.repeat(130)}example`,
  ];
  for (const typed of wrong) assert.equal(normalizeEmail(typed), undefined, typed);
});

test('normalizing an address twice changes nothing', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (typed) => {
      const once = normalizeEmail(typed);
      assert.equal(once === undefined ? undefined : normalizeEmail(once), once);
    }),
  );
});

const handles: readonly (readonly [typed: string, result: string])[] = [
  ['alice', 'alice'],
  ['@Alice_01', 'alice_01'],
  ['ａｌｉｃｅ', 'alice'],
  ['al', 'invalid'],
  ['a'.repeat(21), 'invalid'],
  ['al-ice', 'invalid'],
  ['аlice', 'invalid'],
  ['李伟', 'invalid'],
  ['support', 'reserved'],
  ['supp0rt', 'reserved'],
  ['_admin_', 'reserved'],
  ['okpay', 'reserved'],
  ['0kpay_refunds', 'reserved'],
  ['ok_pay', 'reserved'],
  ['okra', 'okra'],
];

for (const [typed, result] of handles) {
  test(`the handle ${typed} is ${result}`, () => {
    const parsed = parseHandle(typed, 'OkPay');
    assert.equal('fault' in parsed ? parsed.fault : parsed.handle, result);
  });
}

test('a name is kept as people write it, and is what it looks like', () => {
  assert.equal(parseName('  Alice \n Hart '), 'Alice Hart');
  assert.equal(parseName("Siobhán O'Neill-García"), "Siobhán O'Neill-García".normalize('NFC'));
  assert.equal(parseName('欧阳 娜娜'), '欧阳 娜娜');
  for (const typed of ['', '   ', '123', 'Al\u200bice', '\u202eecilA', 'x'.repeat(81)])
    assert.throws(() => parseName(typed), /name-invalid/, JSON.stringify(typed));
});

test('a device is named as its owner knows it', () => {
  const wechat =
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0';
  assert.deepEqual(describeDevice(wechat), { browser: 'WeChat', system: 'Android' });
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1';
  assert.deepEqual(describeDevice(iphone), { browser: 'Safari', system: 'iPhone' });
  assert.deepEqual(describeDevice('curl/8.5.0'), { browser: '', system: '' });
});
