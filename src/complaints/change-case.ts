import { sql } from 'kysely';
import { actorName } from '../platform/actor.ts';
import { assert } from '../platform/assert.ts';
import type { Ctx } from '../platform/command.ts';
import { emit } from '../platform/event.ts';
import { toJson } from '../platform/json.ts';
import { platformProblem } from '../platform/problems.ts';
import { clocksOf, movesClocks, queuePlace, rulesOf } from './case-clocks.ts';
import { apply } from './case-record.ts';
import { columnsOf } from './case-row.ts';
import type { CaseRow } from './case-row.ts';
import { hashOf, messageIdOf } from './case-secrets.ts';
import { decide, refusals } from './case-state.ts';
import type { Attempt, CaseEvent, CaseRecord, Channel, RecordedEvent, Refusal } from './case-state.ts';
import type { FoundCase } from './case-store.ts';
import { clockId } from './clock-view.ts';
import type { CaseClock } from './clocks/engine.ts';
import type { MessageKind } from './contract.ts';
import { recountDesk } from './desk-counts.ts';
import { readClockEvents, recompute } from './recompute.ts';
import { caseDecided, clockMissed, messageAdded } from './events.ts';
import { caseMail } from './letters/mail.ts';
import type { MailedCase } from './letters/mail.ts';
import { complaintsProblem } from './problems.ts';

/** A text that goes with an event of the record, and by mail if `mail` is given. */
export interface NewMessage {
  readonly direction: 'in' | 'out' | 'note';
  readonly kind: MessageKind;
  readonly channel: Channel;
  readonly author: { readonly id: string | null; readonly name: string | null };
  readonly text: string;
  readonly html?: string | undefined;
  readonly contactId?: string | undefined;
  /** A mail's own Message-ID. */
  readonly messageId?: string | undefined;
  readonly mail?: MailOrder | undefined;
}

export interface MailOrder {
  /** Written by the program, not by a person. */
  readonly automatic: boolean;
  /** Said in the mail only, such as a code. */
  readonly secret?: string | undefined;
}

/** What a change did to a case. */
export interface ChangedCase {
  readonly record: CaseRecord;
  readonly events: readonly RecordedEvent[];
}

/**
 * Does one act to a locked case, all in the caller's transaction: asks the state what is legal, appends the events with
 * their texts (in the order of the events that carry a text), moves the clocks, updates the read row, and puts mails
 * into the outbox. Throws `complaints.act-refused` and `platform.not-allowed`.
 */
export async function changeCase(
  ctx: Ctx,
  { row, record, party }: FoundCase,
  attempt: Attempt,
  texts: readonly NewMessage[] = [],
): Promise<ChangedCase> {
  const decided = decide(record, attempt, party, ctx.now);
  if (typeof decided === 'string') throw refusedBecause(decided);
  const again = await recompute(
    ctx,
    row,
    numbered(record, decided, ctx.now).reduce(apply, record),
    attempt.act === 'recompute-clocks' ? 'look' : decided,
  );
  const events = numbered(record, again === null ? decided : [...decided, again.event], ctx.now);
  const changed = events.reduce(apply, record);
  if (events.length === 0) return { record, events };
  recountDesk();
  const messages = pair(events, again === null ? texts : [...texts, again.message]);
  await append(ctx, row, events, party === 'staff' && ctx.actor.kind === 'person' ? ctx.actor.name : null);
  await addMessages(ctx, row, messages);
  await updateRow(ctx, row, changed, events, messages);
  for (const message of messages) await sendMail(ctx, row, message);
  await tell(ctx, row, events, messages);
  return { record: changed, events };
}

/** Events in their places at the end of a record. */
function numbered({ version }: CaseRecord, events: readonly CaseEvent[], at: Date): RecordedEvent[] {
  return events.map((event, index) => ({ seq: version + index + 1, at, event }));
}

/** Why an act is refused: another party's is forbidden, any other is not possible now. */
export function refusedBecause(refusal: Refusal): Error {
  if (refusal === 'not-yours') return platformProblem('not-allowed');
  const why = refusals[refusal];
  return complaintsProblem('act-refused', { why: why.en, why_zh: why['zh-CN'] });
}

export interface PlacedMessage {
  readonly seq: number;
  readonly message: NewMessage;
}

