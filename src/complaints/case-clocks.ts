import type { RecordedEvent, CaseEvent, CaseEventKind, CaseRecord } from './case-state.ts';
import { calendarsVersion } from './clocks/calendar.ts';
import { computeClocks } from './clocks/engine.ts';
import type { CaseClock, ClockEvent } from './clocks/engine.ts';
import type { Facts, Pack, Rule } from './clocks/pack.ts';
import { packs } from './clocks/packs.ts';
import { isOpen } from './case-state.ts';
import type { IssueId, Product } from './taxonomy.ts';

/** Which events of a record the clocks of the law hear, and as what; a delay announced in a reply is heard as well. */
const heardAs = {
  opened: ['received'],
  acknowledged: ['acknowledged', 'admitted'],
  'reply-sent': ['progress_reported'],
  decided: ['determined', 'answered'],
  'redress-paid': ['redress_paid'],
  disagreed: ['reopened'],
  reopened: ['reopened'],
  withdrawn: ['withdrawn'],
  // What these do to the clocks is said in them, or follows from the coding.
  'outside-step': [],
  'clocks-recomputed': [],
  recoded: [],
} as const satisfies Partial<Record<CaseEventKind, readonly ClockEvent['type'][]>>;

export const clockEventKinds: readonly string[] = Object.keys(heardAs);

/** Whether an event can start, stop or move a clock. */
export function movesClocks(event: CaseEvent): boolean {
  return Object.hasOwn(heardAs, event.kind);
}

/** Every clock of a case under its packs, from its record alone. */
export function clocksOf(record: ClockedCase, events: readonly RecordedEvent[]): CaseClock[] {
  return clocksBy(record, events, () => true);
}

/** Those alone that a notice of delay may move: few of a pack's rules, for whoever looks at a case asks for them. */
export function extendableClocksOf(record: ClockedCase, events: readonly RecordedEvent[]): CaseClock[] {
  return clocksBy(record, events, ({ extension }) => extension !== undefined);
}

function clocksBy(record: ClockedCase, events: readonly RecordedEvent[], wanted: (rule: Rule) => boolean): CaseClock[] {
  const heard = events.flatMap(hear);
  return record.packs.flatMap((id) => {
    const pack = packOf(id);
    return computeClocks({ ...pack, rules: pack.rules.filter(wanted) }, heard, factsOf(record));
  });
}

/** The rules and the days that a pack's clocks are computed with: a clock of others is computed again. */
export function rulesOf(pack: string): string {
  return `${packOf(pack).version}/${calendarsVersion}`;
}

/** The pack of an id from the settings. */
export function packOf(id: string): Pack {
  const pack = packs.get(id);
  if (pack === undefined)
    throw new Error(`There is no jurisdiction pack ${id}; there are ${[...packs.keys()].join(', ')}`);
  return pack;
}

function hear({ event, at }: RecordedEvent): ClockEvent[] {
  const types: readonly ClockEvent['type'][] = isHeard(event.kind) ? heardAs[event.kind] : [];
  const heard: ClockEvent[] = types.map((type) => ({ type, at }));
  if (event.kind === 'outside-step') {
    const { step, until } = event;
    return [{ type: step, at: new Date(event.at), ...(until === null ? {} : { until }) }];
  }
  return event.kind === 'reply-sent' && event.delayedUntil !== null
    ? [...heard, { type: 'holding_reply_sent', at, until: event.delayedUntil }]
    : heard;
}

function isHeard(kind: CaseEventKind): kind is keyof typeof heardAs {
  return Object.hasOwn(heardAs, kind);
}

/** Custody, identity and the app are no payment services. */
const elsewhere: ReadonlySet<Product> = new Set(['crypto_custody', 'account_identity', 'app_support']);

/** Issues that are about how we serve, not about a payment or its money. */
const service: ReadonlySet<IssueId> = new Set(['W01', 'W09', 'W10', 'W11', 'W12', 'W14', 'W15', 'W16']);

/** What a case says of itself that rules depend on; of what is not known it says nothing. */
function factsOf({ product, issue, secondary, residence }: ClockedCase): Facts {
  return {
    ...(residence === null ? {} : { residence }),
    ...(product === null ? {} : { paymentService: !elsewhere.has(product) }),
    otherService: [issue, ...secondary].some((one) => service.has(one)),
  };
}

/** As much of a case as its clocks hang on. */
type ClockedCase = Pick<CaseRecord, 'packs' | 'product' | 'issue' | 'secondary' | 'residence'>;

/** What a case's place in the queue hangs on. */
interface QueueClock {
  readonly dueAt: Date;
  readonly stopped: boolean;
  readonly missed: boolean;
  readonly bearer: CaseClock['bearer'];
}

export interface QueuePlace {
  readonly nextDueAt: Date | null;
  readonly breached: boolean;
  readonly queueAt: Date;
  readonly onDesk: boolean;
}

/**
 * A case's place on the desk: nearest due date first. A missed clock stays due until what it measures is done, so it
 * leads. An urgent case that nobody has taken up, and an answer owed outside any clock, are due at once.
 */
export function queuePlace(record: CaseRecord, clocks: readonly QueueClock[]): QueuePlace {
  const owed = clocks.filter((clock) => clock.bearer === 'provider' && !clock.stopped);
  const dueTimes = owed.map((clock) => clock.dueAt.getTime());
  const nextDueAt = isOpen(record.state) && dueTimes.length > 0 ? new Date(Math.min(...dueTimes)) : null;
  const atOnce = record.urgent && record.state === 'received' ? record.openedAt : null;
  const onDesk = isOpen(record.state) || record.unansweredSince !== null;
  return {
    nextDueAt,
    breached: isOpen(record.state) && owed.some((clock) => clock.missed),
    queueAt: atOnce ?? nextDueAt ?? record.unansweredSince ?? record.openedAt,
    onDesk,
  };
}
