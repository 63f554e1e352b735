import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { linkOf } from './case-secrets.ts';
import { lockCaseFor } from './case-store.ts';
import { confirmComplainant } from './confirm-complainant.ts';
import { codeAttemptsMax, isCode } from './confirmation-code.ts';
import { complaintsProblem } from './problems.ts';
import { numberField } from './schemas.ts';

/** Whoever knows the code reads the mailbox. A wrong one is counted, so it is an answer and not a failure that undoes the count. */
export const verifyComplainant = command({
  name: 'complaints.verify-complainant',
  summary:
    'Confirms the complainant’s e-mail address by the code that was sent there; the answer says how many tries are left.',
  rest: 'POST /cases/{number}/verification',
  can: () => true,
  input: input({ number: numberField, code: Type.String({ minLength: 6, maxLength: 12 }) }),
  run: async (
    ctx,
    { number, code },
  ): Promise<{ verified: true; link: string } | { verified: false; attemptsLeft: number }> => {
    const found = await lockCaseFor(ctx, number, 'complainant');
    const { row } = found;
    const kept = await ctx.tx
      .selectFrom('complaints.verifications')
      .select(['code_hash', 'attempts', 'expires_at'])
      .where('shard', '=', row.shard)
      .where('case_id', '=', row.id)
      .executeTakeFirst();
    if (kept === undefined || row.verified || kept.attempts >= codeAttemptsMax || kept.expires_at <= ctx.now)
      throw complaintsProblem('code-used-up');
    if (isCode(ctx.config, row.id, code, kept.code_hash)) {
      await confirmComplainant(ctx, found);
      return { verified: true, link: linkOf(ctx.config, row.id) };
    }
    await ctx.tx
      .updateTable('complaints.verifications')
      .set({ attempts: kept.attempts + 1 })
      .where('shard', '=', row.shard)
      .where('case_id', '=', row.id)
      .execute();
    return { verified: false, attemptsLeft: codeAttemptsMax - kept.attempts - 1 };
  },
});
