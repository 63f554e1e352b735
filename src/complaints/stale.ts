import type { Ctx } from '../platform/command.ts';
import type { Localized } from '../platform/localized.ts';
import { readRecord } from './case-store.ts';
import type { FoundCase } from './case-store.ts';
import { describeEvent, nameActor } from './event-words.ts';
import { complaintsProblem } from './problems.ts';

/** Refuses to act on a case that has changed since its reader saw it. Throws `complaints.stale`, which says what changed and by whom. */
export async function refuseStale(ctx: Ctx, { row }: FoundCase, version: number): Promise<void> {
  if (row.version === version) return;
  const changes = (await readRecord(ctx.tx, row, version)).map(({ event, actor, actorName }): Localized => {
    const who = nameActor(actor, actorName);
    const what = describeEvent(event);
    return { en: `${who.en} – ${what.en}`, 'zh-CN': `${who['zh-CN']}${what['zh-CN']}` };
  });
  const values = {
    changes: changes.map(({ en }) => en).join('; '),
    changes_zh: changes.map((change) => change['zh-CN']).join('；'),
  };
  throw complaintsProblem(
    'stale',
    values,
    changes.map((detail) => ({ pointer: '/version', detail })),
  );
}
