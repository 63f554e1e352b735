import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/db.ts';
import { systemCaller } from '../../platform/door.ts';
import type { Door } from '../../platform/door.ts';
import { newId } from '../../platform/id.ts';
import type { Task } from '../../platform/worker.ts';
import { findRail } from '../../rails/rails.ts';
import type { ToldHolding } from './compare-chain.ts';
import type { Reconciliation } from './contract.ts';
import type { recordReconciliation } from './record-reconciliation.ts';

export interface ReconcileWorld {
  readonly db: Database;
  readonly config: Config;
  readonly clock: Clock;
  readonly door: Door<typeof recordReconciliation>;
}

export const reconcileJob = 'wallet.reconcile';

/** What the chain's node says that we hold; null where it does not answer. */
async function askChain(world: ReconcileWorld): Promise<readonly ToldHolding[] | null> {
  try {
    const holdings = (await findRail('evm')?.holdings(world)) ?? [];
    return holdings.map(({ asset, place, amount, source }) => ({ asset, place, source, amount: amount.toString() }));
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'NodeFault') return null;
    throw fault;
  }
}

/** Compares ledger, bank and chain now; the outside is asked before the transaction begins. */
export async function reconcile(world: ReconcileWorld): Promise<Reconciliation> {
  const holdings = await askChain(world);
  const given = { holdings: holdings === null ? null : [...holdings] };
  return world.door.call('wallet.record-reconciliation', given, systemCaller('reconcile', newId(0)));
}

/** Each six hours, and whenever a person asks. */
export function reconcileTask(world: ReconcileWorld): Task {
  return {
    name: reconcileJob,
    schedule: '20 */6 * * *',
    run: async () => {
      await reconcile(world);
    },
  };
}
