import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
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

/** A relay that answers each addressee with the code in his address. */
const relay = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onRcptTo: ({ address }, _session, done) => {
    const responseCode = Number(/^\d{3}/.exec(address)?.[0]);
    done(responseCode === 250 ? null : Object.assign(new Error('not taken'), { responseCode }));
  },
});
await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
after(() => new Promise<void>((resolve) => relay.close(resolve)));

test('a mail that the relay refuses for good is given up at once, one that it may take later is not', async () => {
  const listening = relay.server.address();
  const port = typeof listening === 'object' ? listening?.port : undefined;
  const sender = createMailSender(testConfig({ SMTP_URL: `smtp://127.0.0.1:${port}` }));
  const sendTo = (to: string) => sender.send({ ...letter, to });
  assert.equal((await sendTo('250@post.example')).status, 'sent');
  const refused = await sendTo('550@post.example');
  assert.ok(refused.status === 'refused' && /550 not taken/.test(refused.reason));
  await assert.rejects(sendTo('451@post.example'), /451 not taken/);
  sender.close();
});
