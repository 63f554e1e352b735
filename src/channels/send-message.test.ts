import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testConfig } from '../../test/config.ts';
import { compose, createMailSender } from './send-message.ts';

const letter = {
  to: 'ann@post.example',
  subject: 'Your complaint',
  text: 'Dear Ann',
  replyTo: 'case+secret@okpay.example',
  messageId: '<secret.3@okpay.example>',
  inReplyTo: '<m1@post.example>',
  references: ['<m1@post.example>'],
  automatic: false,
};
const us = { brand: 'OkPay', mailDomain: 'okpay.example' };

test('what a person wrote bounces to its case, and what a program wrote bounces to nobody', () => {
  assert.equal(compose(letter, us).envelope.from, 'case+secret@okpay.example');
  assert.equal(compose({ ...letter, automatic: true }, us).envelope.from, '');
  assert.equal(compose(letter, us).headers['Auto-Submitted'], undefined);
  assert.equal(compose({ ...letter, automatic: true }, us).headers['Auto-Submitted'], 'auto-replied');
});

test('without a way out a mail is kept', async () => {
  assert.deepEqual(await createMailSender(testConfig()).send(letter), { status: 'kept' });
});
