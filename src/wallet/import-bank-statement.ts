import { Type } from 'typebox';
import { postWithin } from '../ledger/ledger.ts';
import type { Post } from '../ledger/ledger.ts';
import { actorName, isStaff } from '../platform/actor.ts';
import { assert } from '../platform/assert.ts';
import { command, input } from '../platform/command.ts';
import type { Ctx } from '../platform/command.ts';
import { sha256 } from '../platform/crypto.ts';
import { queryable } from '../platform/db.ts';
import { newId, shardOf } from '../platform/id.ts';
import { readBankStatements } from '../rails/rails.ts';
import type { BankLine, BankStatement } from '../rails/rails.ts';
import { providerAccountId, providerShard, transactionId, walletAccountId } from './account.ts';
import { findAsset } from './asset.ts';
import { judgeLine } from './bank-line.ts';
import type { OpenReason } from './bank-line.ts';
import { claimLines } from './claim-lines.ts';
import { problem } from './problems.ts';
import { findDepositReferences } from './reference.ts';
import { readStatements } from './list-bank-statements.ts';

interface BookedLine {
  readonly line: BankLine;
  readonly position: number;
  readonly personId: string | null;
  readonly why: OpenReason | null;
  readonly transferId: string;
}

/** Money in credits a customer or waits in suspense; money out is taken from suspense. Either way the bank's account follows the bank. */
function toTransfer({ line, personId, why, transferId }: BookedLine, asset: string): Post {
  const shard = why === null && personId !== null ? shardOf(personId) : providerShard;
  const bank = providerAccountId('bank', asset, shard);
  const other =
    why === null && personId !== null ? walletAccountId(personId, asset) : providerAccountId('suspense', asset, shard);
  const [debit, credit] = line.direction === 'in' ? [bank, other] : [other, bank];
  return {
    kind: 'post',
    id: transferId,
    purpose: why === null ? 'deposit' : 'bank-line',
    debit,
    credit,
    asset,
    amount: line.amount,
    ...(line.bankReference === null ? {} : { reference: line.bankReference }),
  };
}

/** Posts the lines; a deposit that the customer's account refuses goes to suspense instead. */
async function postLines(ctx: Ctx, asset: string, lines: readonly BookedLine[]): Promise<BookedLine[]> {
  const q = queryable(ctx.tx);
  const moment = { now: ctx.now, shards: ctx.config.shards };
  const results = await postWithin(
    q,
    lines.map((booked) => toTransfer(booked, asset)),
    moment,
  );
  const posted = lines.map((booked, index): BookedLine => {
    const result = results[index];
    if (!result || !('refused' in result)) return booked;
    assert(booked.why === null, 'suspense takes everything');
    const frozen = result.refused === 'credit-account-frozen';
    return {
      ...booked,
      why: frozen ? 'wallet-frozen' : 'wallet-closed',
      transferId: transactionId(`suspense ${booked.transferId}`, providerShard),
    };
  });
  const refused = posted.filter((booked, index) => booked !== lines[index]);
  const again = await postWithin(
    q,
    refused.map((booked) => toTransfer(booked, asset)),
    moment,
  );
  assert(
    again.every((result) => !('refused' in result)),
    'suspense takes everything',
  );
  return posted;
}

async function findOwners(ctx: Ctx, references: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (references.length === 0) return new Map();
  const rows = await ctx.tx
    .selectFrom('wallet.deposit_references')
    .selectAll()
    .where('reference', 'in', references)
    .execute();
  return new Map(rows.map((row) => [row.reference, row.person_id]));
}

