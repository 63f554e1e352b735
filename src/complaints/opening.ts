import { listEvidence } from '../evidence/evidence.ts';
import type { StoredFile } from '../evidence/evidence.ts';
import { actorName } from '../platform/actor.ts';
import { assert } from '../platform/assert.ts';
import type { Ctx } from '../platform/command.ts';
import { emit } from '../platform/event.ts';
import { newId, shardOf } from '../platform/id.ts';
import { toJson } from '../platform/json.ts';
import { referenceOf } from '../wallet/wallet.ts';
import { clocksOf, queuePlace } from './case-clocks.ts';
import { addFiles } from './case-files.ts';
import { newCaseNumber } from './case-number.ts';
import { apply, begin } from './case-record.ts';
import { columnsOf } from './case-row.ts';
import type { Answers } from './case-row.ts';
import { hashOf, linkOf, linkToken, mailToken } from './case-secrets.ts';
import type { CaseEvent, CaseRecord, RecordedEvent } from './case-state.ts';
import { clockRow, eventRow, messageRow, nextReferences, pair, sendMail } from './change-case.ts';
import type { NewMessage, PlacedMessage } from './change-case.ts';
import { choosePacks } from './choose-packs.ts';
import { classify } from './classify.ts';
import { viewNewClocks } from './clock-view.ts';
import type { CaseClock } from './clocks/engine.ts';
import { whoComplains } from './complainant.ts';
import type { Complainant } from './complainant.ts';
import { acknowledgement, receipt } from './complaint-letters.ts';
import { codeHash, hasAllCodes, newCode } from './confirmation-code.ts';
import type { ConfirmationCode } from './confirmation-code.ts';
import type { Arrival, Complaint, OpenedCase } from './contract.ts';
import { recountDesk } from './desk-counts.ts';
import { takeDraft } from './drafts.ts';
import { caseOpened } from './events.ts';
import { storable, storableArrival } from './storable.ts';
import { findTransaction } from './transaction.ts';
import { complaintsProblem } from './problems.ts';

const summaryLengthMax = 140;

/** Of 2⁴⁰ numbers one is taken by chance about never. */
const numberAttemptsMax = 5;

/** A complaint with all that is known when it arrives. */
interface NewCase {
  readonly id: string;
  readonly number: string;
  readonly openedAt: Date;
  readonly complaint: Complaint;
  readonly complainant: Complainant;
  readonly transaction: string | null;
  readonly files: readonly StoredFile[];
  readonly arrival: Arrival | undefined;
  readonly firstContactAt: Date | null;
}

/**
 * Makes a case of a complaint, in the caller's transaction: record, first message, clocks, secrets, the code that
 * confirms the address, and the acknowledgement in the outbox. Nobody needs to be signed in. A complaint that a channel
 * brings names its arrival, from which its time runs, and the files that came with it. Throws
 * `complaints.unknown-draft`, `.no-sub-issue`, `.bad-email`.
 */
export async function openCase(
  ctx: Ctx,
  given: Complaint,
  arrived?: Arrival,
  brought: readonly StoredFile[] = [],
): Promise<OpenedCase> {
  const complaint = { ...given, text: storable(given.text) };
  const arrival = arrived === undefined ? undefined : storableArrival(arrived);
  const { subIssue, issue } = complaint;
  if (subIssue !== undefined && !subIssue.startsWith(`${issue}.`)) throw complaintsProblem('no-sub-issue');
  const complainant = await whoComplains(
    ctx,
    complaint.contact ?? {},
    complaint.locale ?? ctx.locale,
    arrival === undefined,
  );
  const draft = complaint.draft === undefined ? undefined : await takeDraft(ctx, complaint.draft);
  const files = draft === undefined ? brought : await listEvidence(ctx.tx, draft.id);
  const transaction = await findTransaction(ctx, complainant.person, complaint.transaction);
  const id = newId(complainant.shard);
  const number = await claimKeys(ctx, id);
  const openedAt = arrival?.receivedAt ?? ctx.now;
  return writeCase(ctx, {
    id,
    number,
    openedAt,
    // What people call the payment, in every copy of the complaint; the record has its id.
    complaint: transaction === null ? complaint : { ...complaint, transaction: referenceOf(transaction) },
    complainant,
    transaction,
    files,
    arrival,
    firstContactAt: draft?.startedAt ?? null,
  });
}

