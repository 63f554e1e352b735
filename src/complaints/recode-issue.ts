import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { hashOf } from './case-secrets.ts';
import { lockCase } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { staffNote, worksCases } from './desk.ts';
import { complaintsProblem } from './problems.ts';
import { issueField, numberField, reasonField, subIssueField, versionField } from './schemas.ts';
import { refuseStale } from './stale.ts';

export const recodeIssue = command({
  name: 'complaints.recode-issue',
  summary: 'Files a case under another issue, with a reason; what the complainant chose stays in the record.',
  rest: 'POST /cases/{number}/issue',
  can: worksCases,
  input: input({
    number: numberField,
    version: versionField,
    issue: issueField,
    subIssue: Type.Optional(subIssueField),
    reason: reasonField,
  }),
  run: async (ctx, { number, version, issue, subIssue, reason }) => {
    if (subIssue !== undefined && !subIssue.startsWith(`${issue}.`)) throw complaintsProblem('no-sub-issue');
    const found = await lockCase(ctx, number);
    await refuseStale(ctx, found, version);
    const attempt = {
      act: 'recode-issue',
      to: { issue, subIssue: subIssue ?? null },
      textHash: hashOf(reason),
    } as const;
    const { record } = await changeCase(ctx, found, attempt, [staffNote(ctx, 'reason', reason)]);
    return { number: found.row.number, version: record.version };
  },
});
