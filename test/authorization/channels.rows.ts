import { newId } from '../../src/platform/id.ts';
import { desk, staff } from './row.ts';
import type { Rows } from './row.ts';
import type { World } from './world.ts';

/** A mail that waits for a person. */
async function keptMail({ app: { db } }: World): Promise<string> {
  const id = newId(0);
  const now = new Date();
  await db
    .insertInto('channels.contacts')
    .values({
      shard: 0,
      id,
      channel: 'email',
      external_id: id,
      envelope: JSON.stringify({ from: 'c@post.example', to: ['complaints@okpay.example'] }),
      raw: Buffer.from('From: c@post.example\r\nSubject: Hello\r\n\r\nHello\r\n'),
      received_at: now,
      filed_as: 'kept',
      filed_at: now,
      reason: 'unknown-sender',
    })
    .execute();
  return id;
}

export default {
  'channels.get-contact': { may: staff, input: async (world) => ({ id: await keptMail(world) }) },
  'channels.get-original': { may: staff, input: async (world) => ({ id: await keptMail(world) }) },
  'channels.list-kept': { may: staff, input: () => ({}) },
  'channels.receive-contact': { may: ['system'], input: async (world) => ({ id: await keptMail(world) }) },
  'channels.settle-contact': {
    may: desk,
    input: async (world) => ({ id: await keptMail(world), as: 'nothing', because: 'An advertisement' }),
  },
} satisfies Rows;
