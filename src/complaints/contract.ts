import type { Locale, Localized } from '../platform/localized.ts';
import type { Act, CaseState, Channel, Money, Party, Redress, Refusal } from './case-state.ts';
import type { ClockStatus } from './clocks/engine.ts';
import type { Bearer, Binding, Confidence, Duty, Evidence, Rule } from './clocks/pack.ts';
import type { RuleWords } from './clocks/rule-words.ts';
import type { TransactionFacts } from '../wallet/wallet.ts';
import type { Outcome } from './outcome.ts';
import type { IssueId, Product, SubIssueId } from './taxonomy.ts';

export type { Act, CaseState, Channel, Money, Party, Redress, Refusal };

/** What a complainant tells us; only the text is needed. */
export interface Complaint {
  readonly text: string;
  readonly issue?: IssueId;
  readonly subIssue?: SubIssueId;
  readonly secondary?: readonly IssueId[];
  readonly product?: Product;
  /** In his words: when it happened, how it affected him, what would put it right, what help he needs. */
  readonly happened?: string;
  readonly impact?: string;
  readonly wanted?: string;
  readonly help?: string;
  readonly claimed?: Money;
  /** The payment it is about: a transaction's id, or whatever he can say of it. */
  readonly transaction?: string;
  /** The draft on the server that this was written in; its files come along, and it ends. */
  readonly draft?: string;
  /** Money is moving now that should stop. */
  readonly urgent?: boolean;
  readonly contact?: Contact;
  /** The language to reply in; else the caller's. */
  readonly locale?: Locale;
}

export interface Contact {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  /** Where he lives: ISO 3166-1 alpha-2, such as `DE`. */
  readonly residence?: string;
}

/** How a message reached us, for a complaint or a message that a channel brings. */
export interface Arrival {
  readonly channel: Channel;
  /** The channel's raw original. */
  readonly contactId: string;
  readonly receivedAt: Date;
  /** A mail's own Message-ID and References, for threading, and its subject. */
  readonly messageId?: string;
  readonly references?: readonly string[];
  readonly subject?: string;
  readonly html?: string;
}

/** What the complainant gets at once. */
export interface OpenedCase {
  readonly caseId: string;
  readonly number: string;
  /** The tracker's address with the secret of this case. */
  readonly link: string;
  /** Whether a code was sent that confirms the address. */
  readonly codeSent: boolean;
  readonly openedAt: Date;
  readonly clocks: readonly ClockView[];
}

/** A deadline that a notice of delay may move, sent before it has passed. */
export interface DelayView {
  readonly rule: string;
  readonly title: Localized;
  readonly clause: string;
  readonly dueDate: string;
  /** The last day it can be moved to; null: the law names none. */
  readonly latest: string | null;
  readonly mustContain: readonly Localized[];
  /** The way on that the notice must name. */
  readonly door: Localized | null;
}

/** One deadline of a case, with how its date came about. */
export interface ClockView {
  /** Names one run of a rule in a case: `eu-mica/EU-5/1`. */
  readonly id: string;
  /** The rule, as in the table of law: `EU-5`. */
  readonly rule: string;
  /** The pack that it is of, whose page explains it. */
  readonly pack: string;
  readonly title: Localized;
  readonly clause: string;
  /** Whether the law binds, the authority's guidance, or our own promise. */
  readonly binding: Binding;
  /** Whose time it is. */
  readonly bearer: Bearer;
  readonly startedAt: Date;
  readonly dueAt: Date;
  /** The last day in the pack's zone, `2026-11-22`. */
  readonly dueDate: string;
  readonly status: ClockStatus;
  readonly stoppedAt: Date | null;
  /** Start, limit, due date, and the days that were skipped, in sentences. */
  readonly explanation: Localized;
  /** High, medium or low: how sure the rule's limit is. */
  readonly confidence: Confidence;
  /** What was read for it. */
  readonly evidence: Evidence;
  /** What is not sure about it. */
  readonly caveat: Localized | null;
  readonly packVersion: string;
  /** Another pack asks for the same earlier: that date binds, and this one is kept. */
  readonly behind: boolean;
  /** The way on that is open once this clock is missed. */
  readonly door: Localized | null;
  /** What the act that stops it must say. */
  readonly mustContain: readonly Localized[];
}

export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly shown: boolean;
  readonly addedAt: Date;
  /** The message that it came with. */
  readonly seq: number;
}

export interface MessageView {
  /** Its place in the record. */
  readonly seq: number;
  readonly at: Date;
  /** `note` is internal: complainants never see one. */
  readonly direction: 'in' | 'out' | 'note';
  readonly channel: Channel;
  readonly author: string | null;
  readonly text: string;
  /** What it is: the complaint, a message, a reply, a letter, the reason of an act. */
  readonly kind: MessageKind;
}

export type MessageKind =
  | 'complaint'
  | 'message'
  | 'automatic'
  | 'reply'
  | 'question'
  | 'note'
  | 'acknowledgement'
  | 'decision'
  | 'notice'
  | 'reason'
  | 'disagreement'
  | 'withdrawal';

/** One event of the record in words. */
export interface RecordLine {
  readonly seq: number;
  readonly at: Date;
  readonly actor: Localized;
  readonly sentence: Localized;
}

export interface ActView {
  readonly act: Act;
  /** Null: it may be done; else why not. */
  readonly refusal: Localized | null;
}

/** Another case of the same complainant. */
export interface SimilarCase {
  readonly number: string;
  readonly state: CaseState;
  readonly issue: IssueId;
  readonly summary: string;
  readonly openedAt: Date;
}

