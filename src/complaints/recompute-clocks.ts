import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { lockCaseFor } from './case-store.ts';
import { changeCase, moveClocks } from './change-case.ts';

/** The night calls this for each case whose clocks were computed with other rules or days than those of now. */
export const recomputeClocks = command({
  name: 'complaints.recompute-clocks',
  summary: 'Computes the dates of a case again; a date that changes is an event with its before and after.',
  can: (actor) => actor.kind === 'system',
  input: input({ case: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { case: caseId }) => {
    const found = await lockCaseFor(ctx, caseId, 'system');
    const { events } = await changeCase(ctx, found, { act: 'recompute-clocks' });
    // The dates are what they were, but of the newer rules.
    if (events.length === 0) await moveClocks(ctx, found.row, found.record);
    return { changed: events.length > 0 };
  },
});