/** Claims a number, and the hashes under which the case's link and mail address are found. */
async function claimKeys({ tx, config }: Ctx, caseId: string): Promise<string> {
  const owner = { shard: shardOf(caseId), case_id: caseId };
  for (let attempt = 1; attempt <= numberAttemptsMax; attempt += 1) {
    const number = newCaseNumber();
    const claimed = await tx
      .insertInto('complaints.case_keys')
      .values([
        { ...owner, key: number, kind: 'number' },
        { ...owner, key: hashOf(linkToken(config, caseId)), kind: 'link' },
        { ...owner, key: hashOf(mailToken(config, caseId)), kind: 'mail' },
      ])
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning('key')
      .execute();
    if (claimed.some(({ key }) => key === number)) return number;
  }
  throw new Error('broken invariant: five new case numbers were all taken');
}

async function writeCase(ctx: Ctx, given: NewCase): Promise<OpenedCase> {
  const { id, number, complainant, arrival, openedAt } = given;
  const opened = openingEvent(ctx, given);
  const clocks = clocksOf(opened, [
    { seq: 1, at: openedAt, event: opened },
    { seq: 2, at: ctx.now, event: { kind: 'acknowledged', textHash: '' } },
  ]);
  const code = await codeFor(ctx, given);
  const letter = answerTo(ctx, given, opened, clocks, code);
  const events = recordOfOpening(given, opened, letter, ctx.now);
  const [first, ...rest] = events;
  assert(first !== undefined, 'a case begins with an event');
  const record = rest.reduce(apply, begin(first));
  const messages = pair(events, [firstMessage(given), letter]);
  const thread = {
    id,
    number,
    email: complainant.email,
    locale: complainant.locale,
    mail_subject: arrival?.subject ?? null,
    mail_references: [...(arrival?.references ?? [])],
  };
  await insertCase(ctx, given, {
    record,
    events,
    messages,
    clocks,
    code,
    references: nextReferences(ctx, thread, messages),
  });
  const heard = nextReferences(ctx, thread, messages.slice(0, 1));
  for (const message of messages) await sendMail(ctx, { ...thread, mail_references: heard }, message);
  ctx.about(`case:${id}`);
  await emit(ctx, caseOpened, { caseId: id, number, personId: complainant.person });
  return {
    caseId: id,
    number,
    link: linkOf(ctx.config, id),
    codeSent: code !== null,
    openedAt,
    clocks: viewNewClocks(clocks),
  };
}

/** The code that confirms the complainant's address, where it is to be confirmed. */
async function codeFor(ctx: Ctx, { complainant, arrival }: NewCase): Promise<ConfirmationCode | null> {
  const { verified, email } = complainant;
  if (verified || email === null) return null;
  // Who wrote by mail is answered; an address that is only typed may be another's, who asked for none of it.
  return arrival === undefined && (await hasAllCodes(ctx, email)) ? null : newCode(ctx.now);
}

type Opened = Extract<CaseEvent, { kind: 'opened' }>;

function openingEvent({ config }: Ctx, { complaint, complainant, arrival, transaction }: NewCase): Opened {
  const issue = complaint.issue ?? classify(complaint.text)[0]?.issue ?? 'W12';
  const residence = complaint.contact?.residence ?? null;
  return {
    kind: 'opened',
    channel: arrival?.channel ?? 'web',
    issue,
    subIssue: complaint.subIssue ?? null,
    secondary: [...new Set(complaint.secondary ?? [])].filter((other) => other !== issue),
    product: complaint.product ?? null,
    issueBy: complaint.issue === undefined ? 'proposal' : 'complainant',
    packs: choosePacks({
      licences: config.licences,
      otherwise: config.jurisdiction,
      product: complaint.product ?? null,
      residence,
      forwarded: false,
    }),
    residence,
    person: complainant.person,
    verified: complainant.verified,
    urgent: complaint.urgent ?? false,
    transaction,
    claimed: complaint.claimed ?? null,
    textHash: hashOf(complaint.text),
  };
}

/** The acknowledgement; to an address that nobody has confirmed and that wrote us nothing, only a receipt. */
function answerTo(
  ctx: Ctx,
  { id, number, complaint, complainant, arrival, openedAt }: NewCase,
  { issue }: Opened,
  clocks: readonly CaseClock[],
  code: ConfirmationCode | null,
): NewMessage {
  const about = { id, number, issue, openedAt, name: complainant.name, locale: complainant.locale };
  if (!complainant.verified && complainant.email !== null && arrival === undefined) return receipt(ctx, about, code);
  return acknowledgement(ctx, about, complaint, viewNewClocks(clocks), code);
}

