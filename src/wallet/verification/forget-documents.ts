import { eraseEvidence } from '../../evidence/evidence.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import type { Task } from '../../platform/worker.ts';

/** Days for which documents are kept that led to nothing: never sent, or refused. */
const keptDays = 90;

const batchMax = 500;

export interface ForgetOptions {
  readonly db: Database;
  readonly config: Config;
  readonly clock: Clock;
}

/** Erases, each night, the papers of verifications that led to nothing. */
export function forgetDocuments(options: ForgetOptions): Task {
  return { name: 'wallet.forget-documents', schedule: '41 3 * * *', run: async () => forgetOld(options) };
}

async function forgetOld({ db, config, clock }: ForgetOptions): Promise<void> {
  const before = new Date(clock.now().getTime() - keptDays * 86_400_000);
  const old = await db
    .selectFrom('wallet.verifications')
    .select(['id', 'state'])
    .where((where) =>
      where.or([
        where.and([where('state', '=', 'draft'), where('opened_at', '<', before)]),
        where.and([where('state', '=', 'refused'), where('decided_at', '<', before)]),
      ]),
    )
    .where('erased_at', 'is', null)
    .limit(batchMax)
    .execute();
  for (const { id, state } of old) {
    const shard = shardOf(id);
    // The vault first, so that a crash leaves nothing behind that nobody looks for.
    await eraseEvidence({ db, config }, id);
    await db
      .deleteFrom('wallet.verification_files')
      .where('shard', '=', shard)
      .where('verification_id', '=', id)
      .execute();
    // What was refused stays as a fact; what was never sent is none.
    await (state === 'draft'
      ? db.deleteFrom('wallet.verifications').where('shard', '=', shard).where('id', '=', id).execute()
      : db
          .updateTable('wallet.verifications')
          .set({ details: JSON.stringify({}), erased_at: clock.now() })
          .where('shard', '=', shard)
          .where('id', '=', id)
          .execute());
  }
}
