import { newId } from '../../src/platform/id.ts';
import type { Rows } from './row.ts';
import type { World } from './world.ts';

/** A mail that nobody could deliver. */
async function deadMail({ app: { db } }: World): Promise<string> {
  const id = newId(0);
  const now = new Date();
  await db
    .insertInto('platform.outbox')
    .values({
      id,
      kind: 'mail',
      dedupe_key: `authorization ${id}`,
      payload: JSON.stringify({ to: 'nobody@post.example', subject: 'Hello', text: 'Hello', automatic: true }),
      status: 'dead',
      created_at: now,
      waiting_since: now,
      settled_at: now,
    })
    .execute();
  return id;
}

const looksAfterMail = ['supervisor', 'admin'] as const;

export default {
  'platform.get-outgoing': { may: looksAfterMail, input: async (world) => ({ id: await deadMail(world) }) },
  'platform.list-outgoing': { may: looksAfterMail, input: () => ({}) },
  'platform.retry-outgoing': { may: looksAfterMail, input: async (world) => ({ id: await deadMail(world) }) },
} satisfies Rows;
