import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { guest, holderOf, openTestCases } from '../../test/cases.ts';
import type { TestCases } from '../../test/cases.ts';
import { callerOf } from '../../test/wallets.ts';
import type { PersonActor } from '../../test/wallets.ts';
import type { Caller } from '../platform/door.ts';
import { Problem } from '../platform/problem.ts';
import { auditWallet } from '../wallet/wallet.ts';
import { auditCases } from './complaints.ts';

/** One of the cases of a history, as a step meets it. */
interface Met extends TestCases {
  readonly number: string;
  readonly version: number;
  readonly person: PersonActor;
  readonly ours: Caller;
  readonly theirs: Caller;
  readonly byLink: Caller;
  readonly days: number;
}

const steps = {
  message: async ({ door, number, theirs }) =>
    door.call('complaints.add-message', { number, text: 'And more' }, theirs),
  messageByLink: async ({ door, number, byLink }) =>
    door.call('complaints.add-message', { number, text: '还有一件事' }, byLink),
  reply: async ({ door, number, version, ours }) =>
    door.call('complaints.send-reply', { number, version, text: 'We are looking' }, ours),
  ask: async ({ door, number, version, ours }) =>
    door.call('complaints.send-reply', { number, version, text: 'Which bank?', asks: true }, ours),
  note: async ({ door, number, ours }) => door.call('complaints.add-note', { number, text: 'Hm' }, ours),
  take: async ({ door, number, ours }) => door.call('complaints.assign-case', { number, to: 'me' }, ours),
  giveBack: async ({ door, number, ours }) => door.call('complaints.assign-case', { number, to: null }, ours),
  recode: async ({ door, number, version, ours, days }) =>
    door.call(
      'complaints.recode-issue',
      { number, version, issue: days > 20 ? 'W03' : 'W12', reason: 'So it is' },
      ours,
    ),
  unlock: async ({ door, number, version, ours }) =>
    door.call('complaints.unlock-account', { number, version, reason: 'Checked' }, ours),
  freeze: async ({ wallets, person, ours, days }) =>
    wallets.call(
      'wallet.freeze-wallet',
      { person: person.id, scope: days > 20 ? 'all' : 'debits', reason: 'unusual-activity' },
      ours,
    ),
  decide: async ({ door, number, version, ours }) =>
    door.call(
      'complaints.decide-case',
      { number, version, outcome: { kind: 'explained_no_fault' }, letter: 'No', reason: 'Because' },
      ours,
    ),
  decideWithRedress: async ({ door, number, version, ours, days }) => {
    const redress = { form: 'credit', asset: 'USD', amount: String(days) } as const;
    return door.call(
      'complaints.decide-case',
      { number, version, outcome: { kind: 'upheld_full' }, redress, letter: 'Yes', reason: 'Because' },
      ours,
    );
  },
  withdraw: async ({ door, number, theirs }) => door.call('complaints.withdraw-case', { number }, theirs),
  disagree: async ({ door, number, theirs }) =>
    door.call('complaints.disagree', { number, text: 'I do not agree' }, theirs),
  reopen: async ({ door, number, version, ours }) =>
    door.call('complaints.reopen-case', { number, version, reason: 'New facts' }, ours),
  dismiss: async ({ door, number, ours }) => door.call('complaints.dismiss-message', { number }, ours),
  daysPass: async ({ clock, days }) => {
    clock.at = new Date(clock.at.getTime() + days * 86_400_000);
  },
  sweep: async ({ sweep }) => sweep(),
} as const satisfies Record<string, (met: Met) => Promise<unknown>>;

const step = fc.record({
  run: fc.constantFrom(...Object.values(steps)),
  index: fc.nat({ max: 2 }),
  days: fc.integer({ min: 1, max: 45 }),
});

for (const shards of ['1', '4']) {
  test(`random histories of cases on ${shards} shards leave every row, clock, text and payment where the record puts it, and what is refused is refused in a sentence`, async () => {
    const cases = await openTestCases({ SHARDS: shards, JURISDICTION: 'iso-default' });
    const { door, newCustomer } = cases;
    const ours = callerOf(cases.newStaff('handler'));
    let done = 0;
    const history = fc.array(step, { minLength: 1, maxLength: 25 });
    const tried = fc.asyncProperty(history, fc.boolean(), async (chosen, together) => {
      const people = await Promise.all([newCustomer(), newCustomer(), newCustomer()]);
      const opened = await Promise.all(
        people.map(async (person) => door.call('complaints.open-case', { text: 'Help' }, callerOf(person))),
      );
      await door.call('complaints.open-case', { text: 'Nobody', contact: { email: people[0].email } }, callerOf(guest));
      const take = async ({ run, index, days }: (typeof chosen)[number]): Promise<void> => {
        const [person, its] = [people[index], opened[index]];
        assert.ok(person && its);
        const { version } = await door.call('complaints.get-case', { number: its.number }, ours);
        const met: Met = {
          ...cases,
          number: its.number,
          version,
          person,
          ours,
          theirs: callerOf(person),
          byLink: callerOf(holderOf(its)),
          days,
        };
        await run(met).then(
          () => (done += 1),
          (error: unknown) => assert.ok(error instanceof Problem, error instanceof Error ? error.stack : String(error)),
        );
      };
      if (together) await Promise.all(chosen.map(take));
      else for (const one of chosen) await take(one);
    });
    await fc.assert(tried, { numRuns: 40 });
    assert.ok(done > 100, 'most steps were legal');
    assert.deepEqual([...(await auditCases(cases.db)), ...(await auditWallet(cases.db))], []);
    await cases.close();
  });
}

test('the audit finds a row that was changed behind the record, a lost text and a lost event', async () => {
  const cases = await openTestCases();
  const { db, door } = cases;
  const open = async () => door.call('complaints.open-case', { text: 'Help' }, callerOf(await cases.newCustomer()));
  const [row, text, event, place] = [await open(), await open(), await open(), await open()];
  await db.updateTable('complaints.cases').set({ state: 'in_progress' }).where('id', '=', row.caseId).execute();
  await db
    .updateTable('complaints.messages')
    .set({ text: 'Never mind' })
    .where('case_id', '=', text.caseId)
    .where('seq', '=', 1)
    .execute();
  await db
    .updateTable('complaints.cases')
    .set({ queue_at: new Date('2030-01-01T00:00:00Z') })
    .where('id', '=', place.caseId)
    .execute();
  await assert.rejects(
    async () => db.deleteFrom('complaints.case_events').where('case_id', '=', event.caseId).execute(),
    /append-only/,
  );
  const found = await auditCases(db);
  assert.deepEqual(
    found
      .map(({ invariant, facts }) => `${invariant}: ${String(facts['case'])}`)
      .toSorted((a, b) => a.localeCompare(b)),
    [
      `a case stands in the queue where its clocks put it: ${place.number}`,
      `a case’s row is the fold of its record: ${row.number}`,
      `every text is what its event names: ${text.caseId}`,
    ],
  );
  await cases.close();
});
