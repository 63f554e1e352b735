import { sql } from 'kysely';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { providerShard } from '../account.ts';
import { bookJob } from './book-file.ts';
import { closeOthers, raiseWorkItem } from './work-item.ts';

const hourMs = 3_600_000;

interface Late {
  readonly id: string;
  readonly bank_id: string;
  readonly account: string;
  readonly asset: string;
  readonly count: number;
  readonly amount: bigint;
}

/** Raises notifications that no statement confirmed in time, one item for each, and takes off the list those that were. */
async function raiseLate(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now.getTime() - ctx.config.notificationHours * hourMs);
  const { rows } = await sql<Late>`
    select s.id, s.bank_id, s.bank_account as account, s.asset, count(*)::int as count,
      sum(case l.direction when 'in' then l.amount else -l.amount end) as amount
    from wallet.bank_lines l join wallet.bank_statements s on s.shard = l.shard and s.id = l.statement_id
    where l.shard = ${providerShard} and l.confirmed_by is null and l.told_at <= ${before} and l.state not in ('split', 'duplicate')
    group by s.id, s.bank_id, s.bank_account, s.asset`.execute(ctx.tx);
  for (const { id, bank_id: bankId, account, asset, count, amount } of rows)
    await raiseWorkItem(ctx, {
      kind: 'late-notification',
      subject: id,
      facts: { id: bankId, account, count: String(count) },
      asset,
      amount,
    });
  await closeOthers(ctx, 'late-notification', {
    still: rows.map(({ id }) => id),
    because: 'A statement confirmed it.',
  });
}

/** Goes on with files whose job was lost with its process. */
async function resumeFiles(ctx: Ctx): Promise<void> {
  const files = await ctx.tx.selectFrom('wallet.bank_files').select('sha256').where('state', '=', 'booking').execute();
  for (const { sha256 } of files) {
    const file = sha256.toString('hex');
    await ctx.enqueue({ name: bookJob, payload: { file }, key: `${bookJob} ${file}` });
  }
}

export const watchBank = command({
  name: 'wallet.watch-bank',
  summary: 'Goes on with files that are booked in part, and raises notifications that no statement confirmed in time.',
  can: (actor) => actor.kind === 'system',
  input: input({}),
  run: async (ctx) => {
    await resumeFiles(ctx);
    await raiseLate(ctx);
    return {};
  },
});