/** One of one's own cases. */
export interface MyCase extends SimilarCase {
  /** When our next answer is due; null where none is. */
  readonly nextDueAt: Date | null;
}

/** The case as staff see it. */
export interface DeskCase {
  readonly caseId: string;
  readonly number: string;
  /** Pass it back with a change: a newer case refuses it and says what changed. */
  readonly version: number;
  readonly state: CaseState;
  readonly issue: IssueId;
  readonly secondary: readonly IssueId[];
  readonly channel: Channel;
  readonly urgent: boolean;
  readonly complaint: SubmittedComplaint;
  readonly complainant: ComplainantView;
  readonly assignedTo: { readonly id: string; readonly name: string } | null;
  readonly nextDueAt: Date | null;
  readonly breached: boolean;
  readonly unansweredSince: Date | null;
  readonly openedAt: Date;
  readonly firstContactAt: Date | null;
  readonly decidedAt: Date | null;
  readonly disagreeUntil: Date | null;
  readonly outcome: Outcome | null;
  readonly redress: readonly Redress[];
  readonly messages: readonly MessageView[];
  readonly files: readonly FileView[];
  readonly clocks: readonly ClockView[];
  readonly record: readonly RecordLine[];
  /** The transaction complained about, as books and bank have it; null where none is known to be his. */
  readonly transaction: TransactionFacts | null;
  readonly replyDraft: string | null;
  /** Which dates a notice of delay may move now. */
  readonly delays: readonly DelayView[];
  readonly similar: readonly SimilarCase[];
  readonly acts: readonly ActView[];
}

export interface ComplainantView {
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: Locale;
  /** Whether the address is confirmed. */
  readonly verified: boolean;
  /** The customer that he is known to be. */
  readonly person: string | null;
}

/** One row of the desk's queue. */
export interface QueueRow {
  readonly number: string;
  readonly version: number;
  readonly state: CaseState;
  readonly issue: IssueId;
  readonly channel: Channel;
  readonly summary: string;
  readonly complainant: string | null;
  readonly verified: boolean;
  readonly urgent: boolean;
  readonly assignedTo: { readonly id: string; readonly name: string } | null;
  readonly nextDueAt: Date | null;
  readonly breached: boolean;
  readonly unansweredSince: Date | null;
  readonly outcome: Outcome['kind'] | null;
  readonly openedAt: Date;
}

/** A page of the desk's queue. */
export interface Queue {
  readonly rows: readonly QueueRow[];
  /** Pass as `after` for the next page; null at the end. */
  readonly next: string | null;
  readonly counts: QueueCounts;
}

/** How many cases are on the desk, whatever the filters. */
export interface QueueCounts {
  readonly all: number;
  readonly mine: number;
  readonly unassigned: number;
  readonly breached: number;
  readonly unanswered: number;
  readonly byState: Readonly<Partial<Record<CaseState, number>>>;
  readonly byIssue: Readonly<Partial<Record<IssueId, number>>>;
}

/** The case as its complainant sees it. */
export interface TrackedCase {
  readonly caseId: string;
  readonly number: string;
  readonly state: CaseState;
  readonly stateText: Localized;
  readonly email: string | null;
  readonly verified: boolean;
  readonly handler: string | null;
  readonly issue: IssueId;
  readonly openedAt: Date;
  readonly complaint: SubmittedComplaint;
  readonly clocks: readonly ClockView[];
  readonly messages: readonly MessageView[];
  readonly files: readonly FileView[];
  readonly outcome: Outcome | null;
  readonly disagreeUntil: Date | null;
  readonly redress: readonly Redress[];
  readonly doors: readonly { readonly label: Localized; readonly since: Date }[];
  readonly acts: readonly ActView[];
  /** Where mail for the case is sent; null until the complainant's own address is confirmed. */
  readonly mailAddress: string | null;
}

/** What was submitted, as staff see it. */
export interface SubmittedComplaint {
  readonly text: string;
  readonly product: Product | null;
  readonly subIssue: SubIssueId | null;
  readonly happened: string | null;
  readonly impact: string | null;
  readonly wanted: string | null;
  readonly help: string | null;
  readonly claimed: Money | null;
  readonly transaction: string | null;
}

/** What the mail channel needs to judge a mail that came to a case's address. */
export interface CaseThread {
  readonly caseId: string;
  readonly number: string;
  /** Addresses that may speak in this case, in lower case. */
  readonly senders: readonly string[];
  readonly locale: Locale;
  readonly state: CaseState;
}

/** A pack of deadlines, as the list of them shows it. */
export interface PackSummary {
  readonly id: string;
  /** The day it was last held against its sources. */
  readonly version: string;
  readonly title: Localized;
  readonly notice: Localized;
  readonly binding: Binding;
  /** Whether it governs complaints here: by a licence, or where no licence's does. */
  readonly inUse: 'licence' | 'default' | null;
}

/** A pack in plain words. */
export interface PackView extends PackSummary {
  readonly zone: string;
  /** Where its business days come from. */
  readonly calendar: { readonly label: Localized; readonly source: string };
  readonly rules: readonly RuleView[];
  readonly duties: readonly Duty[];
}

export interface RuleView extends Pick<
  Rule,
  'id' | 'clause' | 'title' | 'bearer' | 'mustContain' | 'confidence' | 'evidence'
> {
  /** Names it in its pack. */
  readonly key: string;
  readonly binding: Binding;
  readonly words: RuleWords;
  /** What a notice of delay must say. */
  readonly delayContains: readonly Localized[];
  readonly door: Localized | null;
  readonly caveat: Localized | null;
}
