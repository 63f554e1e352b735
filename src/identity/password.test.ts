import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgePassword } from './password.ts';

const personal = { email: 'alice.hart@post.example', name: 'Alice Hart' };

const rows: readonly (readonly [password: string, verdict: string | undefined])[] = [
  ['short', 'password-too-short'],
  ['ninechars', 'password-too-short'],
  ['密码太短了吗', 'password-too-short'],
  ['x'.repeat(129), 'password-too-long'],
  ['1234567890', 'password-common'],
  ['qwertyuiop', 'password-common'],
  ['Password123', 'password-common'],
  ['Password123!!', 'password-common'],
  ['!!!dragon2024', 'password-common'],
  ['ｐａｓｓｗｏｒｄ１２３', 'password-common'],
  ['aaaaaaaaaaaa', 'password-common'],
  ['abcabcabcabc', 'password-common'],
  ['abcdefghijkl', 'password-common'],
  ['9876543210', 'password-common'],
  ['alice.hart@post.example', 'password-personal'],
  ['alice.hart99', 'password-personal'],
  ['Alice Hart', 'password-personal'],
  ['AliceHart2026', 'password-personal'],
  ['tall orange kettle', undefined],
  ['k7#Vq!x2Zp', undefined],
  ['红烧肉配米饭和青菜吧', undefined],
  ['alice likes green rivers', undefined],
];

for (const [password, verdict] of rows) {
  test(`the password ${password.slice(0, 20)} is ${verdict ?? 'taken'}`, async () => {
    assert.equal(await judgePassword(password, personal), verdict);
  });
}
