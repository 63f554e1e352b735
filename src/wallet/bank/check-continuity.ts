import { sql } from 'kysely';
import type { Ctx } from '../../platform/command.ts';
import type { Database, Tx } from '../../platform/db.ts';
import { toDecimal } from '../../platform/money.ts';
import { providerShard } from '../account.ts';
import { findAsset } from '../asset.ts';
import { closeOthers, raiseWorkItem } from './work-item.ts';

/** Two statements of an account between which something is missing. */
export interface Gap {
  readonly account: string;
  readonly asset: string;
  readonly before: string;
  readonly after: string;
  /** What the missing statements moved. */
  readonly amount: bigint;
}

/**
 * The statements of an account in the bank's order, each once: a statement that came again counts as it came last.
 * Without days and numbers of the bank the order of upload stands for it.
 */
export const statementChain = (account: string) => sql`
  select distinct on (bank_id) id, bank_id, asset, opening, closing, closed_on, sequence
  from wallet.bank_statements where shard = ${providerShard} and bank_account = ${account} and kind = 'statement'
  order by bank_id, id desc`;

export async function findGaps(db: Database | Tx, account: string): Promise<readonly Gap[]> {
  const { rows } = await sql<Omit<Gap, 'account'>>`
    with chain as (${statementChain(account)}),
      pairs as (select asset, bank_id as after, opening,
          lag(bank_id) over in_order as before, lag(closing) over in_order as closed
        from chain window in_order as (order by closed_on nulls first, sequence nulls first, id))
    select asset, before, after, opening - closed as amount from pairs where before is not null and opening <> closed`.execute(
    db,
  );
  return rows.map((row) => ({ account, ...row }));
}

/** Raises what is missing between the statements of an account, and takes off the list what arrived. */
export async function checkContinuity(ctx: Ctx, account: string): Promise<void> {
  const gaps = await findGaps(ctx.tx, account);
  for (const { asset, before, after, amount } of gaps) {
    const decimals = findAsset(ctx.config, asset)?.decimals ?? 0;
    const facts = { account, before, after, amount: `${toDecimal(amount, decimals)} ${asset}` };
    await raiseWorkItem(ctx, { kind: 'statement-gap', subject: `${account} ${after}`, facts, asset, amount });
  }
  await closeOthers(ctx, 'statement-gap', {
    among: `${account} `,
    still: gaps.map(({ after }) => `${account} ${after}`),
    because: 'The missing statement came.',
  });
}
