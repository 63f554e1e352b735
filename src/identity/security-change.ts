import type { Ctx } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import { emit } from '../platform/event.ts';
import { shardOf } from '../platform/id.ts';
import { securityChanged } from './events.ts';
import { lockLinkFor } from './lock-link.ts';
import { writeLetter } from './mails.ts';
import type { SecurityChange } from './mails.ts';
import type { Person } from './people.ts';

/** Records that the way in which somebody signs in has changed, writes to him, and tells the slices above. */
export async function changedSecurity(
  ctx: Ctx,
  person: Person,
  change: SecurityChange,
  values: Readonly<Record<string, string>> = {},
): Promise<void> {
  await ctx.tx
    .updateTable('identity.people')
    .set({ security_changed_at: ctx.now })
    .where('shard', '=', shardOf(person.id))
    .where('id', '=', person.id)
    .execute();
  await ctx.send(writeLetter(ctx.config, change, person, { lock: lockLinkFor(ctx, person.id), ...values }));
  await emit(ctx, securityChanged, { personId: person.id, change, at: ctx.now });
}

/** When the way in which somebody signs in last changed; null: never. */
export async function lastSecurityChange(db: Database, personId: string): Promise<Date | null> {
  const row = await db
    .selectFrom('identity.people')
    .select('security_changed_at')
    .where('shard', '=', shardOf(personId))
    .where('id', '=', personId)
    .executeTakeFirst();
  return row?.security_changed_at ?? null;
}
