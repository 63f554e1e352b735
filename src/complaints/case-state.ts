import { unreachable } from '../platform/assert.ts';
import type { Localized } from '../platform/localized.ts';
import type { ClockEventType } from './clocks/pack.ts';
import type { CompensationForm, Outcome } from './outcome.ts';
import type { IssueId, Product, SubIssueId } from './taxonomy.ts';

/** Where a case stands, in the words that its complainant reads. */
export const caseStates = {
  received: { en: 'Received', 'zh-CN': '已收到' },
  in_progress: { en: 'Being looked at', 'zh-CN': '处理中' },
  waiting_for_customer: { en: 'We need something from you', 'zh-CN': '等待您补充' },
  decided: { en: 'Decided', 'zh-CN': '已有决定' },
  disagreed: { en: 'You disagree: a second look', 'zh-CN': '您有异议，正在复核' },
  closed: { en: 'Closed', 'zh-CN': '已结案' },
  withdrawn: { en: 'Withdrawn by you', 'zh-CN': '您已撤回' },
} as const satisfies Readonly<Record<string, Localized>>;
export type CaseState = keyof typeof caseStates;

export const channels = ['web', 'email', 'phone', 'sms', 'bluesky', 'fediverse', 'post'] as const;
export type Channel = (typeof channels)[number];

export interface Money {
  readonly asset: string;
  readonly amount: bigint;
}

/** Money put right: what was paid, in which form, and the ledger transfer that paid it. */
export interface Redress extends Money {
  readonly form: CompensationForm;
  readonly transfer: string;
}

/**
 * One event of a case's record. Texts are not in it, only their SHA-256: they live beside the record (message of the
 * same number) and can be erased without breaking the record's seal.
 */
export type CaseEvent =
  | {
      readonly kind: 'opened';
      readonly channel: Channel;
      readonly issue: IssueId;
      readonly subIssue: SubIssueId | null;
      readonly secondary: readonly IssueId[];
      readonly product: Product | null;
      /** Who named the issue: the complainant, or the program from the text. */
      readonly issueBy: 'complainant' | 'proposal';
      readonly packs: readonly string[];
      /** Where the complainant lives, if it was said (ISO 3166-1 alpha-2). */
      readonly residence: string | null;
      readonly person: string | null;
      readonly verified: boolean;
      readonly urgent: boolean;
      readonly transaction: string | null;
      readonly claimed: Money | null;
      readonly textHash: string;
    }
  | { readonly kind: 'acknowledged'; readonly textHash: string }
  | { readonly kind: 'verified'; readonly person: string | null; readonly transaction: string | null }
  | {
      readonly kind: 'message-received';
      readonly channel: Channel;
      readonly automatic: boolean;
      readonly textHash: string;
    }
  | {
      readonly kind: 'reply-sent';
      readonly asks: boolean;
      readonly delayedUntil: string | null;
      readonly textHash: string;
    }
  | { readonly kind: 'note-added'; readonly textHash: string }
  /** What the complainant wrote last needs no answer, says a handler. */
  | { readonly kind: 'message-dismissed' }
  | { readonly kind: 'evidence-attached'; readonly file: string; readonly sha256: string; readonly by: Party }
  | { readonly kind: 'assigned'; readonly to: string | null }
  | { readonly kind: 'recoded'; readonly from: Coding; readonly to: Coding; readonly textHash: string }
  | { readonly kind: 'account-unlocked'; readonly textHash: string }
  | {
      readonly kind: 'decided';
      readonly outcome: Outcome;
      readonly policy: string;
      readonly disagreeUntil: string;
      readonly textHash: string;
    }
  | { readonly kind: 'redress-paid'; readonly redress: Redress }
  | { readonly kind: 'disagreed'; readonly textHash: string }
  | { readonly kind: 'withdrawn'; readonly textHash: string }
  | { readonly kind: 'reopened'; readonly textHash: string }
  | { readonly kind: 'clock-missed'; readonly clock: string; readonly due: string; readonly textHash: string }
  /** Dates that came out otherwise when they were computed again, for another reason than what happened in the case. */
  | {
      readonly kind: 'clocks-recomputed';
      readonly because: 'rules' | 'coding';
      readonly changes: readonly ClockChange[];
      readonly textHash: string;
    }
  /** What happened outside, as far as the law's clocks hear it. */
  | {
      readonly kind: 'outside-step';
      readonly step: OutsideStep;
      readonly at: string;
      readonly until: string | null;
      /** The packs that govern the case from now on as well. */
      readonly packs: readonly string[];
      readonly textHash: string;
    }
  | { readonly kind: 'closed' };

