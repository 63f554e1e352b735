import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { suite, test } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { clockStatus, computeClocks, placeOf } from './engine.ts';
import type { CaseClock, ClockEvent } from './engine.ts';
import type { ClockEventType, Facts, Pack } from './pack.ts';
import { packs } from './packs.ts';

interface Row {
  /** Local time of the pack. */
  readonly when: string;
  readonly what: string;
  readonly clocks: string;
}

interface Scenario {
  readonly title: string;
  readonly facts: Facts;
  readonly rows: readonly Row[];
}

const happenings: Readonly<Record<string, ClockEventType>> = {
  'complaint received': 'received',
  'forwarded by an authority': 'forwarded_by_regulator',
  'told by word of mouth': 'oral_notice',
  'statement sent': 'statement_sent',
  'receipt confirmed': 'acknowledged',
  'progress reported': 'progress_reported',
  'notice of delay': 'holding_reply_sent',
  'provisional credit given': 'provisional_credit_given',
  'testing began': 'testing_started',
  'testing ended': 'testing_ended',
  decided: 'determined',
  answered: 'answered',
  withdrawn: 'withdrawn',
  reopened: 'reopened',
  'referred to an outside body': 'referred',
  'accepted by the authority': 'accepted_by_authority',
  'closed by the authority': 'closed_by_authority',
};

const facts: Readonly<Record<string, Facts>> = {
  payment: { paymentService: true },
  'something else': { paymentService: false },
  'a payment and something else': { paymentService: true, otherService: true },
  'a new account': { newAccount: true },
  'a debit at a till': { pointOfSale: true },
  'a transfer begun abroad': { foreignInitiated: true },
};

/** What a file of scenarios has at least one of. */
const kinds = ['Happy', 'Late', 'Extended', 'Mixed', 'Withdrawn', 'Referred', 'Reopened', 'Boundary'];

for (const pack of packs.values()) {
  const text = readFileSync(new URL(`packs/${pack.id}.scenarios.md`, import.meta.url), 'utf8');
  const scenarios = text.split('\n## ').slice(1).map(readScenario);
  suite(pack.id, () => {
    test('has a scenario of each kind', () => {
      for (const kind of kinds)
        assert.ok(
          scenarios.some(({ title }) => title.includes(kind)),
          kind,
        );
    });
    for (const scenario of scenarios) test(scenario.title, () => play(pack, scenario));
  });
}

function readScenario(section: string): Scenario {
  const [title = '', ...lines] = section.split('\n');
  const named = lines.find((line) => line.startsWith('About: '))?.slice('About: '.length, -1) ?? '';
  const rows = lines
    .filter((line) => line.startsWith('|'))
    .slice(2)
    .map((line): Row => {
      const [, when = '', what = '', clocks = ''] = line.split('|').map((cell) => cell.trim());
      return { when, what, clocks };
    });
  assert.ok(rows.length > 0, `${title} has rows`);
  return { title, facts: Object.assign({}, ...named.split('; ').filter(Boolean).map(factOf)), rows };
}

function factOf(name: string): Facts {
  const residence = /^a customer in ([A-Z]{2})$/.exec(name)?.[1];
  const fact = residence === undefined ? facts[name] : { residence };
  assert.ok(fact, `${name} is something to know`);
  return fact;
}

function play(pack: Pack, { facts: known, rows }: Scenario): void {
  const { zone } = placeOf(pack, known);
  const events: ClockEvent[] = [];
  for (const { when, what, clocks: expected } of rows) {
    const at = new Date(Temporal.PlainDateTime.from(when).toZonedDateTime(zone).epochMilliseconds);
    if (what !== 'nothing') events.push({ at, ...eventOf(what) });
    const clocks = computeClocks(pack, events, known);
    const all = clocks.map((clock) => stateOf(clock, at));
    if (expected === 'none') assert.deepEqual(all, [], `${when} ${what}`);
    const [, whole, listed = ''] = /^(all: |none)?(.*)$/.exec(expected) ?? [];
    const stated = listed.split('; ').filter(Boolean);
    if (whole !== undefined) assert.deepEqual(all, stated, `${when} ${what}`);
    for (const state of stated) assert.ok(all.includes(state), `${when} ${what}: ${state}, of\n${all.join('\n')}`);
  }
}

function eventOf(what: string): Pick<ClockEvent, 'type' | 'until'> {
  const [, name = '', until] = /^(.*?)(?: until (\S+))?$/.exec(what) ?? [];
  const type = happenings[name];
  assert.ok(type, `${what} is something that happens`);
  return until === undefined ? { type } : { type, until };
}

/** `UK-4 payment, round 2, by 2026-04-27: running` */
function stateOf(clock: CaseClock, at: Date): string {
  const { rule, part, round, dueDate } = clock;
  return `${rule}${part === null ? '' : ` ${part}`}${round === 1 ? '' : ` round ${round}`} by ${dueDate}: ${clockStatus(clock, at)}`;
}
