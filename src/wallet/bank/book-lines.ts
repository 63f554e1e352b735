import { postWithin } from '../../ledger/ledger.ts';
import type { Post } from '../../ledger/ledger.ts';
import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { emit } from '../../platform/event.ts';
import { shardOf } from '../../platform/id.ts';
import { bookPayment, lockPayouts } from '../../rails/rails.ts';
import type { BankLine, BankPayout } from '../../rails/rails.ts';
import { providerAccountId, providerShard, transactionId, walletAccountId } from '../account.ts';
import { transfersOf } from '../withdrawals/money.ts';
import { depositsBooked } from '../events.ts';
import type { OpenReason } from './bank-line.ts';
import type { ClaimedLine } from './claim-lines.ts';
import type { NameMatch } from './compare-names.ts';
import { judgeLines } from './judge-lines.ts';

/** What became of a line: whom it credited, or why it waits, or the payout that it settled or brought back. */
export interface BookedLine {
  readonly claimed: Pick<ClaimedLine, 'id' | 'line' | 'position' | 'name'>;
  readonly state: 'credited' | 'open' | 'paid' | 'paid-back';
  readonly why: OpenReason | null;
  readonly personId: string | null;
  readonly nameMatch: NameMatch | null;
  readonly payoutId: string | null;
  readonly transferId: string;
}

/** The document that lines are booked from. */
export interface Document {
  readonly statementId: string;
  /** The statement that books them; null as long as only a notification told of them. */
  readonly confirmedBy: string | null;
  readonly account: string;
  readonly asset: string;
  /** The transfer by which they were booked as one before, from the bank to suspense: the money is taken from there. */
  readonly bookedBy?: string;
}

/** Whether the books move for a line here; for a payout they move where the wallet hears of it. */
function moves({ state }: BookedLine): boolean {
  return state === 'credited' || state === 'open';
}

