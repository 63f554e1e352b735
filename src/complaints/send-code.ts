import { sql } from 'kysely';
import { command, input } from '../platform/command.ts';
import { lockCase } from './case-store.ts';
import { refusedBecause } from './change-case.ts';
import { confirmationText } from './complaint-letters.ts';
import { codeHash, codesMax, hasAllCodes, newCode } from './confirmation-code.ts';
import { mayBeComplainant } from './desk.ts';
import { caseMail } from './letters/mail.ts';
import { complaintsProblem } from './problems.ts';
import { numberField } from './schemas.ts';

/** Sends another code, where the first was lost or ran out. */
export const sendCode = command({
  name: 'complaints.send-code',
  summary: 'Sends a new code to the complainant’s address.',
  rest: 'POST /cases/{number}/code',
  can: mayBeComplainant,
  input: input({ number: numberField }),
  run: async (ctx, { number }) => {
    const { row, party } = await lockCase(ctx, number);
    if (party !== 'complainant') throw refusedBecause('not-yours');
    if (row.verified) throw refusedBecause('already-verified');
    if (row.email === null) throw complaintsProblem('no-email');
    if (await hasAllCodes(ctx, row.email)) throw complaintsProblem('too-many-codes');
    const made = newCode(ctx.now);
    const { rows } = await sql<{ codes_sent: number }>`
      insert into complaints.verifications as v (shard, case_id, code_hash, expires_at) values (${row.shard}, ${row.id}, ${codeHash(ctx.config, row.id, made.code)}, ${made.expiresAt})
      on conflict (shard, case_id) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at, attempts = 0, codes_sent = v.codes_sent + 1
      returning codes_sent`.execute(ctx.tx);
    const sent = rows[0]?.codes_sent ?? 1;
    if (sent > codesMax) throw complaintsProblem('too-many-codes');
    const secret = confirmationText(ctx, row, made);
    await ctx.send({
      kind: 'mail',
      key: `case:${row.id}:code:${sent}`,
      payload: caseMail(ctx.config, row, row.email, `code${sent}`, {
        text: secret,
        secret: undefined,
        automatic: true,
      }),
    });
    return { sent: true };
  },
});
