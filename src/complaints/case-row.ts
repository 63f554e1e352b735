import type { Locale } from '../platform/localized.ts';
import type { CaseRecord, CaseState, Channel, Redress } from './case-state.ts';
import type { Outcome } from './outcome.ts';
import type { IssueId, Product, SubIssueId } from './taxonomy.ts';

/** The answers of the form beside the complaint's text. */
export interface Answers {
  readonly happened?: string;
  readonly impact?: string;
  readonly wanted?: string;
  readonly help?: string;
  /** What was said of the payment, where it names none that the complainant may see. */
  readonly transaction?: string;
}

type StoredRedress = Omit<Redress, 'amount'> & { readonly amount: string };

/** The read row as PostgreSQL gives it. */
export interface CaseRow {
  readonly shard: number;
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly state: CaseState;
  readonly channel: Channel;
  readonly issue: IssueId;
  readonly sub_issue: SubIssueId | null;
  readonly secondary: IssueId[];
  readonly product: Product | null;
  readonly packs: string[];
  readonly residence: string | null;
  readonly person_id: string | null;
  readonly verified: boolean;
  readonly urgent: boolean;
  readonly transaction_id: string | null;
  readonly claimed_asset: string | null;
  readonly claimed_amount: bigint | null;
  readonly assigned_to: string | null;
  readonly outcome: Outcome | null;
  readonly redress: StoredRedress[];
  readonly decisions: number;
  readonly missed: number;
  readonly unanswered_since: Date | null;
  readonly opened_at: Date;
  readonly decided_at: Date | null;
  readonly disagree_until: Date | null;
  readonly closed_at: Date | null;
  readonly summary: string;
  readonly answers: Answers;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: Locale;
  readonly mail_subject: string | null;
  readonly mail_references: string[];
  readonly assignee_name: string | null;
  readonly first_contact_at: Date | null;
  readonly next_due_at: Date | null;
  readonly breached: boolean;
}

/** The columns of a read row, for statements that a connection plans once. */
export const caseColumns = [
  'shard',
  'id',
  'number',
  'version',
  'state',
  'channel',
  'issue',
  'sub_issue',
  'secondary',
  'product',
  'packs',
  'residence',
  'person_id',
  'verified',
  'urgent',
  'transaction_id',
  'claimed_asset',
  'claimed_amount',
  'assigned_to',
  'outcome',
  'redress',
  'decisions',
  'missed',
  'unanswered_since',
  'opened_at',
  'decided_at',
  'disagree_until',
  'closed_at',
  'summary',
  'answers',
  'name',
  'email',
  'phone',
  'locale',
  'mail_subject',
  'mail_references',
  'assignee_name',
  'first_contact_at',
  'next_due_at',
  'breached',
] as const satisfies readonly (keyof CaseRow)[];

/** The record's fold, read off its row. */
export function recordOf(row: CaseRow): CaseRecord {
  return {
    state: row.state,
    version: row.version,
    channel: row.channel,
    issue: row.issue,
    subIssue: row.sub_issue,
    secondary: row.secondary,
    product: row.product,
    packs: row.packs,
    residence: row.residence,
    person: row.person_id,
    verified: row.verified,
    urgent: row.urgent,
    transaction: row.transaction_id,
    claimed:
      row.claimed_asset === null || row.claimed_amount === null
        ? null
        : { asset: row.claimed_asset, amount: row.claimed_amount },
    assignedTo: row.assigned_to,
    outcome: row.outcome,
    redress: row.redress.map((paid) => ({ ...paid, amount: BigInt(paid.amount) })),
    decisions: row.decisions,
    missed: row.missed,
    unansweredSince: row.unanswered_since,
    openedAt: row.opened_at,
    decidedAt: row.decided_at,
    disagreeUntil: row.disagree_until,
    closedAt: row.closed_at,
  };
}

/** The row's columns that hold the fold. */
export function columnsOf(record: CaseRecord) {
  return {
    version: record.version,
    state: record.state,
    channel: record.channel,
    issue: record.issue,
    sub_issue: record.subIssue,
    secondary: [...record.secondary],
    product: record.product,
    packs: [...record.packs],
    residence: record.residence,
    person_id: record.person,
    verified: record.verified,
    urgent: record.urgent,
    transaction_id: record.transaction,
    claimed_asset: record.claimed?.asset ?? null,
    claimed_amount: record.claimed?.amount ?? null,
    assigned_to: record.assignedTo,
    outcome: record.outcome,
    redress: record.redress,
    decisions: record.decisions,
    missed: record.missed,
    unanswered_since: record.unansweredSince,
    opened_at: record.openedAt,
    decided_at: record.decidedAt,
    disagree_until: record.disagreeUntil,
    closed_at: record.closedAt,
  };
}
