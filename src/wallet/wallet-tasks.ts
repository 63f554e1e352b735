import type { ExportPart } from '../platform/export.ts';
import { systemCaller } from '../platform/door.ts';
import { newId } from '../platform/id.ts';
import type { Task } from '../platform/worker.ts';
import { exportMaker } from './exports/make-export.ts';
import { forgetNoticeHours, tellNews } from './notices/tell-news.ts';
import { expireDocuments } from './statements/expire-documents.ts';
import { makeDocuments } from './statements/make-document.ts';
import type { DocumentTools } from './statements/make-document.ts';
import { makeMonthlyStatements, orderMonthlyStatements } from './statements/monthly-statements.ts';
import { forgetWebhooks } from './webhooks/forget-webhooks.ts';

/** The work of this slice in the background; `exportParts` is what every slice holds of a person. */
export function walletTasks(tools: DocumentTools, exportParts: readonly ExportPart[]): Task[] {
  return [
    tellNews(tools),
    forgetNoticeHours(tools),
    makeDocuments(tools, exportMaker(exportParts)),
    orderMonthlyStatements(tools),
    makeMonthlyStatements(tools),
    expireDocuments(tools),
    forgetWebhooks(tools),
    endCoupons(tools),
  ];
}

/** Coupons end within the hour after their last day. */
function endCoupons({ door }: DocumentTools): Task {
  return {
    name: 'wallet.end-coupons',
    schedule: '3 * * * *',
    run: async () => {
      for (let ended = 1; ended > 0;)
        ({ ended } = await door.call('wallet.expire-coupons', {}, systemCaller('coupons', newId(0))));
    },
  };
}
