import { sql } from 'kysely';
import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import { newId } from '../../platform/id.ts';
import { Problem } from '../../platform/problem.ts';
import { bookPayment, lockPayouts } from '../../rails/rails.ts';
import { providerAccountId, providerShard, walletAccountId } from '../account.ts';
import { bookLines } from './book-lines.ts';
import type { Document } from './book-lines.ts';
import type { RetoldLine } from './claim-lines.ts';
import { judgeLines } from './judge-lines.ts';
import { settle } from './settle-line.ts';

interface Waiting {
  readonly id: string;
  readonly asset: string;
  readonly direction: string;
  readonly amount: bigint;
  readonly why_open: string | null;
  readonly transfer_id: string;
  readonly confirmed_by: string | null;
}

/** Reasons for which a line waits because the bank had said too little of it. */
const saidTooLittle = ['no-reference', 'unclear-batch', 'money-out'];

async function lockWaiting(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, Waiting>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Waiting>`
    select id, asset, direction, amount, why_open, transfer_id, confirmed_by from wallet.bank_lines
    where shard = ${providerShard} and id = any(${ids}::uuid[]) and state = 'open' and why_open = any(${saidTooLittle}::text[])
    order by id for update`.execute(ctx.tx);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Lines that wait because a document said too little of them, and of which this one says more: a batch is split into
 * its payments, and a payment whose reference is told now is credited, so that it does not matter which came first.
 */
export async function retellLines(ctx: Ctx, document: Document, retold: readonly RetoldLine[]): Promise<void> {
  const waiting = await lockWaiting(
    ctx,
    retold.map(({ booked }) => booked),
  );
  for (const { booked, lines } of retold) {
    const open = waiting.get(booked);
    if (open === undefined || lines.some(({ unclearBatch }) => unclearBatch)) continue;
    if (open.direction === 'out') {
      if (await nameOurPayouts(ctx, lines)) await split(ctx, document, open, lines);
      continue;
    }
    const [only, ...others] = lines;
    if (only !== undefined && others.length === 0) await creditRetold(ctx, open, { booked, lines });
    else await split(ctx, document, open, lines);
  }
}

async function nameOurPayouts(ctx: Ctx, lines: RetoldLine['lines']): Promise<boolean> {
  const references = lines.flatMap(({ endToEndId }) => endToEndId ?? []);
  return (await lockPayouts(ctx.tx, references)).size > 0;
}

async function creditRetold(ctx: Ctx, open: Waiting, { lines: [line] }: RetoldLine): Promise<void> {
  assert(line, 'a line is told again');
  const [judged] = await judgeLines(ctx, open.asset, [{ line, repeated: false }]);
  if (judged === undefined || !('credit' in judged.judgement)) return;
  const personId = judged.judgement.credit;
  const suspense = providerAccountId('suspense', open.asset, providerShard);
  const move = { debit: suspense, credit: walletAccountId(personId, open.asset), purpose: 'deposit' };
  try {
    const because = 'The bank told the deposit reference in a later message.';
    await settle(ctx, open, { state: 'assigned', because, move, personId });
  } catch (error) {
    // The customer cannot be credited now: the line stays on the work list.
    if (!(error instanceof Problem)) throw error;
  }
}

async function split(ctx: Ctx, document: Document, open: Waiting, lines: RetoldLine['lines']): Promise<void> {
  const because = 'The bank told the payments of the batch in another message.';
  await settle(ctx, open, { state: 'split', because });
  const parts = lines.map((line, index) => ({
    id: newId(providerShard),
    line,
    position: index + 1,
    name: `${line.key} of ${open.id}`,
    repeated: false,
  }));
  const confirmedBy = document.confirmedBy ?? open.confirmed_by;
  await bookLines(ctx, { ...document, confirmedBy, bookedBy: open.transfer_id }, parts);
}

/** Returns that came before the bank told that their payments left: now that it did, the money goes back. */
export async function settleEarlyReturns(ctx: Ctx, payoutIds: readonly string[]): Promise<void> {
  if (payoutIds.length === 0) return;
  const { rows } = await sql<Waiting & { reference: string; return_code: string | null; return_note: string | null }>`
    select l.id, l.asset, l.direction, l.amount, l.why_open, l.transfer_id, l.confirmed_by, l.end_to_end_id as reference, l.return_code, l.return_note
    from wallet.bank_lines l
    where l.shard = ${providerShard} and l.payout_id = any(${payoutIds}::uuid[]) and l.state = 'open' and l.why_open = 'early-return'
    order by l.id for update`.execute(ctx.tx);
  for (const row of rows) {
    const payout = (await lockPayouts(ctx.tx, [row.reference])).get(row.reference);
    assert(payout, 'an early return names its payout');
    const returned = row.return_code === null ? null : { code: row.return_code, note: row.return_note };
    const outcome = await bookPayment(ctx, payout, { direction: 'in', amount: row.amount, returned });
    if (outcome !== 'paid-back') continue;
    await settle(ctx, row, {
      state: 'paid-back',
      because: 'The bank told of the payment itself later.',
      move: {
        debit: providerAccountId('suspense', row.asset, providerShard),
        credit: providerAccountId('bank', row.asset, providerShard),
        purpose: 'correction',
      },
    });
  }
}