function recordOfOpening({ files, openedAt }: NewCase, opened: Opened, letter: NewMessage, now: Date): RecordedEvent[] {
  const attached = files.map((file): CaseEvent => ({
    kind: 'evidence-attached',
    file: file.id,
    sha256: file.sha256,
    by: 'complainant',
  }));
  const later: readonly CaseEvent[] = [{ kind: 'acknowledged', textHash: hashOf(letter.text) }, ...attached];
  return [
    { seq: 1, at: openedAt, event: opened },
    ...later.map((event, index) => ({ seq: index + 2, at: now, event })),
  ];
}

function firstMessage({ complaint, complainant, arrival }: NewCase): NewMessage {
  return {
    direction: 'in',
    kind: 'complaint',
    channel: arrival?.channel ?? 'web',
    author: { id: complainant.person, name: complainant.name },
    text: complaint.text,
    html: arrival?.html,
    contactId: arrival?.contactId,
    messageId: arrival?.messageId,
  };
}

interface WrittenCase {
  readonly record: CaseRecord;
  readonly events: readonly RecordedEvent[];
  readonly messages: readonly PlacedMessage[];
  readonly clocks: readonly CaseClock[];
  readonly code: ConfirmationCode | null;
  readonly references: readonly string[];
}

/** What every new case has in one statement: opening a case is the write that comes in crowds. */
async function insertCase(ctx: Ctx, given: NewCase, written: WrittenCase): Promise<void> {
  const { record, events, messages, clocks, code } = written;
  const row = { shard: shardOf(given.id), id: given.id };
  recountDesk();
  const actor = actorName(ctx.actor);
  const ourselves = actorName({ kind: 'system', name: 'acknowledgement' });
  assert(clocks.length > 0, 'the installation’s pack starts a clock with every complaint');
  await ctx.tx
    .with('recorded', (q) =>
      q
        .insertInto('complaints.case_events')
        .values(
          events.map((recorded) =>
            eventRow(row, recorded, recorded.event.kind === 'acknowledged' ? ourselves : actor, null),
          ),
        ),
    )
    .with('said', (q) =>
      q
        .insertInto('complaints.messages')
        .values(messages.map((message) => messageRow(row, message, message.seq === 1 ? record.openedAt : ctx.now))),
    )
    .with('clocked', (q) => q.insertInto('complaints.clocks').values(clocks.map((clock) => clockRow(row, clock))))
    .insertInto('complaints.cases')
    .values(caseColumns(given, written))
    .execute();
  await addFiles(ctx.tx, row, given.files, 1, ctx.now);
  if (code === null) return;
  await ctx.tx
    .insertInto('complaints.verifications')
    .values({
      shard: row.shard,
      case_id: row.id,
      code_hash: codeHash(ctx.config, row.id, code.code),
      expires_at: code.expiresAt,
    })
    .execute();
}

function caseColumns(
  { id, number, complaint, complainant, arrival, firstContactAt }: NewCase,
  { record, clocks, references }: WrittenCase,
) {
  const place = queuePlace(
    record,
    clocks.map((clock) => ({ dueAt: clock.due, stopped: clock.stop !== null, missed: false, bearer: clock.bearer })),
  );
  return {
    ...columnsOf(record),
    outcome: null,
    redress: '[]',
    shard: shardOf(id),
    id,
    number,
    summary: summarize(complaint.text),
    answers: toJson(answersOf(complaint)),
    name: complainant.name,
    email: complainant.email,
    phone: complainant.phone,
    locale: complainant.locale,
    mail_subject: arrival?.subject ?? null,
    mail_references: [...references],
    assignee_name: null,
    first_contact_at: firstContactAt,
    next_due_at: place.nextDueAt,
    breached: place.breached,
    queue_at: place.queueAt,
    on_desk: place.onDesk,
  };
}

function answersOf({ happened, impact, wanted, help, transaction }: Complaint): Answers {
  const given = { happened, impact, wanted, help, transaction };
  return Object.fromEntries(Object.entries(given).filter(([, text]) => text !== undefined && text.trim() !== ''));
}

/** The beginning of a text on one line. */
function summarize(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= summaryLengthMax ? line : `${characters.slice(0, summaryLengthMax - 1).join('')}…`;
}
