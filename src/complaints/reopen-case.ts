import { command, input } from '../platform/command.ts';
import { hashOf } from './case-secrets.ts';
import { lockCase } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { staffNote, worksCases } from './desk.ts';
import { secondLook } from './second-look.ts';
import { numberField, reasonField, versionField } from './schemas.ts';
import { refuseStale } from './stale.ts';

export const reopenCase = command({
  name: 'complaints.reopen-case',
  summary:
    'Reopens a case that was decided, closed or withdrawn, with a reason; its complainant is told the new dates.',
  rest: 'POST /cases/{number}/reopening',
  can: worksCases,
  input: input({ number: numberField, version: versionField, reason: reasonField }),
  run: async (ctx, { number, version, reason }) => {
    const found = await lockCase(ctx, number);
    await refuseStale(ctx, found, version);
    const answer = await secondLook(ctx, found, { kind: 'reopened', textHash: hashOf(reason) });
    const attempt = { act: 'reopen-case', textHash: hashOf(reason), letterHash: hashOf(answer.text) } as const;
    const { record } = await changeCase(ctx, found, attempt, [staffNote(ctx, 'reason', reason), answer]);
    return { number: found.row.number, version: record.version };
  },
});
