import { isStaff } from '../platform/actor.ts';
import type { Actor } from '../platform/actor.ts';
import { input, query } from '../platform/command.ts';
import type { QueryCtx } from '../platform/command.ts';
import { transactionFacts } from '../wallet/wallet.ts';
import type { CaseRow } from './case-row.ts';
import { actsOf, refusals } from './case-state.ts';
import type { Act, CaseRecord, Party } from './case-state.ts';
import type { KeptEvent } from './case-store.ts';
import type { ActView, DeskCase, MessageView, RecordLine, SubmittedComplaint } from './contract.ts';
import { delaysOf } from './delay.ts';
import { worksCases } from './desk.ts';
import { readDossier } from './dossier.ts';
import { describeEvent, nameActor } from './event-words.ts';
import { numberField } from './schemas.ts';

export const getCase = query({
  name: 'complaints.get-case',
  summary:
    'Reads a case for staff: record, messages, clocks, files, the ledger facts of the payment, and which acts are possible.',
  rest: 'GET /cases/{number}',
  can: isStaff,
  input: input({ number: numberField }),
  run: async (ctx, { number }): Promise<DeskCase> => {
    const { row, record, party, dossier } = await readDossier(ctx, number, 'staff');
    const transaction = await factsOf(ctx, record);
    return {
      ...deskFacts(row, record),
      complaint: submitted(row, record, dossier.messages),
      messages: dossier.messages,
      files: dossier.files,
      clocks: dossier.clocks,
      record: dossier.record.map(inWords),
      transaction,
      replyDraft: dossier.replyDraft,
      delays: dossier.delays ?? delaysOf(record, dossier.record, ctx.now),
      similar: dossier.similar,
      acts: actsFor(ctx.actor, viewActs(record, party, ctx.now)),
    };
  },
});

const readersActs: ReadonlySet<Act> = new Set(['add-note', 'attach-evidence']);

/** Staff who do not work on cases read them, add notes and files. */
function actsFor(actor: Actor, acts: readonly ActView[]): readonly ActView[] {
  if (worksCases(actor)) return acts;
  return acts.map((view) => (readersActs.has(view.act) ? view : { ...view, refusal: refusals['not-yours'] }));
}

async function factsOf(ctx: QueryCtx, { transaction }: CaseRecord): Promise<DeskCase['transaction']> {
  return transaction === null ? null : ((await transactionFacts(ctx, transaction, ctx.actor)) ?? null);
}

function deskFacts(row: CaseRow, record: CaseRecord) {
  const {
    state,
    version,
    issue,
    secondary,
    channel,
    urgent,
    unansweredSince,
    openedAt,
    decidedAt,
    disagreeUntil,
    outcome,
    redress,
  } = record;
  return {
    caseId: row.id,
    number: row.number,
    version,
    state,
    issue,
    secondary,
    channel,
    urgent,
    unansweredSince,
    openedAt,
    decidedAt,
    disagreeUntil,
    outcome,
    redress,
    complainant: {
      name: row.name,
      email: row.email,
      phone: row.phone,
      locale: row.locale,
      verified: row.verified,
      person: row.person_id,
    },
    assignedTo: row.assigned_to === null ? null : { id: row.assigned_to, name: row.assignee_name ?? '' },
    nextDueAt: row.next_due_at,
    breached: row.breached,
    firstContactAt: row.first_contact_at,
  };
}

/** The complaint exactly as it was submitted. */
export function submitted(row: CaseRow, record: CaseRecord, messages: readonly MessageView[]): SubmittedComplaint {
  const { happened = null, impact = null, wanted = null, help = null, transaction = null } = row.answers;
  return {
    text: messages.find(({ seq }) => seq === 1)?.text ?? '',
    product: record.product,
    subIssue: record.subIssue,
    happened,
    impact,
    wanted,
    help,
    transaction,
    claimed: record.claimed,
  };
}

/** The acts of a party, those that cannot be done with the reason. */
export function viewActs(record: CaseRecord, party: Party, now: Date): ActView[] {
  return actsOf(record, party, now).map(({ act, refusal }) => ({
    act,
    refusal: refusal === null ? null : refusals[refusal],
  }));
}

function inWords({ seq, at, actor, actorName, event }: KeptEvent): RecordLine {
  return { seq, at, actor: nameActor(actor, actorName), sentence: describeEvent(event) };
}