export type CaseEventKind = CaseEvent['kind'];

/** A clock's last day before and after; null where there was none, or is none any more. */
export interface ClockChange {
  readonly clock: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What authorities, banks and customers do elsewhere that the law counts from or to. */
export const outsideSteps = [
  'forwarded_by_regulator',
  'oral_notice',
  'statement_sent',
  'referred',
  'accepted_by_authority',
  'closed_by_authority',
  'testing_started',
  'testing_ended',
  'provisional_credit_given',
] as const satisfies readonly ClockEventType[];
export type OutsideStep = (typeof outsideSteps)[number];

/** What a case is filed under. */
export interface Coding {
  readonly issue: IssueId;
  readonly subIssue: SubIssueId | null;
}

/** An event in its place in the record. */
export interface RecordedEvent {
  readonly seq: number;
  readonly at: Date;
  readonly event: CaseEvent;
}

/** What the fold of a record knows; the read row of the case holds the same. */
export interface CaseRecord extends Coding {
  readonly state: CaseState;
  /** The number of events. */
  readonly version: number;
  readonly channel: Channel;
  readonly secondary: readonly IssueId[];
  readonly product: Product | null;
  readonly packs: readonly string[];
  readonly residence: string | null;
  readonly person: string | null;
  readonly verified: boolean;
  readonly urgent: boolean;
  readonly transaction: string | null;
  readonly claimed: Money | null;
  readonly assignedTo: string | null;
  /** Of the decision or withdrawal that ended it; null while the case is open. */
  readonly outcome: Outcome | null;
  readonly redress: readonly Redress[];
  /** How many decisions were sent: after the first, somebody disagreed or it was reopened. */
  readonly decisions: number;
  /** How often a clock was missed. */
  readonly missed: number;
  /** Since when the complainant waits for an answer to what he wrote. */
  readonly unansweredSince: Date | null;
  readonly openedAt: Date;
  readonly decidedAt: Date | null;
  readonly disagreeUntil: Date | null;
  readonly closedAt: Date | null;
}

/** Who acts on a case: its complainant (signed in, or holding its secret link), staff, or the program. */
export type Party = 'complainant' | 'staff' | 'system';

/** Why an act is not possible now. */
export const refusals = {
  'not-yours': { en: 'This is done by somebody else.', 'zh-CN': '此操作由其他人进行。' },
  'already-decided': {
    en: 'A decision was sent. It can be disagreed with, or the case can be reopened.',
    'zh-CN': '决定已发出。可提出异议，或重新开启案件。',
  },
  'not-decided': { en: 'There is no decision yet.', 'zh-CN': '尚未作出决定。' },
  'not-open': { en: 'The case is no longer open. Reopen it first.', 'zh-CN': '案件已不在处理中，请先重新开启。' },
  'still-open': { en: 'The case is open.', 'zh-CN': '案件仍在处理中。' },
  'already-withdrawn': { en: 'The complaint was withdrawn.', 'zh-CN': '投诉已撤回。' },
  'already-verified': { en: 'The address is confirmed already.', 'zh-CN': '邮箱已确认。' },
  'no-wallet': {
    en: 'The complainant has no wallet that is known and confirmed.',
    'zh-CN': '投诉人没有已确认的钱包账户。',
  },
  'too-late': {
    en: 'The time to disagree is over. Write a message, and we will look at it.',
    'zh-CN': '提出异议的期限已过。您仍可留言，我们会查看。',
  },
  'nothing-unanswered': { en: 'Nothing waits for an answer.', 'zh-CN': '没有等待答复的留言。' },
  'too-early': { en: 'The complainant can still disagree.', 'zh-CN': '投诉人仍可提出异议。' },
} as const satisfies Readonly<Record<string, Localized>>;
export type Refusal = keyof typeof refusals;

type Verdict = 'yes' | Refusal;

interface ActRule {
  readonly by: readonly Party[];
  readonly in: Readonly<Record<CaseState, Verdict>>;
}

const anywhere = {
  received: 'yes',
  in_progress: 'yes',
  waiting_for_customer: 'yes',
  decided: 'yes',
  disagreed: 'yes',
  closed: 'yes',
  withdrawn: 'yes',
} as const;
const whileOpen = {
  ...anywhere,
  decided: 'already-decided',
  closed: 'not-open',
  withdrawn: 'already-withdrawn',
} as const;
const onceEnded = {
  ...anywhere,
  received: 'still-open',
  in_progress: 'still-open',
  waiting_for_customer: 'still-open',
  disagreed: 'still-open',
} as const;
const afterDecision = {
  received: 'not-decided',
  in_progress: 'not-decided',
  waiting_for_customer: 'not-decided',
  disagreed: 'still-open',
  decided: 'yes',
  closed: 'yes',
  withdrawn: 'already-withdrawn',
} as const;

/** Which acts exist, whose they are, and in which states they are legal: the one table that commands and pages ask. */
export const acts = {
  'verify-complainant': { by: ['complainant', 'system'], in: anywhere },
  'add-message': { by: ['complainant'], in: anywhere },
  'attach-evidence': { by: ['complainant', 'staff'], in: anywhere },
  'withdraw-case': { by: ['complainant'], in: whileOpen },
  disagree: { by: ['complainant'], in: afterDecision },
  'send-reply': { by: ['staff'], in: anywhere },
  'ask-customer': { by: ['staff'], in: whileOpen },
  'add-note': { by: ['staff'], in: anywhere },
  'dismiss-message': { by: ['staff'], in: onceEnded },
  'assign-case': { by: ['staff'], in: { ...anywhere, closed: 'not-open', withdrawn: 'already-withdrawn' } },
  'recode-issue': { by: ['staff'], in: anywhere },
  'unlock-account': { by: ['staff'], in: { ...anywhere, closed: 'not-open', withdrawn: 'already-withdrawn' } },
  'decide-case': { by: ['staff'], in: whileOpen },
  'reopen-case': { by: ['staff'], in: onceEnded },
  'miss-clock': { by: ['system'], in: anywhere },
  'recompute-clocks': { by: ['system'], in: anywhere },
  'record-step': { by: ['staff'], in: anywhere },
  'close-case': { by: ['system'], in: { ...afterDecision, closed: 'not-open' } },
} as const satisfies Readonly<Record<string, ActRule>>;
export type Act = keyof typeof acts;

/** Whether a party may do an act now; if not, why. */
export function judge(record: CaseRecord, act: Act, party: Party, now: Date): Verdict {
  const rule: ActRule = acts[act];
  if (!rule.by.includes(party)) return 'not-yours';
  const verdict = rule.in[record.state];
  if (verdict !== 'yes') return verdict;
  const inTime = record.disagreeUntil !== null && now < record.disagreeUntil;
  if (act === 'verify-complainant' && record.verified) return 'already-verified';
  if (act === 'dismiss-message' && record.unansweredSince === null) return 'nothing-unanswered';
  if (act === 'unlock-account' && (record.person === null || !record.verified)) return 'no-wallet';
  if (act === 'disagree' && !inTime) return 'too-late';
  if (act === 'close-case' && inTime) return 'too-early';
  return 'yes';
}

/** Every act of a party with its verdict, for buttons that say why they cannot be pressed. */
export function actsOf(
  record: CaseRecord,
  party: Party,
  now: Date,
): { readonly act: Act; readonly refusal: Refusal | null }[] {
  return actNames.flatMap((act) => {
    const verdict = judge(record, act, party, now);
    return verdict === 'not-yours' ? [] : [{ act, refusal: verdict === 'yes' ? null : verdict }];
  });
}

export const actNames: readonly Act[] = Object.keys(acts).filter((name): name is Act => Object.hasOwn(acts, name));

/** An act with what it carries; hashes are those of the text that goes with it. */
export type Attempt =
  | {
      readonly act: 'verify-complainant';
      readonly person: string | null;
      readonly transaction: string | null;
      readonly letterHash: string | null;
    }
  | { readonly act: 'add-message'; readonly channel: Channel; readonly automatic: boolean; readonly textHash: string }
  | {
      readonly act: 'attach-evidence';
      readonly files: readonly { readonly id: string; readonly sha256: string }[];
      readonly by: Party;
    }
  | { readonly act: 'send-reply' | 'ask-customer'; readonly delayedUntil: string | null; readonly textHash: string }
  | { readonly act: 'add-note' | 'unlock-account' | 'withdraw-case'; readonly textHash: string }
  | { readonly act: 'disagree' | 'reopen-case'; readonly textHash: string; readonly letterHash: string }
  | { readonly act: 'dismiss-message' | 'close-case' | 'recompute-clocks' }
  | {
      readonly act: 'record-step';
      readonly step: OutsideStep;
      readonly at: Date;
      readonly until: string | null;
      readonly packs: readonly string[];
      readonly textHash: string;
    }
  | { readonly act: 'assign-case'; readonly to: string | null }
  | { readonly act: 'recode-issue'; readonly to: Coding; readonly textHash: string }
  | {
      readonly act: 'decide-case';
      readonly outcome: Outcome;
      readonly policy: string;
      readonly redress: Redress | null;
      readonly disagreeUntil: Date;
      readonly reasonHash: string;
      readonly textHash: string;
    }
  | { readonly act: 'miss-clock'; readonly clock: string; readonly due: Date; readonly textHash: string };

/** What an act of a party would add to the record: its events, or why it is refused. Pure. */
export function decide(record: CaseRecord, attempt: Attempt, party: Party, now: Date): readonly CaseEvent[] | Refusal {
  const verdict = judge(record, attempt.act, party, now);
  return verdict === 'yes' ? eventsOf(record, attempt) : verdict;
}

function eventsOf(record: CaseRecord, attempt: Attempt): readonly CaseEvent[] {
  switch (attempt.act) {
    case 'verify-complainant':
      return confirmed(record, attempt);
    case 'add-message':
      return [
        {
          kind: 'message-received',
          channel: attempt.channel,
          automatic: attempt.automatic,
          textHash: attempt.textHash,
        },
      ];
    case 'attach-evidence':
      return attempt.files.map(({ id, sha256 }) => ({ kind: 'evidence-attached', file: id, sha256, by: attempt.by }));
    case 'send-reply':
    case 'ask-customer':
      return [
        {
          kind: 'reply-sent',
          asks: attempt.act === 'ask-customer',
          delayedUntil: attempt.delayedUntil,
          textHash: attempt.textHash,
        },
      ];
    case 'add-note':
      return [{ kind: 'note-added', textHash: attempt.textHash }];
    case 'dismiss-message':
      return [{ kind: 'message-dismissed' }];
    case 'assign-case':
      return attempt.to === record.assignedTo ? [] : [{ kind: 'assigned', to: attempt.to }];
    case 'recode-issue':
      return [
        {
          kind: 'recoded',
          from: { issue: record.issue, subIssue: record.subIssue },
          to: attempt.to,
          textHash: attempt.textHash,
        },
      ];
    case 'unlock-account':
      return [{ kind: 'account-unlocked', textHash: attempt.textHash }];
    case 'decide-case':
      return decided(attempt);
    case 'disagree':
      return [
        { kind: 'disagreed', textHash: attempt.textHash },
        { kind: 'acknowledged', textHash: attempt.letterHash },
      ];
    case 'withdraw-case':
      return [{ kind: 'withdrawn', textHash: attempt.textHash }];
    case 'reopen-case':
      return [
        { kind: 'reopened', textHash: attempt.textHash },
        { kind: 'acknowledged', textHash: attempt.letterHash },
      ];
    case 'miss-clock':
      return [
        { kind: 'clock-missed', clock: attempt.clock, due: attempt.due.toISOString(), textHash: attempt.textHash },
      ];
    case 'close-case':
      return [{ kind: 'closed' }];
    case 'recompute-clocks':
      return [];
    case 'record-step':
      return [outsideStep(attempt)];
    default:
      return unreachable(attempt);
  }
}

type AttemptOf<Name extends Act> = Extract<Attempt, { act: Name }>;

function confirmed(
  record: CaseRecord,
  { person, transaction, letterHash }: AttemptOf<'verify-complainant'>,
): readonly CaseEvent[] {
  const verified: CaseEvent = {
    kind: 'verified',
    person: person ?? record.person,
    transaction: transaction ?? record.transaction,
  };
  return letterHash === null ? [verified] : [verified, { kind: 'acknowledged', textHash: letterHash }];
}

function outsideStep({ step, at, until, packs, textHash }: AttemptOf<'record-step'>): CaseEvent {
  return { kind: 'outside-step', step, at: at.toISOString(), until, packs, textHash };
}

function decided({
  outcome,
  policy,
  disagreeUntil,
  reasonHash,
  textHash,
  redress,
}: AttemptOf<'decide-case'>): readonly CaseEvent[] {
  const events: readonly CaseEvent[] = [
    { kind: 'note-added', textHash: reasonHash },
    { kind: 'decided', outcome, policy, disagreeUntil: disagreeUntil.toISOString(), textHash },
  ];
  return redress === null ? events : [...events, { kind: 'redress-paid', redress }];
}

const openStates: readonly CaseState[] = ['received', 'in_progress', 'waiting_for_customer', 'disagreed'];

/** Whether somebody here still has to do something: the case is open. */
export function isOpen(state: CaseState): boolean {
  return openStates.includes(state);
}
