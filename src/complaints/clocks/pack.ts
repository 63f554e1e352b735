import type { Localized } from '../../platform/localized.ts';
import type { Product } from '../taxonomy.ts';

/** What happens in a case that a rule of law can start, stop or extend a clock on. */
export type ClockEventType =
  | 'received'
  | 'forwarded_by_regulator'
  | 'oral_notice'
  | 'statement_sent'
  | 'accepted_by_authority'
  | 'closed_by_authority'
  | 'admitted'
  | 'reopened'
  | 'acknowledged'
  | 'progress_reported'
  | 'holding_reply_sent'
  | 'provisional_credit_given'
  | 'testing_started'
  | 'testing_ended'
  /** The firm has made up its mind; `answered` is when the complainant is told. */
  | 'determined'
  | 'answered'
  | 'redress_accepted'
  | 'redress_paid'
  | 'referred'
  | 'withdrawn';

/** High, medium or low: how sure the rule's limit is, after the evidence it was read from. */
export type Confidence = 'H' | 'M' | 'L';

/** What was read: the legal text or an official page, a secondary source, nothing (general knowledge); `?`: unknown. */
export type Evidence = 's' | 's2' | 'g' | '?';

/** Whether the law binds, the authority's guidance says what it expects, or the provider promises. */
export type Binding = 'law' | 'guidance' | 'promise';

/** Whose time runs. `nobody`: a way that closes, and breaks no rule when it does. */
export const bearers = ['provider', 'customer', 'authority', 'nobody'] as const;
export type Bearer = (typeof bearers)[number];

/** A complaint may be about payments or electronic money, about something else, or about both: then each part has its clocks. */
export type Part = 'payment' | 'other';

export type CountedUnit = 'calendar_day' | 'business_day' | 'week' | 'month';

export interface CountedLimit {
  readonly unit: CountedUnit;
  readonly count: number;
}

/** A number of units, or "promptly" with the ceiling that the provider publishes for it. */
export type Limit = CountedLimit | { readonly unit: 'prompt'; readonly ceiling: CountedLimit };
export type LimitUnit = Limit['unit'];

/** What is known of a case that a rule may depend on, such as `{ residence: 'DE', paymentService: true }`. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/** A way on for the customer, open once a clock is missed. */
export interface Door {
  readonly id: string;
  readonly label: Localized;
  readonly clause: string;
}

/** What a rule of law or a promise says of time: what starts the clock, how long it runs, what stops it. */
export interface Rule {
  /** As in the table of law, for example `EU-5`; unique in its pack. */
  readonly id: string;
  readonly clause: string;
  readonly title: Localized;
  /** Who must act in time. */
  readonly bearer: Bearer;
  /** Where it differs from the pack's. */
  readonly binding?: Binding;
  /** The rule applies only where every one of these facts has this value. */
  readonly when?: Facts;
  /** The part of a complaint that it is about; see `partsOf`. */
  readonly part?: Part;
  /** The first and the last local day on which an event may start it. */
  readonly inForce?: { readonly from?: string; readonly until?: string };
  readonly startedBy: readonly ClockEventType[];
  /** `day_after`: the day of the event is not counted. `event_day`: it is the first day. */
  readonly countFrom: 'day_after' | 'event_day';
  readonly limit: Limit;
  /** What stops the clock; `withdrawn` ends every clock and need not be listed. */
  readonly stoppedBy: readonly ClockEventType[];
  /** This one of the stopping acts counts only if done after this much time: the beat before. */
  readonly stopsAfter?: { readonly act: ClockEventType; readonly limit: CountedLimit };
  /**
   * The act that moves the date, if done in time: to the date it names, and at the latest to the limit from the same
   * start: the first time to the first of them, and so on. Without limits the date that it names is the only one.
   */
  readonly extension?: Extension;
  /** The days from one event to the other are not counted, both included. Only what a clause allows. */
  readonly pause?: { readonly from: ClockEventType; readonly to: ClockEventType; readonly why: Localized };
  readonly mustContain: readonly Localized[];
  readonly door?: Door;
  readonly confidence: Confidence;
  readonly evidence: Evidence;
  /** What is not sure about it, in a sentence. */
  readonly caveat?: Localized;
  /** A date worked out by hand: the local day of the event that starts it, and the last day. */
  readonly example: { readonly start: string; readonly due: string };
}

export interface Extension {
  readonly by: ClockEventType;
  readonly limits: readonly CountedLimit[];
  readonly mustContain: readonly Localized[];
  /** The way on that the act opens at once, and must name. */
  readonly door?: Door;
}

/** What the law asks for without a date in the single case, or with one that is not verified. */
export interface Duty {
  readonly id: string;
  readonly clause: string;
  readonly text: Localized;
  readonly confidence: Confidence;
  readonly evidence: Evidence;
}

export interface Place {
  /** IANA time zone in which days begin and end. */
  readonly zone: string;
  /** Id of the calendar that names business days. */
  readonly calendar: string;
}

/** One jurisdiction's deadlines as data. */
export interface Pack extends Place {
  readonly id: string;
  /** The day the pack was last held against its sources. */
  readonly version: string;
  readonly title: Localized;
  readonly binding: Binding;
  readonly notice: Localized;
  /** Whose complaints it governs, of a provider that holds the licence; without it, only where it is the default. */
  readonly scope?: Scope;
  /** Where the customer's residence (ISO 3166-1 alpha-2, fact `residence`) moves the days. */
  readonly byResidence?: Readonly<Record<string, Place>>;
  readonly rules: readonly Rule[];
  readonly duties?: readonly Duty[];
}

export interface Scope {
  /** Where the customers live (ISO 3166-1 alpha-2). */
  readonly residences: readonly string[];
  /** What the complaint is about; absent: whatever it is. */
  readonly products?: readonly Product[];
  /** It governs only what an authority, or the platform of one, has sent. */
  readonly forwarded?: true;
}
