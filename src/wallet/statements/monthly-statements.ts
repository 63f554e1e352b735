import { sql } from 'kysely';
import { personById } from '../../identity/identity.ts';
import { systemCaller } from '../../platform/door.ts';
import { newId, shardOf } from '../../platform/id.ts';
import type { Task } from '../../platform/worker.ts';
import { walletAccountId } from '../account.ts';
import { readHistory } from './account-history.ts';
import { makeDocument } from './make-document.ts';
import type { DocumentTools } from './make-document.ts';
import { lastMonth } from './period.ts';
import type { Period } from './period.ts';

const makeTask = 'wallet.make-monthly-statements';

/** Later than what people wait for: a lower priority is a higher number. */
const jobPriority = 10;

/** Orders, once, a job for everybody who has ever moved money, as soon as a month is over in the installation's zone. */
export function orderMonthlyStatements({ db, config, clock }: DocumentTools): Task {
  return {
    name: 'wallet.order-monthly-statements',
    schedule: '7 * * * *',
    run: async () => {
      const month = lastMonth(config.zone, clock.now());
      for (let shard = 0; shard < config.shards; shard += 1) await orderMonth(db, shard, month, clock.now());
    },
  };
}

async function orderMonth(db: DocumentTools['db'], shard: number, month: Period, now: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const ordered = await sql`
      insert into wallet.statement_months (shard, month, ordered_at) values (${shard}, ${month.from}, ${now})
      on conflict do nothing returning shard`.execute(tx);
    if (ordered.rows.length === 0) return;
    await sql`
      select graphile_worker.add_job(${makeTask}::text, json_build_object('person', w.person_id, 'month', ${month.from}::text),
        priority => ${jobPriority}, job_key => ${makeTask} || ' ' || w.person_id || ' ' || ${month.from}::text)
      from wallet.wallets w where w.shard = ${shard} and w.opened_at < ${month.endsAt} and exists (
        select from ledger.public_accounts a
        where a.shard = ${shard} and a.owner = w.person_id::text and a.kind = 'wallet' and a.last_seq > 0)`.execute(tx);
  });
}

/** Makes a person's statements of the last month, one for each asset that moved or is held, and tells him. */
export function makeMonthlyStatements(tools: DocumentTools): Task {
  return {
    name: makeTask,
    run: async (payload) => {
      if (typeof payload !== 'object' || payload === null || !('person' in payload)) return;
      await makeMonth(tools, String(payload.person));
    },
  };
}

export async function makeMonth(tools: DocumentTools, personId: string): Promise<void> {
  const { db, config, clock, door } = tools;
  const month = lastMonth(config.zone, clock.now());
  const person = await personById(db, personId);
  if (person === undefined) return;
  let made = 0;
  for (const { code } of config.assets) {
    const account = walletAccountId(personId, code);
    const history = await readHistory(db, { account, ...month, now: clock.now() });
    if (history.count === 0 && history.closing === 0n) continue;
    const id = await findOrAdd(db, { personId, asset: code, month, locale: person.locale, now: clock.now() });
    await makeDocument(tools, id, () => Promise.reject(new Error('a monthly statement is no export')));
    made += 1;
  }
  if (made > 0)
    await door.call(
      'wallet.tell-statements',
      { person: personId, month: month.from },
      systemCaller('documents', newId(0)),
    );
}

interface NewMonthly {
  readonly personId: string;
  readonly asset: string;
  readonly month: Period;
  readonly locale: string;
  readonly now: Date;
}

/** The one statement of a month: a job that runs again finds what it made before. */
async function findOrAdd(
  db: DocumentTools['db'],
  { personId, asset, month, locale, now }: NewMonthly,
): Promise<string> {
  const shard = shardOf(personId);
  const { rows } = await sql<{ id: string }>`
    insert into wallet.documents (shard, id, person_id, kind, asset, from_day, to_day, format, locale, state, asked_at)
    values (${shard}, ${newId(shard)}, ${personId}, 'monthly', ${asset}, ${month.from}, ${month.to}, 'pdf', ${locale}, 'waiting', ${now})
    on conflict (shard, person_id, asset, from_day) where kind = 'monthly' do update set kind = 'monthly' returning id`.execute(
    db,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('broken invariant: a monthly statement is there or was added');
  return row.id;
}
