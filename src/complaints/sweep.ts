import { sql } from 'kysely';
import type { Vault } from '../evidence/evidence.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db.ts';
import { systemCaller } from '../platform/door.ts';
import type { Door } from '../platform/door.ts';
import { newId } from '../platform/id.ts';
import { log } from '../platform/log.ts';
import type { Task } from '../platform/worker.ts';
import { rulesOf } from './case-clocks.ts';
import { clockId } from './clock-view.ts';
import { packs } from './clocks/packs.ts';
import { eraseExpiredDrafts } from './drafts.ts';
import type { closeCase } from './close-case.ts';
import type { missClock } from './miss-clock.ts';
import type { recomputeClocks } from './recompute-clocks.ts';

type SweepDoor = Door<typeof missClock | typeof closeCase | typeof recomputeClocks>;

export interface SweepOptions extends Vault {
  readonly door: SweepDoor;
  readonly clock: Clock;
}

const batchMax = 200;

/** The work that nobody asks for: every minute what is due, every night what has expired. */
export function complaintsTasks(options: SweepOptions): Task[] {
  return [
    { name: 'complaints.sweep', schedule: '* * * * *', run: async () => sweep(options) },
    {
      name: 'complaints.recompute-clocks',
      schedule: '7 2 * * *',
      run: async () => recomputeOutdated(options),
    },
    {
      name: 'complaints.erase-drafts',
      schedule: '17 3 * * *',
      run: async () => eraseExpiredDrafts(options, options.clock.now()),
    },
  ];
}

/**
 * Misses every clock that ran out and closes every case whose time to disagree is over, in batches; each is a command
 * of its own that looks again under the case's lock, so several sweeps, or one that crashed and ran again, do each
 * thing once.
 */
async function sweep({ db, door, clock }: SweepOptions): Promise<void> {
  const now = clock.now();
  await inBatches(
    async (after) => dueClocks(db, now, after),
    async ({ caseId, clock: id }) =>
      door.call('complaints.miss-clock', { case: caseId, clock: id }, systemCaller('sweep', newId(0))),
  );
  await inBatches(
    async (after) => casesToClose(db, now, after),
    async ({ caseId }) => door.call('complaints.close-case', { case: caseId }, systemCaller('sweep', newId(0))),
  );
}

/** Computes again what older rules or calendars gave; each case is a command of its own, and nobody is told of a date that stays. */
async function recomputeOutdated({ db, door, clock }: SweepOptions): Promise<void> {
  await inBatches(
    async (after) => outdatedCases(db, clock.now(), after),
    async ({ caseId }) => door.call('complaints.recompute-clocks', { case: caseId }, systemCaller('sweep', newId(0))),
  );
}

interface Due {
  readonly caseId: string;
  readonly clock: string;
  readonly at: Date;
}

/** Works through what `read` gives in order of time; one that fails is logged, met again in a minute, and does not hold up the rest. */
async function inBatches(
  read: (after: Due | undefined) => Promise<Due[]>,
  work: (due: Due) => Promise<unknown>,
): Promise<void> {
  let last: Due | undefined;
  for (;;) {
    const batch = await read(last);
    for (const due of batch) {
      await work(due).catch((error: unknown) =>
        log.error(
          { case: due.caseId, clock: due.clock, error: error instanceof Error ? error.stack : String(error) },
          'something due could not be done',
        ),
      );
    }
    last = batch.at(-1);
    if (batch.length < batchMax) return;
  }
}

async function dueClocks(db: Database, now: Date, after: Due | undefined): Promise<Due[]> {
  const { rows } = await sql<{ case_id: string; pack: string; rule: string; round: number; due_at: Date }>`
    select case_id, pack, rule, round, due_at from complaints.clocks
    where stopped_at is null and missed_at is null and due_at < ${now} and bearer = 'provider'
      and (due_at, case_id, pack, rule) > (${after?.at ?? new Date(0)}, ${after?.caseId ?? '00000000-0000-0000-0000-000000000000'}::uuid, ${after?.clock.split('/')[0] ?? ''}, ${after?.clock.split('/')[1] ?? ''})
    order by due_at, case_id, pack, rule limit ${batchMax}`.execute(db);
  return rows.map((row) => ({ caseId: row.case_id, clock: clockId(row.pack, row.rule, row.round), at: row.due_at }));
}

async function casesToClose(db: Database, now: Date, after: Due | undefined): Promise<Due[]> {
  const { rows } = await sql<{ id: string; disagree_until: Date }>`
    select id, disagree_until from complaints.cases
    where state = 'decided' and disagree_until <= ${now}
      and (disagree_until, id) > (${after?.at ?? new Date(0)}, ${after?.caseId ?? '00000000-0000-0000-0000-000000000000'}::uuid)
    order by disagree_until, id limit ${batchMax}`.execute(db);
  return rows.map((row) => ({ caseId: row.id, clock: '', at: row.disagree_until }));
}

async function outdatedCases(db: Database, now: Date, after: Due | undefined): Promise<Due[]> {
  const current = [...packs.keys()];
  const { rows } = await sql<{ case_id: string }>`
    select distinct case_id from complaints.clocks
    where stopped_at is null and pack = any(${current}) and case_id > ${after?.caseId ?? '00000000-0000-0000-0000-000000000000'}::uuid
      and not coalesce(pack || '/' || (facts->>'rules') = any(${current.map((id) => `${id}/${rulesOf(id)}`)}), false)
    order by case_id limit ${batchMax}`.execute(db);
  return rows.map((row) => ({ caseId: row.case_id, clock: '', at: now }));
}
