import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { lockCaseFor } from './case-store.ts';
import { judge } from './case-state.ts';
import { changeCase } from './change-case.ts';

/** The sweep closes a decided case when the time to disagree is over. */
export const closeCase = command({
  name: 'complaints.close-case',
  summary: 'Closes a decided case whose time to disagree is over.',
  can: (actor) => actor.kind === 'system',
  input: input({ case: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { case: caseId }) => {
    const found = await lockCaseFor(ctx, caseId, 'system');
    if (judge(found.record, 'close-case', 'system', ctx.now) !== 'yes') return { closed: false };
    await changeCase(ctx, found, { act: 'close-case' });
    return { closed: true };
  },
});
