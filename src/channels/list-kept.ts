import { sql } from 'kysely';
import { Type } from 'typebox';
import { hasRole } from '../platform/actor.ts';
import type { Actor } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';

const rowsMax = 200;

export interface KeptRow {
  readonly id: string;
  readonly channel: string;
  readonly receivedAt: Date;
  readonly sender: string | null;
  readonly subject: string | null;
  /** Why it waits, a `FilingReason` or `not-filed`. */
  readonly reason: string | null;
  /** The case that it seems to be about. */
  readonly caseId: string | null;
}

/** Who looks at what no rule could file. */
export function readsContacts(actor: Actor): boolean {
  return hasRole(actor, 'handler', 'supervisor', 'compliance');
}

export const listKept = query({
  name: 'channels.list-kept',
  summary: 'Contacts that wait for a person, the oldest first, with the reason.',
  rest: 'GET /contacts',
  can: readsContacts,
  input: input({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: rowsMax })) }),
  run: async ({ db }, { limit = rowsMax }): Promise<readonly KeptRow[]> => {
    const { rows } = await sql<KeptRow>`
      select id, channel, received_at as "receivedAt", sender, subject, reason, case_id as "caseId" from channels.contacts
      where filed_as = 'kept' and settled_at is null order by received_at, id limit ${limit}`.execute(db);
    return rows;
  },
});
