import { assert, unreachable } from '../platform/assert.ts';
import { isOpen } from './case-state.ts';
import type { CaseEvent, CaseRecord, CaseState, RecordedEvent } from './case-state.ts';

/** The case that its first event makes. */
export function begin({ seq, at, event }: RecordedEvent): CaseRecord {
  assert(event.kind === 'opened' && seq === 1, 'a record begins with the opening');
  const {
    channel,
    issue,
    subIssue,
    secondary,
    product,
    packs,
    residence,
    person,
    verified,
    urgent,
    transaction,
    claimed,
  } = event;
  return {
    state: 'received',
    version: 1,
    channel,
    issue,
    subIssue,
    secondary,
    product,
    packs,
    residence,
    person,
    verified,
    urgent,
    transaction,
    claimed,
    assignedTo: null,
    outcome: null,
    redress: [],
    decisions: 0,
    missed: 0,
    unansweredSince: at,
    openedAt: at,
    decidedAt: null,
    disagreeUntil: null,
    closedAt: null,
  };
}

/** The case after one more event. Pure: replaying a record always gives the same case. */
export function apply(record: CaseRecord, { seq, at, event }: RecordedEvent): CaseRecord {
  assert(seq === record.version + 1, 'events follow each other without a gap');
  return { ...record, ...changeOf(record, event, at), version: seq };
}

/** The fold of a whole record. */
export function fold(events: readonly RecordedEvent[]): CaseRecord {
  const [first, ...rest] = events;
  assert(first !== undefined, 'a case has a record');
  return rest.reduce(apply, begin(first));
}

function changeOf(record: CaseRecord, event: CaseEvent, at: Date): Partial<CaseRecord> {
  switch (event.kind) {
    case 'opened':
      throw new Error('broken invariant: a case is opened once');
    case 'acknowledged':
    case 'note-added':
    case 'evidence-attached':
    case 'account-unlocked':
      return {};
    case 'verified':
      return { verified: true, person: event.person, transaction: event.transaction };
    case 'message-received':
      return event.automatic
        ? {}
        : {
            state: record.state === 'waiting_for_customer' ? 'in_progress' : record.state,
            unansweredSince: record.unansweredSince ?? at,
          };
    case 'reply-sent':
      return { state: event.asks ? 'waiting_for_customer' : taken(record.state), unansweredSince: null };
    case 'message-dismissed':
      return { unansweredSince: null };
    case 'assigned':
      return { assignedTo: event.to, state: event.to === null ? record.state : taken(record.state) };
    case 'recoded':
      return event.to;
    case 'decided':
      return {
        state: 'decided',
        outcome: event.outcome,
        decisions: record.decisions + 1,
        decidedAt: at,
        disagreeUntil: new Date(event.disagreeUntil),
        unansweredSince: null,
      };
    case 'redress-paid':
      return { redress: [...record.redress, event.redress] };
    case 'disagreed':
      return { ...unended, state: 'disagreed', unansweredSince: at };
    case 'withdrawn':
      return { state: 'withdrawn', outcome: { kind: 'withdrawn' }, unansweredSince: null, closedAt: at };
    case 'reopened':
      return { ...unended, state: 'in_progress' };
    case 'clock-missed':
      return { missed: record.missed + 1 };
    case 'clocks-recomputed':
      return {};
    case 'outside-step':
      return { packs: [...record.packs, ...event.packs] };
    case 'closed':
      return { state: 'closed', closedAt: at };
    default:
      return unreachable(event);
  }
}

const unended = { outcome: null, decidedAt: null, disagreeUntil: null, closedAt: null } as const;

/** Somebody here has taken the case up. */
function taken(state: CaseState): CaseState {
  return state === 'received' || state === 'disagreed' ? 'in_progress' : state;
}

/** What must hold of every case, whatever happened to it; the sentences that do not. */
export function violations(record: CaseRecord): string[] {
  const { state, outcome, decidedAt, disagreeUntil, closedAt, assignedTo, unansweredSince, decisions, redress } =
    record;
  const decided = state === 'decided' || state === 'closed';
  const rules: readonly (readonly [boolean, string])[] = [
    [isOpen(state) === (outcome === null), 'a case has an outcome when it has ended, and only then'],
    [
      decided === (decidedAt !== null) && decided === (disagreeUntil !== null),
      'a decision has its time and a last day to disagree',
    ],
    [
      (state === 'closed' || state === 'withdrawn') === (closedAt !== null),
      'a case that is over has its time, and no other',
    ],
    [(state === 'withdrawn') === (outcome?.kind === 'withdrawn'), 'a withdrawn case says so'],
    [(!decided && state !== 'disagreed') || decisions > 0, 'only a decision can be disagreed with or closed'],
    [state !== 'received' || assignedTo === null, 'a case that somebody has is being looked at'],
    [redress.length <= decisions && redress.every(({ amount }) => amount > 0n), 'redress is paid by a decision'],
    [state !== 'disagreed' || unansweredSince !== null, 'who disagrees waits for an answer'],
  ];
  return rules.flatMap(([holds, sentence]) => (holds ? [] : [sentence]));
}
