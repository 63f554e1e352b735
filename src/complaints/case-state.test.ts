import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { apply, begin, fold, violations } from './case-record.ts';
import { actNames, acts, actsOf, caseStates, decide, isOpen, judge } from './case-state.ts';
import type { Act, Attempt, CaseEvent, CaseRecord, CaseState, Party, RecordedEvent } from './case-state.ts';

const start = new Date('2026-11-22T10:00:00Z');
const day = 86_400_000;
const textHash = 'f'.repeat(64);

const opened: Extract<CaseEvent, { kind: 'opened' }> = {
  kind: 'opened',
  channel: 'web',
  issue: 'W03',
  subIssue: 'W03.bank_debited',
  secondary: [],
  product: 'top_up',
  issueBy: 'complainant',
  packs: ['eu-mica'],
  residence: null,
  person: 'person',
  verified: true,
  urgent: false,
  transaction: null,
  claimed: null,
  textHash,
};

const attempts: readonly Attempt[] = [
  { act: 'verify-complainant', person: 'person', transaction: null, letterHash: textHash },
  { act: 'add-message', channel: 'email', automatic: false, textHash },
  { act: 'add-message', channel: 'email', automatic: true, textHash },
  { act: 'attach-evidence', files: [{ id: 'file', sha256: textHash }], by: 'complainant' },
  { act: 'send-reply', delayedUntil: null, textHash },
  { act: 'ask-customer', delayedUntil: null, textHash },
  { act: 'add-note', textHash },
  { act: 'dismiss-message' },
  { act: 'assign-case', to: 'handler' },
  { act: 'assign-case', to: null },
  { act: 'recode-issue', to: { issue: 'W12', subIssue: null }, textHash },
  { act: 'unlock-account', textHash },
  {
    act: 'decide-case',
    outcome: { kind: 'upheld_full' },
    policy: 'eu-mica@1',
    disagreeUntil: new Date(start.getTime() + 60 * day),
    redress: { form: 'refund', asset: 'USD', amount: 100n, transfer: 'transfer' },
    reasonHash: textHash,
    textHash,
  },
  { act: 'disagree', textHash, letterHash: textHash },
  { act: 'withdraw-case', textHash },
  { act: 'reopen-case', textHash, letterHash: textHash },
  { act: 'miss-clock', clock: 'eu-mica/EU-5/1', due: start, textHash },
  { act: 'close-case' },
  { act: 'recompute-clocks' },
  {
    act: 'record-step',
    step: 'forwarded_by_regulator',
    at: start,
    until: null,
    packs: ['us-cfpb'],
    textHash,
  },
];

function open(change: Partial<typeof opened> = {}): CaseRecord {
  return begin({ seq: 1, at: start, event: { ...opened, ...change } });
}

/** A case after acts that must all be legal. */
function after(names: readonly Act[], now = start): CaseRecord {
  return names.reduce((record, name) => {
    const attempt = attempts.find(({ act }) => act === name);
    assert.ok(attempt);
    const events = decide(record, attempt, acts[name].by[0], now);
    assert.ok(typeof events !== 'string', `${name} was refused`);
    return events.reduce((next, event) => apply(next, { seq: next.version + 1, at: now, event }), record);
  }, open());
}

function applied(record: CaseRecord, events: readonly CaseEvent[]): CaseRecord {
  return events.reduce((next, event) => apply(next, { seq: next.version + 1, at: start, event }), record);
}

const reached: Readonly<Record<CaseState, readonly Act[]>> = {
  received: [],
  in_progress: ['assign-case'],
  waiting_for_customer: ['ask-customer'],
  decided: ['decide-case'],
  disagreed: ['decide-case', 'disagree'],
  closed: ['decide-case'],
  withdrawn: ['withdraw-case'],
};
const late = new Date(start.getTime() + 61 * day);

function reach(state: CaseState): CaseRecord {
  const record = state === 'closed' ? applied(after(['decide-case']), [{ kind: 'closed' }]) : after(reached[state]);
  assert.equal(record.state, state);
  return record;
}

/** What each act leads to from each state (same: no change; –: refused), as a person would draw it. */
const table: Readonly<
  Record<
    Exclude<
      Act,
      | 'verify-complainant'
      | 'attach-evidence'
      | 'add-note'
      | 'recode-issue'
      | 'miss-clock'
      | 'recompute-clocks'
      | 'record-step'
      | 'dismiss-message'
      | 'unlock-account'
    >,
    readonly string[]
  >
> = {
  //                received       in_progress    waiting        decided        disagreed      closed         withdrawn
  'add-message': ['same', 'same', 'in_progress', 'same', 'same', 'same', 'same'],
  'send-reply': ['in_progress', 'same', 'same', 'same', 'in_progress', 'same', 'same'],
  'ask-customer': ['waiting_for_customer', 'waiting_for_customer', 'same', '–', 'waiting_for_customer', '–', '–'],
  'assign-case': ['in_progress', 'same', 'same', 'same', 'in_progress', '–', '–'],
  'decide-case': ['decided', 'decided', 'decided', '–', 'decided', '–', '–'],
  'withdraw-case': ['withdrawn', 'withdrawn', 'withdrawn', '–', 'withdrawn', '–', '–'],
  disagree: ['–', '–', '–', 'disagreed', '–', 'disagreed', '–'],
  'reopen-case': ['–', '–', '–', 'in_progress', '–', 'in_progress', 'in_progress'],
  'close-case': ['–', '–', '–', '–', '–', '–', '–'],
};