/** Gives each text to its event: the record must name exactly what is kept beside it. */
export function pair(events: readonly RecordedEvent[], texts: readonly NewMessage[]): PlacedMessage[] {
  const carrying = events.flatMap(({ seq, event }) => ('textHash' in event ? [{ seq, textHash: event.textHash }] : []));
  assert(carrying.length === texts.length, 'each event that names a text comes with it');
  return carrying.map(({ seq, textHash }, index) => {
    const message = texts[index];
    assert(message !== undefined && hashOf(message.text) === textHash, 'the record names the text that is kept');
    return { seq, message };
  });
}

async function append(
  ctx: Ctx,
  { shard, id }: CaseRow,
  events: readonly RecordedEvent[],
  name: string | null,
): Promise<void> {
  await ctx.tx
    .insertInto('complaints.case_events')
    .values(events.map((recorded) => eventRow({ shard, id }, recorded, actorName(ctx.actor), name)))
    .execute();
}

/** An event as it is kept. */
export function eventRow(
  { shard, id }: Pick<CaseRow, 'shard' | 'id'>,
  { seq, at, event }: RecordedEvent,
  actor: string,
  name: string | null,
) {
  const { kind, ...data } = event;
  return { shard, case_id: id, seq, at, kind, actor, actor_name: name, data: toJson(data) };
}

async function addMessages(ctx: Ctx, row: CaseRow, messages: readonly PlacedMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await ctx.tx
    .insertInto('complaints.messages')
    .values(messages.map((placed) => messageRow(row, placed, ctx.now)))
    .execute();
}

/** A message as it is kept. */
export function messageRow({ shard, id }: Pick<CaseRow, 'shard' | 'id'>, { seq, message }: PlacedMessage, at: Date) {
  const { direction, kind, channel, author, text, html, contactId, messageId } = message;
  return {
    shard,
    case_id: id,
    seq,
    at,
    direction,
    kind,
    channel,
    author_id: author.id,
    author: author.name,
    text,
    html: html ?? null,
    contact_id: contactId ?? null,
    mail_message_id: messageId ?? null,
  };
}

/** Updates the read row, its clocks, and with them its place in the queue. */
async function updateRow(
  ctx: Ctx,
  row: CaseRow,
  record: CaseRecord,
  events: readonly RecordedEvent[],
  messages: readonly PlacedMessage[],
): Promise<void> {
  if (events.some(({ event }) => movesClocks(event))) await moveClocks(ctx, row, record);
  if (events.some(({ event }) => event.kind === 'clocks-recomputed')) await endOthers(ctx, row, record);
  for (const { event } of events) if (event.kind === 'clock-missed') await markMissed(ctx, row, event.clock);
  const place = queuePlace(record, await readQueueClocks(ctx, row));
  await ctx.tx
    .updateTable('complaints.cases')
    .set({
      ...columnsOf(record),
      outcome: record.outcome === null ? null : toJson(record.outcome),
      redress: toJson(record.redress),
      next_due_at: place.nextDueAt,
      breached: place.breached,
      queue_at: place.queueAt,
      on_desk: place.onDesk,
      mail_references: nextReferences(ctx, row, messages),
    })
    .where('shard', '=', row.shard)
    .where('id', '=', row.id)
    .execute();
}

const referencesMax = 10;

/** The thread's Message-IDs: its first and its newest (RFC 5322 §3.6.4 lets long lists be shortened so). */
export function nextReferences(
  { config }: Pick<Ctx, 'config'>,
  row: Pick<CaseRow, 'id' | 'mail_references'>,
  messages: readonly PlacedMessage[],
): string[] {
  const added = messages.flatMap(({ seq, message }) => {
    const id = message.mail === undefined ? message.messageId : messageIdOf(config, row.id, seq);
    return id === undefined ? [] : [id];
  });
  const all = [...new Set([...row.mail_references, ...added])];
  return all.length <= referencesMax ? all : [...all.slice(0, 1), ...all.slice(1 - referencesMax)];
}

/** Puts the mail of a message into the outbox, where the complainant has an address. */
export async function sendMail(
  ctx: Ctx,
  row: MailedCase & { readonly email: string | null },
  { seq, message }: PlacedMessage,
): Promise<void> {
  if (row.email === null || message.mail === undefined) return;
  const { automatic, secret } = message.mail;
  await ctx.send({
    kind: 'mail',
    key: `case:${row.id}:${seq}`,
    payload: caseMail(ctx.config, row, row.email, seq, { text: message.text, secret, automatic }),
  });
}

