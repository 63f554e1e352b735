import { Type } from 'typebox';
import { isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import type { Database } from '../../platform/db.ts';
import { localize } from '../../platform/localized.ts';
import type { Localized } from '../../platform/localized.ts';
import { providerShard } from '../account.ts';
import { workItemKinds } from './work-item.ts';
import type { WorkItemKind } from './work-item.ts';

/** Something about the money outside that waits for a person, or was settled. */
export interface WorkItem {
  readonly id: string;
  readonly kind: WorkItemKind;
  readonly title: Localized;
  /** What happened and what to do. */
  readonly todo: Localized;
  readonly asset: string | null;
  readonly amount: bigint | null;
  readonly raisedAt: Date;
  readonly closed: { readonly at: Date; readonly by: string; readonly because: string } | null;
}

const itemsMax = 100;

function isKind(text: string): text is WorkItemKind {
  return Object.hasOwn(workItemKinds, text);
}

async function readItems(db: Database, closed: boolean): Promise<readonly WorkItem[]> {
  const rows = await db
    .selectFrom('wallet.work_items')
    .selectAll()
    .where('shard', '=', providerShard)
    .where('closed_at', closed ? 'is not' : 'is', null)
    .orderBy(closed ? 'closed_at' : 'raised_at', closed ? 'desc' : 'asc')
    .limit(itemsMax)
    .execute();
  return rows.flatMap((row): WorkItem[] => {
    if (!isKind(row.kind)) return [];
    const { title, todo } = workItemKinds[row.kind];
    const facts = Object.fromEntries(Object.entries(row.facts ?? {}).map(([name, value]) => [name, String(value)]));
    const { closed_at: at, closed_by: by, closed_because: because } = row;
    return [
      {
        id: row.id,
        kind: row.kind,
        title,
        todo: { en: localize(todo, 'en', facts), 'zh-CN': localize(todo, 'zh-CN', facts) },
        asset: row.asset,
        amount: row.amount,
        raisedAt: row.raised_at,
        closed: at === null ? null : { at, by: by ?? '', because: because ?? '' },
      },
    ];
  });
}

export const listWorkItems = query({
  name: 'wallet.list-work-items',
  summary:
    'Lists what the money outside leaves for a person: late notifications, missing statements, answers that do not fit, differences.',
  rest: 'GET /work-items',
  can: isStaff,
  input: input({ closed: Type.Optional(Type.Boolean()) }),
  run: async ({ db }, { closed = false }) => ({ items: await readItems(db, closed) }),
});
