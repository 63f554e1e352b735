import { listReconciliations } from './list-reconciliations.ts';
import { recordReconciliation } from './record-reconciliation.ts';
import { requestReconciliation } from './request-reconciliation.ts';

export const reconcileOperations = [listReconciliations, recordReconciliation, requestReconciliation] as const;
