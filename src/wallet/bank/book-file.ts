import { sql } from 'kysely';
import { actorName } from '../../platform/actor.ts';
import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import { newId } from '../../platform/id.ts';
import { applyStatusReport, lockBankAccount } from '../../rails/rails.ts';
import type { BankFile, BankStatement } from '../../rails/rails.ts';
import { providerShard } from '../account.ts';
import { problem } from '../problems.ts';
import { markFile } from './bank-file.ts';
import { bookLines } from './book-lines.ts';
import { checkContinuity } from './check-continuity.ts';
import { claimLines, planEntries } from './claim-lines.ts';
import type { PlannedEntry } from './claim-lines.ts';
import { retellLines, settleEarlyReturns } from './retell-lines.ts';
import { raiseWorkItem } from './work-item.ts';

/** Lines booked in one transaction at the least, where there are as many: a file locks no wallet for long. */
const partLines = 1000;

export const bookJob = 'wallet.book-bank-file';

function moneyIn({ lines }: BankStatement): bigint {
  return lines.reduce((sum, { direction, amount }) => (direction === 'in' ? sum + amount : sum), 0n);
}

/** Our account that a document is of, locked; throws the `bank-account-…` Problems. */
async function lockAccount(ctx: Ctx, { account: number, currency }: BankStatement): Promise<void> {
  const account = await lockBankAccount(ctx.tx, number);
  if (account === undefined) throw problem('bank-account-unknown', { number });
  if (account.asset !== currency) throw problem('bank-account-currency', { number, asset: account.asset, currency });
}

/** Checks that every document of a file is of an account of ours. */
export async function checkAccounts(ctx: Ctx, file: BankFile): Promise<void> {
  if (file.kind === 'status-report') return;
  for (const statement of file.statements) await lockAccount(ctx, statement);
}

const dayMs = 86_400_000;

/**
 * Whether what a member of staff brings in by this file and the others of one day is so much that a second one must
 * confirm it. Files that a second one confirmed do not count.
 */
export async function needsSecondPerson(ctx: Ctx, file: BankFile): Promise<boolean> {
  if (file.kind === 'status-report') return false;
  const sums = new Map<string, bigint>();
  for (const statement of file.statements)
    sums.set(statement.currency, (sums.get(statement.currency) ?? 0n) + moneyIn(statement));
  const { rows } = await sql<{ asset: string; sum: bigint }>`
    select s.asset, sum(s.money_in) as sum from wallet.bank_files f
    join wallet.bank_statements s on s.shard = ${providerShard} and s.file_sha256 = f.sha256
    where f.uploaded_by = ${actorName(ctx.actor)} and f.uploaded_at > ${new Date(ctx.now.getTime() - dayMs)} and f.settled_by is null
    group by s.asset`.execute(ctx.tx);
  for (const { asset, sum } of rows) if (sums.has(asset)) sums.set(asset, (sums.get(asset) ?? 0n) + sum);
  return [...sums].some(([asset, sum]) => {
    const from = ctx.config.bankFourEyes.get(asset);
    return from !== undefined && sum >= from;
  });
}

/** Begins to book an understood file: its first part at once, the rest by a job. */
export async function startBooking(ctx: Ctx, hash: Buffer, file: BankFile): Promise<void> {
  if (file.kind === 'status-report') {
    for (const unclear of await applyStatusReport(ctx, file.report)) {
      const { about, status, state } = unclear;
      const facts = { report: file.report.id, about, status, kind: unclear.kind, state: state ?? '–' };
      await raiseWorkItem(ctx, {
        kind: 'bank-answer',
        subject: `${about} ${status}`,
        facts,
        asset: null,
        amount: null,
      });
    }
    await markFile(ctx.tx, hash, { state: 'booked', kind: file.kind });
    return;
  }
  const rows = file.statements.map((statement, position) => ({
    shard: providerShard,
    id: newId(providerShard),
    file_sha256: hash,
    position,
    kind: statement.kind,
    bank_account: statement.account,
    bank_id: statement.id,
    asset: statement.currency,
    opening: statement.opening,
    closing: statement.closing,
    closed_on: statement.closedOn,
    sequence: statement.sequence === null ? null : BigInt(statement.sequence),
    lines: statement.lines.length,
    booked: 0,
    money_in: moneyIn(statement),
    seen: 0,
    skipped: statement.skipped,
    imported_at: ctx.now,
  }));
  await ctx.tx.insertInto('wallet.bank_statements').values(rows).execute();
  await markFile(ctx.tx, hash, { state: 'booking', kind: file.kind });
  await bookPart(ctx, hash, file.statements);
}

