import type { Localized } from '../../platform/localized.ts';

/** What happens in a case that a rule of law can start, stop or extend a clock on. */
export type ClockEventType =
  | 'received'
  | 'forwarded_by_regulator'
  | 'oral_notice'
  | 'statement_sent'
  | 'accepted_by_authority'
  | 'admitted'
  | 'reopened'
  | 'acknowledged'
  | 'progress_reported'
  | 'holding_reply_sent'
  | 'provisional_credit_given'
  | 'answered'
  | 'redress_accepted'
  | 'redress_paid'
  | 'referred'
  | 'withdrawn';

/** High, medium or low: how sure the rule's limit is, after the evidence it was read from. */
export type Confidence = 'H' | 'M' | 'L';

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
  readonly bearer: 'provider' | 'customer';
  /** The rule applies only where every one of these facts has this value. */
  readonly when?: Facts;
  readonly startedBy: readonly ClockEventType[];
  /** `day_after`: the day of the event is not counted. `event_day`: it is the first day. */
  readonly countFrom: 'day_after' | 'event_day';
  readonly limit: Limit;
  /** What stops the clock; `withdrawn` ends every clock and need not be listed. */
  readonly stoppedBy: readonly ClockEventType[];
  /** This one of the stopping acts counts only if done after this much time: the beat before. */
  readonly stopsAfter?: { readonly act: ClockEventType; readonly limit: CountedLimit };
  /** The act that moves the date, if done in time: to the date it names, and at the latest to `limit` from the same start. */
  readonly extension?: {
    readonly by: ClockEventType;
    readonly limit?: CountedLimit;
    readonly mustContain: readonly Localized[];
  };
  readonly mustContain: readonly Localized[];
  readonly door?: Door;
  readonly confidence: Confidence;
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
  /** Whether the rules bind by law, or because the provider promises them. */
  readonly binding: 'law' | 'promise';
  readonly notice: Localized;
  /** Where the customer's residence (ISO 3166-1 alpha-2, fact `residence`) moves the days. */
  readonly byResidence?: Readonly<Record<string, Place>>;
  readonly rules: readonly Rule[];
}
