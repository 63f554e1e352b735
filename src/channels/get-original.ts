import { sql } from 'kysely';
import { Type } from 'typebox';
import { isStaff } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import { shardOf } from '../platform/id.ts';
import { channelsProblem } from './problems.ts';

export const getOriginal = query({
  name: 'channels.get-original',
  summary: 'The bytes of a contact as they reached us.',
  can: isStaff,
  input: input({ id: Type.String({ format: 'uuid' }) }),
  run: async ({ db }, { id }) => {
    const { rows } = await sql<{ channel: string; raw: Buffer }>`
      select channel, raw from channels.contacts where shard = ${shardOf(id)} and id = ${id}`.execute(db);
    const [contact] = rows;
    if (contact === undefined) throw channelsProblem('unknown-contact');
    return contact;
  },
});