/** Writes the clocks of a case as its record, its packs and the calendars of now have them. */
export async function moveClocks(ctx: Ctx, row: Pick<CaseRow, 'shard' | 'id'>, record: CaseRecord): Promise<void> {
  const clocks = clocksOf(record, await readClockEvents(ctx, row));
  if (clocks.length === 0) return;
  await ctx.tx
    .insertInto('complaints.clocks')
    .values(clocks.map((clock) => clockRow(row, clock)))
    .onConflict((conflict) =>
      conflict.columns(['shard', 'case_id', 'pack', 'rule', 'round']).doUpdateSet((excluded) => ({
        started_at: excluded.ref('excluded.started_at'),
        due_at: excluded.ref('excluded.due_at'),
        stopped_at: excluded.ref('excluded.stopped_at'),
        // A date that is yet to come was not missed, whatever it was before.
        missed_at: sql<Date | null>`case when excluded.due_at > ${ctx.now} then null else clocks.missed_at end`,
        facts: excluded.ref('excluded.facts'),
      })),
    )
    .execute();
}

/** Ends the clocks that no rule asks for any more. */
async function endOthers(ctx: Ctx, { shard, id }: CaseRow, record: CaseRecord): Promise<void> {
  const running = clocksOf(record, await readClockEvents(ctx, { shard, id }));
  const names = running.map(({ packId, key, round }) => clockId(packId, key, round));
  await sql`
    update complaints.clocks set stopped_at = ${ctx.now}, facts = facts || '{"stopType": "withdrawn"}'
    where shard = ${shard} and case_id = ${id} and stopped_at is null
      and not (pack || '/' || rule || '/' || round = any(${names}))`.execute(ctx.tx);
}

/** A clock as it is kept: its dates, and what explains them; what is the same in every case stays in the pack. */
export function clockRow({ shard, id }: Pick<CaseRow, 'shard' | 'id'>, clock: CaseClock) {
  const { key, round, bearer, packId, start, due, stop } = clock;
  const { dueDate, explanation, packVersion, confidence, extension, extendable } = clock;
  return {
    shard,
    case_id: id,
    pack: packId,
    rule: key,
    round,
    bearer,
    started_at: start.at,
    due_at: due,
    stopped_at: stop?.at ?? null,
    facts: toJson({
      dueDate,
      explanation,
      packVersion,
      confidence,
      extension,
      extendable,
      rules: rulesOf(packId),
      startType: start.type,
      stopType: stop?.type ?? null,
    }),
  };
}

async function markMissed(ctx: Ctx, { shard, id }: CaseRow, clock: string): Promise<void> {
  const [pack = '', rule = '', round = ''] = clock.split('/');
  const marked = await ctx.tx
    .updateTable('complaints.clocks')
    .set({ missed_at: ctx.now })
    .where('shard', '=', shard)
    .where('case_id', '=', id)
    .where('pack', '=', pack)
    .where('rule', '=', rule)
    .where('round', '=', Number(round))
    .where('missed_at', 'is', null)
    .where('stopped_at', 'is', null)
    .returning('rule')
    .execute();
  assert(marked.length === 1, 'a clock is missed once, while it runs');
}

async function readQueueClocks(ctx: Ctx, { shard, id }: CaseRow) {
  const rows = await ctx.tx
    .selectFrom('complaints.clocks')
    .select(['due_at', 'stopped_at', 'missed_at', 'bearer'])
    .where('shard', '=', shard)
    .where('case_id', '=', id)
    .execute();
  return rows.map((row) => ({
    dueAt: row.due_at,
    stopped: row.stopped_at !== null,
    missed: row.missed_at !== null,
    bearer: row.bearer === 'provider' ? ('provider' as const) : ('customer' as const),
  }));
}

async function tell(
  ctx: Ctx,
  row: CaseRow,
  events: readonly RecordedEvent[],
  messages: readonly PlacedMessage[],
): Promise<void> {
  const about = { caseId: row.id, number: row.number };
  for (const { seq, message } of messages) {
    if (message.direction !== 'note')
      await emit(ctx, messageAdded, { ...about, seq, direction: message.direction, channel: message.channel });
  }
  for (const { event } of events) await tellOf(ctx, about, event);
}

async function tellOf(ctx: Ctx, about: { caseId: string; number: string }, event: CaseEvent): Promise<void> {
  if (event.kind === 'decided') await emit(ctx, caseDecided, { ...about, outcome: event.outcome });
  if (event.kind === 'clock-missed')
    await emit(ctx, clockMissed, { ...about, rule: event.clock, dueAt: new Date(event.due) });
}
