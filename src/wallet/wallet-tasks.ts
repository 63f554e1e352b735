import type { Task } from '../platform/worker.ts';
import { forgetNoticeHours, tellNews } from './notices/tell-news.ts';
import { expireDocuments } from './statements/expire-documents.ts';
import { makeDocuments } from './statements/make-document.ts';
import type { DocumentTools } from './statements/make-document.ts';
import { makeMonthlyStatements, orderMonthlyStatements } from './statements/monthly-statements.ts';
import { forgetWebhooks } from './webhooks/forget-webhooks.ts';

/** The work of this slice that nobody waits for. */
export function walletTasks(tools: DocumentTools): Task[] {
  return [
    tellNews(tools),
    forgetNoticeHours(tools),
    makeDocuments(tools, () => Promise.reject(new Error('nothing is exported yet'))),
    orderMonthlyStatements(tools),
    makeMonthlyStatements(tools),
    expireDocuments(tools),
    forgetWebhooks(tools),
  ];
}