/** Books the next part of a locked file, and leaves a job for the rest. */
export async function bookPart(ctx: Ctx, hash: Buffer, statements: readonly BankStatement[]): Promise<void> {
  const rows = await ctx.tx
    .selectFrom('wallet.bank_statements')
    .select(['id', 'position', 'booked', 'lines'])
    .where('shard', '=', providerShard)
    .where('file_sha256', '=', hash)
    .orderBy('position')
    .execute();
  let room = partLines;
  for (const row of rows) {
    const statement = statements[row.position];
    assert(statement?.lines.length === row.lines, 'a file says the same each time');
    if (row.booked === row.lines) continue;
    if (room <= 0) break;
    const part = entriesFrom(planEntries(statement), row.booked, room);
    await bookEntries(ctx, row, statement, part);
    room -= part.reduce((sum, { lines }) => sum + lines.length, 0);
  }
  const { left } = await ctx.tx
    .selectFrom('wallet.bank_statements')
    .select(({ fn }) => fn.countAll<bigint>().as('left'))
    .where('shard', '=', providerShard)
    .where('file_sha256', '=', hash)
    .whereRef('booked', '<', 'lines')
    .executeTakeFirstOrThrow();
  if (left > 0n) {
    const file = hash.toString('hex');
    await ctx.enqueue({ name: bookJob, payload: { file }, key: `${bookJob} ${file}` });
    return;
  }
  await markFile(ctx.tx, hash, { state: 'booked' });
  for (const account of new Set(statements.map((statement) => statement.account))) await checkContinuity(ctx, account);
}

/** Whole entries after so many lines, until there is no more room; one is taken in any case. */
function entriesFrom(entries: readonly PlannedEntry[], booked: number, room: number): readonly PlannedEntry[] {
  const part: PlannedEntry[] = [];
  let lines = 0;
  for (const planned of entries) {
    if ((planned.lines[0]?.position ?? 0) <= booked) continue;
    if (lines >= room) break;
    part.push(planned);
    lines += planned.lines.length;
  }
  return part;
}

async function bookEntries(
  ctx: Ctx,
  { id: statementId, booked }: { readonly id: string; readonly booked: number },
  statement: BankStatement,
  entries: readonly PlannedEntry[],
): Promise<void> {
  await lockAccount(ctx, statement);
  const confirmedBy = statement.kind === 'statement' ? statementId : null;
  const document = { statementId, confirmedBy, account: statement.account, asset: statement.currency };
  const { fresh, seen, seenCount, retold } = await claimLines(ctx.tx, statement, entries);
  const lines = await bookLines(ctx, document, fresh);
  if (confirmedBy !== null && seen.length > 0) {
    await sql`update wallet.bank_lines set confirmed_by = ${confirmedBy}
      where shard = ${providerShard} and id = any(${seen}::uuid[]) and confirmed_by is null`.execute(ctx.tx);
  }
  await retellLines(ctx, document, retold);
  await settleEarlyReturns(
    ctx,
    lines.flatMap(({ state, payoutId }) => (state === 'paid' && payoutId !== null ? [payoutId] : [])),
  );
  const count = entries.reduce((sum, planned) => sum + planned.lines.length, 0);
  await ctx.tx
    .updateTable('wallet.bank_statements')
    .set(({ eb }) => ({ booked: booked + count, seen: eb('seen', '+', seenCount) }))
    .where('shard', '=', providerShard)
    .where('id', '=', statementId)
    .execute();
}