/** Money in credits a customer or waits in suspense; money out is taken from suspense. Either way the bank's account follows the bank. */
function toTransfer({ claimed: { line }, personId, why, transferId }: BookedLine, { asset, bookedBy }: Document): Post {
  const owner = why === null ? personId : null;
  const shard = owner === null ? providerShard : shardOf(owner);
  const source =
    bookedBy === undefined
      ? providerAccountId('bank', asset, shard)
      : providerAccountId('suspense', asset, providerShard);
  const other = owner === null ? providerAccountId('suspense', asset, shard) : walletAccountId(owner, asset);
  const [debit, credit] = line.direction === 'in' ? [source, other] : [other, source];
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
async function postLines(ctx: Ctx, document: Document, lines: readonly BookedLine[]): Promise<BookedLine[]> {
  const q = queryable(ctx.tx);
  const moment = { now: ctx.now, shards: ctx.config.shards };
  // What is told again in parts and still waits is in suspense already.
  const toPost = lines.filter((booked) => document.bookedBy === undefined || booked.why === null);
  const results = await postWithin(
    q,
    toPost.map((booked) => toTransfer(booked, document)),
    moment,
  );
  const resultOf = new Map(toPost.map((booked, index) => [booked, results[index]]));
  const posted = lines.map((booked): BookedLine => {
    const result = resultOf.get(booked);
    if (!result || !('refused' in result)) return booked;
    assert(booked.why === null, 'suspense takes everything');
    const why = result.refused === 'credit-account-frozen' ? 'wallet-frozen' : 'wallet-closed';
    return { ...booked, state: 'open', why, transferId: transactionId(`suspense ${booked.transferId}`, providerShard) };
  });
  if (document.bookedBy !== undefined) return posted;
  const refused = posted.filter((booked, index) => booked !== lines[index]);
  const again = await postWithin(
    q,
    refused.map((booked) => toTransfer(booked, document)),
    moment,
  );
  assert(
    again.every((result) => !('refused' in result)),
    'suspense takes everything',
  );
  return posted;
}

/** Takes back what was booked to suspense as a whole for payouts, whose own transfers now follow the bank. */
async function takeFromSuspense(ctx: Ctx, { asset }: Document, paid: readonly BookedLine[]): Promise<void> {
  const [bank, suspense] = [
    providerAccountId('bank', asset, providerShard),
    providerAccountId('suspense', asset, providerShard),
  ];
  const back = paid.map(({ claimed: { id, line } }): Post => {
    const [debit, credit] = line.direction === 'in' ? [suspense, bank] : [bank, suspense];
    const named = { id: transactionId(`take back ${id}`, providerShard), purpose: 'correction', reference: id };
    return { kind: 'post', ...named, debit, credit, asset, amount: line.amount };
  });
  const results = await postWithin(queryable(ctx.tx), back, { now: ctx.now, shards: ctx.config.shards });
  assert(
    results.every((result) => !('refused' in result)),
    'suspense gives back what it took',
  );
}

/** Payouts that lines name by the end-to-end id that we gave, locked. */
async function findPayouts(ctx: Ctx, lines: readonly BankLine[]): Promise<ReadonlyMap<string, BankPayout>> {
  return lockPayouts(
    ctx.tx,
    lines.flatMap(({ endToEndId }) => endToEndId ?? []),
  );
}

/** Decides what each line is, and settles the payouts among them; nothing of the others is posted yet. */
async function decide(
  ctx: Ctx,
  { account, asset, bookedBy }: Document,
  fresh: readonly ClaimedLine[],
): Promise<readonly BookedLine[]> {
  const judged = await judgeLines(ctx, asset, fresh);
  let payouts = await findPayouts(
    ctx,
    fresh.map(({ line }) => line),
  );
  const decided = new Map<ClaimedLine, BookedLine>();
  // Money out first: a payment and its return may stand in one statement in either order.
  const inOrder = fresh.toSorted((a, b) => Number(a.line.direction === 'in') - Number(b.line.direction === 'in'));
  for (const claimed of inOrder) {
    const { line, name } = claimed;
    const { judgement, nameMatch } = judged[fresh.indexOf(claimed)] ?? assertJudged();
    const payout = line.endToEndId === null ? undefined : payouts.get(line.endToEndId);
    const mine = payout !== undefined && payout.asset === asset && !line.reversal && !line.unclearBatch;
    const outcome = !mine ? undefined : claimed.repeated ? 'conflict' : await bookPayment(ctx, payout, line);
    if (mine && (outcome === 'paid' || outcome === 'paid-back')) {
      payouts = await findPayouts(ctx, [line]).then((changed) => new Map([...payouts, ...changed]));
      decided.set(claimed, {
        claimed,
        state: outcome,
        why: null,
        personId: payout.owner,
        nameMatch: null,
        payoutId: payout.id,
        transferId: transfersOf(payout.id)[outcome === 'paid' ? 'settlement' : 'return'],
      });
      continue;
    }
    const [credit, why] = 'credit' in judgement ? [judgement.credit, null] : [judgement.personId, judgement.open];
    const open = outcome === 'early-return' ? outcome : outcome === 'conflict' ? 'payout-conflict' : why;
    const shard = open === null && credit !== null ? shardOf(credit) : providerShard;
    decided.set(claimed, {
      claimed,
      state: open === null ? 'credited' : 'open',
      why: open,
      personId: credit,
      nameMatch,
      payoutId: mine ? payout.id : null,
      transferId: (open === null ? undefined : bookedBy) ?? transactionId(`bank ${account} ${name}`, shard),
    });
  }
  return fresh.flatMap((claimed) => decided.get(claimed) ?? []);
}

function assertJudged(): never {
  throw new Error('broken invariant: every line is judged');
}

/** Books lines that no document told of before: credits, suspense, payouts; and writes down what became of each. */
export async function bookLines(
  ctx: Ctx,
  document: Document,
  fresh: readonly ClaimedLine[],
): Promise<readonly BookedLine[]> {
  const decided = await decide(ctx, document, fresh);
  const posted = await postLines(ctx, document, decided.filter(moves));
  const paid = decided.filter((line) => !moves(line));
  if (document.bookedBy !== undefined) await takeFromSuspense(ctx, document, paid);
  const booked = [...posted, ...paid];
  await writeLines(ctx, document, booked);
  const deposits = booked.flatMap(({ state, personId, transferId, claimed: { line }, nameMatch }) =>
    state === 'credited' && personId !== null
      ? [{ personId, transferId, asset: document.asset, amount: line.amount, nameDiffers: nameMatch === 'different' }]
      : [],
  );
  if (deposits.length > 0) await emit(ctx, depositsBooked, { deposits });
  return booked;
}

/** Rows of one statement; PostgreSQL takes 65,535 values at once. */
const rowsMax = 1000;

async function writeLines(
  ctx: Ctx,
  { statementId, confirmedBy, account, asset }: Document,
  booked: readonly BookedLine[],
): Promise<void> {
  const rows = booked.map(
    ({ claimed: { id, line, position }, state, why, personId, nameMatch, payoutId, transferId }) => ({
      shard: providerShard,
      id,
      statement_id: statementId,
      confirmed_by: confirmedBy,
      told_at: ctx.now,
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
      end_to_end_id: line.endToEndId,
      return_code: line.returned?.code ?? null,
      return_note: line.returned?.note ?? null,
      state,
      why_open: why,
      person_id: personId,
      name_match: nameMatch,
      payout_id: payoutId,
      transfer_id: transferId,
    }),
  );
  for (let start = 0; start < rows.length; start += rowsMax) {
    await ctx.tx
      .insertInto('wallet.bank_lines')
      .values(rows.slice(start, start + rowsMax))
      .execute();
  }
}
