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

/** What each kind of effect carries. A slice with a kind of its own declares it here, and brings its deliverer. */
export interface OutgoingKinds {
  mail: Mail;
}

type Kind = keyof OutgoingKinds;

/** An effect outside the database. `key` makes a repeat of the same effect impossible. */
export type Outgoing = {
  readonly [K in Kind]: { readonly kind: K; readonly key: string; readonly payload: OutgoingKinds[K] };
}[Kind];

/**
 * What a deliverer did: `sent` with the other side's receipt, `kept` where no way out is configured, or `refused` by the
 * other side for good, which no further try would change. It throws what may pass.
 */
export type Delivery =
  | { readonly status: 'sent'; readonly receipt: Record<string, string> }
  | { readonly status: 'kept' }
  | { readonly status: 'refused'; readonly reason: string };

/** Which try of how many this is. */
export interface Attempt {
  readonly number: number;
  readonly isLast: boolean;
}

export type Deliverers = {
  readonly [K in Kind]: (payload: OutgoingKinds[K], attempt: Attempt) => Promise<Delivery>;
};

/** Waits between the tries, in seconds, a little over three days in all; the schedule that Standard Webhooks proposes. */
const pauses = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;

/** Tries before a delivery is dead and waits for a person. */
export const deliveryAttemptsMax = pauses.length + 1;

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

/** The job that delivers the row `id` of the statement that it stands in, so many seconds from now. */
const deliveryJob = (seconds = 0) =>
  sql`graphile_worker.add_job(${sql.lit(deliverTask)}, json_build_object('id', id), run_at => now() + make_interval(secs => ${seconds}), max_attempts => ${sql.lit(lostAttemptsMax)})`;

/** Writes an effect in the causing transaction, and the job that delivers it. */
export async function putOutgoing(tx: Tx, { kind, key, payload }: Outgoing, now: Date): Promise<void> {
  await sql`with written as (
      insert into platform.outbox (id, kind, dedupe_key, payload, created_at, waiting_since)
      values (${newId(0)}, ${kind}, ${key}, ${JSON.stringify(payload)}::jsonb, ${now}, ${now})
      on conflict (dedupe_key) do nothing returning id)
    select ${deliveryJob()} from written`.execute(tx);
}

/** Delivers an effect again that was given up, with all its tries. */
export async function putAgain(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`with again as (
      update platform.outbox set status = 'waiting', waiting_since = ${now}, attempts = 0, settled_at = null
      where id = ${id} returning id)
    select ${deliveryJob()} from again`.execute(tx);
}

/** Delivers one effect: at least once, with its receipt; a failed try is made again later, the last leaves it dead for a person to see. */
export async function deliver(db: Database, deliverers: Partial<Deliverers>, id: string, now: Date): Promise<void> {
  const row = await db.selectFrom('platform.outbox').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined || row.status !== 'waiting') return;
  const number = row.attempts + 1;
  const attempt: Attempt = { number, isLast: number >= deliveryAttemptsMax };
  try {
    // oxlint-disable-next-line typescript/consistent-type-assertions -- `putOutgoing` wrote the kind, and the payload with its type
    const deliverer = deliverers[row.kind as Kind];
    if (deliverer === undefined) throw new Error(`nobody delivers the outbox kind ${row.kind}`);
    // oxlint-disable-next-line typescript/consistent-type-assertions -- the same
    const delivery = await deliverer(row.payload as never, attempt);
    if (delivery.status === 'refused') {
      await putOff(db, { id, attempt: { number, isLast: true }, reason: delivery.reason }, now);
      return;
    }
    await db
      .updateTable('platform.outbox')
      .set({
        status: delivery.status,
        // What reached its addressee may carry codes and links, and is nobody else's.
        ...(delivery.status === 'sent' ? { payload: sql`payload - 'text' - 'html'` } : {}),
        receipt: delivery.status === 'sent' ? JSON.stringify(delivery.receipt) : null,
        settled_at: now,
        attempts: number,
        last_error: null,
      })
      .where('id', '=', id)
      .execute();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (attempt.isLast) log.error({ outbox: id, kind: row.kind }, 'a delivery is dead after its last attempt');
    await putOff(db, { id, attempt, reason }, now);
  }
}

interface Failure {
  readonly id: string;
  readonly attempt: Attempt;
  readonly reason: string;
}

/** Remembers a failed try with the job for the next one, or gives up. */
async function putOff(db: Database, { id, attempt: { number, isLast }, reason }: Failure, now: Date): Promise<void> {
  const next = sql`select ${deliveryJob(pauses[number - 1])} from failed where status = 'waiting'`;
  await sql`with failed as (
      update platform.outbox set attempts = ${number}, last_error = ${reason},
        status = ${isLast ? 'dead' : 'waiting'}, settled_at = ${isLast ? now : null}
      where id = ${id} returning id, status)
    ${next}`.execute(db);
}
