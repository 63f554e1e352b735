import { sql } from 'kysely';
import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { emit } from '../platform/event.ts';
import { shardOf } from '../platform/id.ts';
import { signedInFromNewDevice } from './events.ts';

export const recordSignIn = command({
  name: 'identity.record-sign-in',
  summary: 'Remembers the device on which somebody has signed in, and tells the slices above of a new one.',
  can: (actor) => actor.kind === 'system',
  input: input({
    personId: Type.String(),
    sessionId: Type.String(),
    key: Type.String(),
    browser: Type.String(),
    system: Type.String(),
    address: Type.String(),
  }),
  run: async (ctx, { personId, sessionId, key, browser, system, address }) => {
    const shard = shardOf(personId);
    ctx.about(`person:${personId}`);
    const { rows } = await sql<{ first_seen: Date; is_new: boolean; others: boolean }>`
      insert into identity.devices as d (shard, person_id, key, first_seen, last_seen)
      values (${shard}, ${personId}, ${Buffer.from(key, 'hex')}, ${ctx.now}, ${ctx.now})
      on conflict (shard, person_id, key) do update set last_seen = excluded.last_seen
      returning first_seen, xmax = 0 as is_new, exists (select from identity.devices o where o.shard = d.shard and o.person_id = d.person_id and o.key <> d.key) as others`.execute(
      ctx.tx,
    );
    const [device] = rows;
    await ctx.tx
      .updateTable('identity.sessions')
      .set({ device_since: device?.first_seen ?? ctx.now, proven_at: ctx.now })
      .where('id', '=', sessionId)
      .execute();
    // The device of the registration is new to nobody.
    if (device?.is_new === true && device.others)
      await emit(ctx, signedInFromNewDevice, { personId, device: { browser, system }, address, at: ctx.now });
  },
});
