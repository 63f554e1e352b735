import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Config } from '../platform/config.ts';
import { sha256 } from '../platform/crypto.ts';
import type { Database, Tx } from '../platform/db.ts';
import { newId, shardOf } from '../platform/id.ts';
import type { FilingReason } from './mail-filing.ts';

/** What a contact ends as: exactly one of these. */
export type Filed = 'case' | 'reply' | 'automatic' | 'bounce' | 'kept';

/** The SMTP envelope (RFC 5321 §2.3.1) and where it came from. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
  readonly remoteAddress: string;
}

/** Something that has just reached us. */
export interface NewContact {
  readonly channel: string;
  /** Equal for a repeat of the same contact, and for nothing else. */
  readonly externalId: string;
  readonly envelope: Envelope;
  readonly raw: Buffer;
}

export interface Contact {
  readonly id: string;
  readonly channel: string;
  readonly envelope: Envelope;
  readonly raw: Buffer;
  readonly received_at: Date;
  readonly filed_as: Filed | null;
  readonly reason: FilingReason | null;
  readonly case_id: string | null;
  readonly settled_at: Date | null;
}

/** The command that files a contact, by its name as a job. */
export const receiveTask = 'channels.receive-contact';

/** Tries to file a contact, about half an hour with the pauses between them. */
const attemptsMax = 8;

/** One waiting job for each contact; a second order while the first waits is the same order. */
function orderFiling(attempts: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`graphile_worker.add_job(${sql.lit(receiveTask)}, json_build_object('id', contact.id), max_attempts => ${attempts}, job_key => 'contact:' || contact.id)`;
}

/** Whether the job of a `contact` waits for a try, or is at one. */
export const hasTriesLeft = sql`exists (
  select from graphile_worker.jobs job
  where job.key = 'contact:' || contact.id and (job.attempts < job.max_attempts or job.locked_at is not null))`;

/** Stores a contact durably, and in the same statement the job that files it; a repeat changes nothing. */
export async function keepContact(
  db: Database,
  { shards }: Pick<Config, 'shards'>,
  contact: NewContact,
  now: Date,
): Promise<void> {
  const { channel, externalId, envelope, raw } = contact;
  const shard = sha256(`${channel} ${externalId}`).readUInt16BE(0) % shards;
  await sql`with kept as (
      insert into channels.contacts (shard, id, channel, external_id, envelope, raw, received_at)
      values (${shard}, ${newId(shard)}, ${channel}, ${externalId}, ${JSON.stringify(envelope)}::jsonb, ${raw}, ${now})
      on conflict (shard, channel, external_id) do nothing returning id)
    select ${orderFiling(sql.lit(attemptsMax))} from kept as contact`.execute(db);
}

/**
 * Orders the filing of contacts again that a process is at, which may have been killed, with the tries that are left:
 * a contact that kills its process does so only so often.
 */
export async function orderAgain(db: Database): Promise<void> {
  await sql`select ${orderFiling(sql`job.max_attempts - job.attempts`)}
    from channels.contacts contact join graphile_worker.jobs job on job.key = 'contact:' || contact.id
    where contact.filed_as is null and job.locked_at is not null and job.attempts < job.max_attempts`.execute(db);
}

/** Reads a contact and locks it until the transaction ends; undefined where there is none. */
export async function lockContact(tx: Tx, id: string): Promise<Contact | undefined> {
  const { rows } = await sql<Contact>`
    select id, channel, envelope, raw, received_at, filed_as, reason, case_id, settled_at
    from channels.contacts where shard = ${shardOf(id)} and id = ${id} for update`.execute(tx);
  return rows[0];
}

/** How a contact was filed. */
export interface Filing {
  readonly as: Filed;
  readonly reason: FilingReason | null;
  readonly caseId: string | null;
  readonly sender: string | null;
  readonly subject: string | null;
}

export async function fileContact(
  tx: Tx,
  id: string,
  { as, reason, caseId, sender, subject }: Filing,
  now: Date,
): Promise<void> {
  await sql`update channels.contacts set filed_as = ${as}, filed_at = ${now}, reason = ${reason}, case_id = ${caseId}, sender = ${sender}, subject = ${subject}
    where shard = ${shardOf(id)} and id = ${id}`.execute(tx);
}
