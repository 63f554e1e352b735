import { findByEmail } from '../identity/identity.ts';
import { assert } from '../platform/assert.ts';
import type { Ctx } from '../platform/command.ts';
import { readComplaintText } from './case-messages.ts';
import type { CaseRow } from './case-row.ts';
import { hashOf } from './case-secrets.ts';
import type { FoundCase } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { readClocks } from './clock-view.ts';
import { acknowledgement, letterCase } from './complaint-letters.ts';
import { findTransaction } from './transaction.ts';

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
  return acknowledgement(ctx, letterCase(row), { ...row.answers, text }, await readClocks(ctx.tx, row, ctx.now), null);
}
