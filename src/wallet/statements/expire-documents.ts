import { eraseEvidence } from '../../evidence/evidence.ts';
import type { Vault } from '../../evidence/evidence.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Task } from '../../platform/worker.ts';

const batchMax = 500;

/** Erases, each hour, the files of documents whose time is over; what they were stays in the list. */
export function expireDocuments({ db, config, clock }: Vault & { readonly clock: Clock }): Task {
  return {
    name: 'wallet.expire-documents',
    schedule: '23 * * * *',
    run: async () => {
      for (let found = batchMax; found === batchMax;) {
        const rows = await db
          .selectFrom('wallet.documents')
          .select(['shard', 'id'])
          .where('state', '=', 'ready')
          .where('expires_at', '<', clock.now())
          .limit(batchMax)
          .execute();
        found = rows.length;
        for (const { shard, id } of rows) {
          // The file first: what is left behind by a crash is found again.
          await eraseEvidence({ db, config }, id);
          await db
            .updateTable('wallet.documents')
            .set({ state: 'expired' })
            .where('shard', '=', shard)
            .where('id', '=', id)
            .execute();
        }
      }
    },
  };
}