for (const [name, results] of Object.entries(table)) {
  test(`the acts of a case: ${name} leads where the table says`, () => {
    const states = Object.keys(caseStates).filter((state): state is CaseState => Object.hasOwn(caseStates, state));
    states.forEach((state, index) => {
      const record = reach(state);
      const attempt = attempts.find(({ act }) => act === name);
      assert.ok(attempt);
      const events = decide(record, attempt, acts[attempt.act].by[0], start);
      const result = typeof events === 'string' ? '–' : applied(record, events).state;
      assert.equal(result === state ? 'same' : result, results[index], `${name} in ${state}`);
    });
  });
}

test('the acts of a case: only its own party does an act', () => {
  for (const act of actNames) {
    for (const party of ['complainant', 'staff', 'system'] as const) {
      const allowed: readonly Party[] = acts[act].by;
      if (!allowed.includes(party)) assert.equal(judge(open(), act, party, start), 'not-yours');
    }
  }
});

test('the acts of a case: a decision can be disagreed with until its last day, and then the case closes', () => {
  const decided = after(['decide-case']);
  assert.equal(judge(decided, 'disagree', 'complainant', start), 'yes');
  assert.equal(judge(decided, 'close-case', 'system', start), 'too-early');
  assert.equal(judge(decided, 'disagree', 'complainant', late), 'too-late');
  assert.equal(judge(decided, 'close-case', 'system', late), 'yes');
});

test('the acts of a case: an account is unlocked only for a person who is known', () => {
  assert.equal(judge(open({ person: null, verified: false }), 'unlock-account', 'staff', start), 'no-wallet');
  assert.equal(judge(open(), 'unlock-account', 'staff', start), 'yes');
});

test('the acts of a case: a message after the end puts the case back on the desk until it is answered or needs no answer', () => {
  const written = after(['decide-case', 'add-message']);
  assert.equal(written.state, 'decided');
  assert.ok(written.unansweredSince);
  assert.equal(after(['decide-case', 'add-message', 'send-reply']).unansweredSince, null);
  assert.equal(after(['decide-case', 'add-message', 'dismiss-message']).unansweredSince, null);
  assert.equal(judge(after(['decide-case']), 'dismiss-message', 'staff', start), 'nothing-unanswered');
});

test('the acts of a case: an automatic mail neither waits for an answer nor ends the waiting for the customer', () => {
  const waiting = after(['ask-customer']);
  const events = decide(
    waiting,
    { act: 'add-message', channel: 'email', automatic: true, textHash },
    'complainant',
    start,
  );
  assert.ok(typeof events !== 'string');
  const next = applied(waiting, events);
  assert.deepEqual([next.state, next.unansweredSince], ['waiting_for_customer', null]);
});

test('the acts of a case: pages are told of every act of their reader, with the reason where it cannot be done', () => {
  const shown = actsOf(after(['withdraw-case']), 'staff', start);
  assert.deepEqual(
    shown.map(({ act }) => act),
    actNames.filter((act) => [...acts[act].by].some((party) => party === 'staff')),
  );
  const decideNow = shown.find(({ act }) => act === 'decide-case');
  assert.equal(decideNow?.refusal, 'already-withdrawn');
});

const step = fc.record({
  attempt: fc.constantFrom(...attempts),
  party: fc.constantFrom<Party>('complainant', 'staff', 'system'),
  days: fc.integer({ min: 0, max: 40 }),
});
const history = fc.record({ verified: fc.boolean(), urgent: fc.boolean(), steps: fc.array(step, { maxLength: 40 }) });

test('whatever is done to a case, in whatever order: it never reaches an illegal state, and replaying its record gives the same case', () => {
  fc.assert(
    fc.property(history, ({ verified, urgent, steps }) => {
      const first: RecordedEvent = { seq: 1, at: start, event: { ...opened, verified, urgent } };
      const record: RecordedEvent[] = [first];
      let current = begin(first);
      let now = start;
      for (const { attempt, party, days } of steps) {
        now = new Date(now.getTime() + days * day);
        const verdict = judge(current, attempt.act, party, now);
        const events = decide(
          current,
          attempt.act === 'decide-case' ? { ...attempt, disagreeUntil: new Date(now.getTime() + 60 * day) } : attempt,
          party,
          now,
        );
        assert.equal(typeof events === 'string' ? events : 'yes', verdict);
        if (typeof events === 'string') continue;
        for (const event of events) {
          const recorded = { seq: current.version + 1, at: now, event };
          record.push(recorded);
          current = apply(current, recorded);
          if (event !== events.at(-1)) continue;
          assert.deepEqual(violations(current), []);
        }
      }
      assert.deepEqual(fold(record), current);
      assert.equal(isOpen(current.state), current.outcome === null);
    }),
    { numRuns: 3000 },
  );
});
