import { sql } from 'kysely';
import type { Database, Tx } from './db.ts';
import { newId } from './id.ts';
import { log } from './log.ts';

/** One e-mail to send. Addresses are plain (`a@b.example`); `from` is filled by the channel where absent. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html?: string;
  readonly replyTo?: string;
  readonly messageId?: string;
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  /** Written by the program itself: marked Auto-Submitted (RFC 3834 §5), sent with a null return path. */
  readonly automatic: boolean;
  /** The case that it belongs to, so that staff and the record can find it. */
  readonly caseId?: string;
}

/** An effect outside the database. `key` makes a repeat of the same effect impossible. */
export type Outgoing = { readonly kind: 'mail'; readonly key: string; readonly payload: Mail };

/** What a deliverer did: `sent` with the other side's receipt, or `kept` where no way out is configured. */
export type Delivery =
  | { readonly status: 'sent'; readonly receipt: Record<string, string> }
  | { readonly status: 'kept' };

export type Deliverers = {
  readonly [Kind in Outgoing['kind']]: (
    payload: Extract<Outgoing, { kind: Kind }>['payload'],
    id: string,
  ) => Promise<Delivery>;
};

/** Tries before a delivery is dead and waits for a person; the queue backs off exponentially between them, over about three days. */
export const deliveryAttemptsMax = 13;

export const deliverTask = 'platform.deliver';

/** A row with what its mail says in columns of their own. */
export const outgoingColumns = [
  'id',
  'status',
  'attempts',
  'last_error',
  'created_at',
  'settled_at',
  sql<string>`payload ->> 'to'`.as('to'),
  sql<string>`payload ->> 'subject'`.as('subject'),
  sql<string | null>`payload ->> 'text'`.as('text'),
] as const;

/** Tries that a job may lose with a killed process; the row counts its own, and is never left waiting without a job. */
const lostAttemptsMax = 12;

/** The job that delivers the row `id` of the statement that it stands in. */
const deliveryJob = sql`graphile_worker.add_job(${sql.lit(deliverTask)}, json_build_object('id', id), max_attempts => ${sql.lit(deliveryAttemptsMax + lostAttemptsMax)})`;

/** Writes an effect in the causing transaction, and the job that delivers it. */
export async function putOutgoing(tx: Tx, { kind, key, payload }: Outgoing, now: Date): Promise<void> {
  await sql`with written as (
      insert into platform.outbox (id, kind, dedupe_key, payload, created_at, waiting_since)
      values (${newId(0)}, ${kind}, ${key}, ${JSON.stringify(payload)}::jsonb, ${now}, ${now})
      on conflict (dedupe_key) do nothing returning id)
    select ${deliveryJob} from written`.execute(tx);
}

/** Delivers an effect again that was given up, with all its tries. */
export async function putAgain(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`with again as (
      update platform.outbox set status = 'waiting', waiting_since = ${now}, attempts = 0, settled_at = null
      where id = ${id} returning id)
    select ${deliveryJob} from again`.execute(tx);
}

/** Delivers one effect: at least once, with its receipt; the last failed try leaves it dead for a person to see. */
export async function deliver(db: Database, deliverers: Deliverers, id: string, now: Date): Promise<void> {
  const row = await db.selectFrom('platform.outbox').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined || row.status === 'sent' || row.status === 'kept') return;
  try {
    const deliverer = deliverers[parseKind(row.kind)];
    // oxlint-disable-next-line typescript/consistent-type-assertions -- `putOutgoing` wrote the payload with this kind's type
    const delivery = await deliverer(row.payload as never, id);
    await db
      .updateTable('platform.outbox')
      .set({
        status: delivery.status,
        // What reached its addressee may carry codes and links, and is nobody else's.
        ...(delivery.status === 'sent' ? { payload: sql`payload - 'text' - 'html'` } : {}),
        receipt: delivery.status === 'sent' ? JSON.stringify(delivery.receipt) : null,
        settled_at: now,
        attempts: row.attempts + 1,
        last_error: null,
      })
      .where('id', '=', id)
      .execute();
  } catch (error) {
    const attempts = row.attempts + 1;
    const dead = attempts >= deliveryAttemptsMax;
    await db
      .updateTable('platform.outbox')
      .set({
        attempts,
        last_error: error instanceof Error ? error.message : String(error),
        ...(dead ? { status: 'dead', settled_at: now } : {}),
      })
      .where('id', '=', id)
      .execute();
    if (!dead) throw error;
    log.error({ outbox: id, kind: row.kind }, 'a delivery is dead after its last attempt');
  }
}

function parseKind(kind: string): Outgoing['kind'] {
  if (kind === 'mail') return kind;
  throw new Error(`nobody delivers the outbox kind ${kind}`);
}
