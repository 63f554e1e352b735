import { sql } from 'kysely';
import { Type } from 'typebox';
import { findByEmail } from '../identity/identity.ts';
import { assert } from '../platform/assert.ts';
import { command, input } from '../platform/command.ts';
import type { Ctx } from '../platform/command.ts';
import { readComplaintText } from './case-messages.ts';
import type { CaseRow } from './case-row.ts';
import { hashOf, linkOf } from './case-secrets.ts';
import { lockCase, lockCaseFor } from './case-store.ts';
import type { FoundCase } from './case-store.ts';
import { changeCase, refusedBecause } from './change-case.ts';
import { readClocks } from './clock-view.ts';
import { acknowledgement, confirmationText, letterCase } from './complaint-letters.ts';
import { codeAttemptsMax, codeHash, codesMax, isCode, newCode } from './confirmation-code.ts';
import { mayBeComplainant } from './desk.ts';
import { caseMail } from './letters/mail.ts';
import { complaintsProblem } from './problems.ts';
import { refusals } from './case-state.ts';
import { numberField } from './schemas.ts';
import { findTransaction } from './transaction.ts';

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

/** Confirms the complainant of a locked case: the case is his if the address is a customer's, and he gets the copy that a receipt kept back. */
export async function confirmComplainant(ctx: Ctx, found: FoundCase): Promise<void> {
  const { row } = found;
  assert(row.email !== null, 'only an address can be confirmed');
  const person = await findByEmail(ctx.tx, row.email);
  const transaction = await findTransaction(ctx, person?.id ?? null, row.answers.transaction);
  const copy = row.channel === 'web' ? await copyLetter(ctx, row) : null;
  const attempt = {
    act: 'verify-complainant',
    person: person?.id ?? null,
    transaction,
    letterHash: copy === null ? null : hashOf(copy.text),
  } as const;
  await changeCase(ctx, found, attempt, copy === null ? [] : [copy]);
  await ctx.tx
    .deleteFrom('complaints.verifications')
    .where('shard', '=', row.shard)
    .where('case_id', '=', row.id)
    .execute();
}

async function copyLetter(ctx: Ctx, row: CaseRow) {
  const text = await readComplaintText(ctx.tx, row);
  return acknowledgement(ctx, letterCase(row), { ...row.answers, text }, await readClocks(ctx.tx, row), null);
}

/** Sends another code, where the first was lost or ran out. */
export const sendCode = command({
  name: 'complaints.send-code',
  summary: 'Sends a new code to the complainant’s address.',
  rest: 'POST /cases/{number}/code',
  can: mayBeComplainant,
  input: input({ number: numberField }),
  run: async (ctx, { number }) => {
    const { row } = await lockCase(ctx, number);
    if (row.verified) throw refusedBecause(refusals['already-verified']);
    if (row.email === null) throw complaintsProblem('no-email');
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