/** Judges the lines of one statement that were never booked, posts them, and writes down what became of each. */
async function bookStatement(ctx: Ctx, statement: BankStatement, fileSha256: Buffer): Promise<void> {
  const { account, currency: asset, opening, closing, lines, skipped } = statement;
  const claimed = await claimLines(ctx.tx, statement);
  const statementId = newId(providerShard);
  await ctx.tx
    .insertInto('wallet.bank_statements')
    .values({
      shard: providerShard,
      id: statementId,
      file_sha256: fileSha256,
      bank_account: account,
      bank_id: statement.id,
      asset,
      opening,
      closing,
      seen: lines.length - claimed.length,
      skipped,
      imported_at: ctx.now,
    })
    .execute();

  const references = new Map(
    claimed.map(({ line }) => [line, [...new Set(line.texts.flatMap(findDepositReferences))]]),
  );
  const owners = await findOwners(ctx, [...references.values()].flat());
  const judged = claimed.map(({ line, position, name, repeated }): BookedLine => {
    const judgement = judgeLine(line, { repeated, references: references.get(line) ?? [], owners });
    const [personId, why] = 'credit' in judgement ? [judgement.credit, null] : [judgement.personId, judgement.open];
    return {
      line,
      position,
      personId,
      why,
      transferId: transactionId(
        `bank ${account} ${name}`,
        why === null && personId !== null ? shardOf(personId) : providerShard,
      ),
    };
  });
  await writeLines(ctx, { statementId, account, asset }, await postLines(ctx, asset, judged));
}

/** Rows of one statement; PostgreSQL takes 65,535 values at once. */
const rowsMax = 1000;

async function writeLines(
  ctx: Ctx,
  { statementId, account, asset }: { statementId: string; account: string; asset: string },
  booked: readonly BookedLine[],
): Promise<void> {
  const rows = booked.map(({ line, position, personId, why, transferId }) => ({
    shard: providerShard,
    id: newId(providerShard),
    statement_id: statementId,
    position,
    bank_account: account,
    bank_reference: line.bankReference,
    asset,
    direction: line.direction,
    amount: line.amount,
    booked_on: line.bookedOn,
    value_on: line.valueOn,
    texts: [...line.texts],
    payer_name: line.payerName,
    payer_account: line.payerAccount,
    state: why === null ? 'credited' : 'open',
    why_open: why,
    person_id: personId,
    transfer_id: transferId,
  }));
  for (let start = 0; start < rows.length; start += rowsMax) {
    await ctx.tx
      .insertInto('wallet.bank_lines')
      .values(rows.slice(start, start + rowsMax))
      .execute();
  }
}

/** Our account that the statement is of; throws the `bank-account-…` Problems. */
async function checkAccount(ctx: Ctx, { account: number, currency }: BankStatement): Promise<void> {
  const account = await ctx.tx
    .selectFrom('wallet.bank_accounts')
    .select('asset')
    .where('number', '=', number)
    .executeTakeFirst();
  if (account === undefined) throw problem('bank-account-unknown', { number });
  if (account.asset !== currency) throw problem('bank-account-currency', { number, asset: account.asset, currency });
}

function decodeFile(text: string): Buffer {
  const file = Buffer.from(text, 'base64');
  // Node skips what is not base64; a whole file gives its text back.
  if (file.toString('base64').replace(/=+$/, '') !== text.replace(/\s/g, '').replace(/=+$/, ''))
    throw problem('file-not-base64');
  return file;
}

export const importBankStatement = command({
  name: 'wallet.import-bank-statement',
  summary:
    'Books a bank statement (ISO 20022 camt.053): credits what names a customer, once for ever, and puts the rest on the work list.',
  rest: 'POST /bank-statements',
  can: isStaff,
  input: input({ file: Type.String({ contentEncoding: 'base64', description: 'The file’s bytes in base64' }) }),
  run: async (ctx, given) => {
    const file = decodeFile(given.file);
    const statements = readBankStatements(file, (currency) => findAsset(ctx.config, currency)?.decimals);
    for (const statement of statements) await checkAccount(ctx, statement);
    const fileSha256 = sha256(file);
    ctx.about(`bank-file:${fileSha256.toString('hex')}`);
    const first = await ctx.tx
      .insertInto('wallet.bank_files')
      .values({ sha256: fileSha256, content: file, uploaded_at: ctx.now, uploaded_by: actorName(ctx.actor) })
      .onConflict((conflict) => conflict.column('sha256').doNothing())
      .returning('sha256')
      .executeTakeFirst();
    if (first !== undefined) for (const statement of statements) await bookStatement(ctx, statement, fileSha256);
    return {
      sha256: fileSha256.toString('hex'),
      uploadedBefore: first === undefined,
      statements: await readStatements(ctx.tx, ctx.config, { fileSha256 }),
    };
  },
});
