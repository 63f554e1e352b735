import { sql } from 'kysely';
import { hasRole } from '../../platform/actor.ts';
import { actorName } from '../../platform/actor.ts';
import { assert } from '../../platform/assert.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { newId } from '../../platform/id.ts';
import { listBankAccounts } from './bank-accounts.ts';
import type { BankAccount } from './bank-accounts.ts';
import { paymentFile } from './payment-file.ts';
import { payoutShard } from './payouts.ts';

/** Payments of one batch at the most: a file that a person can still look through, and every bank takes. */
const paymentsMax = 1000;

interface Queued {
  readonly id: string;
  readonly reference: string;
  readonly asset: string;
  readonly amount: bigint;
  readonly iban: string;
  readonly bic: string | null;
  readonly name: string;
}

/** Takes what waits in one asset; what another process is batching right now is left to it. */
async function takeQueued(ctx: Ctx, asset: string): Promise<readonly Queued[]> {
  const { rows } = await sql<Queued>`
    select id, reference, asset, amount, iban, bic, name from rails.bank_payouts
    where shard = ${payoutShard} and state = 'queued' and asset = ${asset}
    order by queued_at, id limit ${paymentsMax} for update skip locked`.execute(ctx.tx);
  return rows;
}

async function makeBatch(ctx: Ctx, account: BankAccount, payouts: readonly Queued[]): Promise<string> {
  const id = newId(payoutShard);
  const decimals = ctx.config.assets.find(({ code }) => code === account.asset)?.decimals;
  assert(decimals !== undefined, 'a bank account is of an asset that we hold');
  const reference = `OKP-${ctx.now.toISOString().slice(0, 10).replaceAll('-', '')}-${id.replaceAll('-', '').slice(-12, -2).toUpperCase()}`;
  const file = paymentFile({ reference, account, decimals, madeAt: ctx.now, orders: payouts });
  await ctx.tx
    .insertInto('rails.bank_batches')
    .values({
      shard: payoutShard,
      id,
      reference,
      bank_account: account.number,
      asset: account.asset,
      payments: payouts.length,
      sum: payouts.reduce((sum, { amount }) => sum + amount, 0n),
      file: Buffer.from(file),
      state: 'made',
      made_at: ctx.now,
      first_by: ctx.actor.kind === 'person' ? actorName(ctx.actor) : null,
    })
    .execute();
  const { numUpdatedRows } = await ctx.tx
    .updateTable('rails.bank_payouts')
    .set({ state: 'batched', batch_id: id, changed_at: ctx.now })
    .where('shard', '=', payoutShard)
    .where(
      'id',
      'in',
      payouts.map((payout) => payout.id),
    )
    .where('state', '=', 'queued')
    .executeTakeFirstOrThrow();
  assert(numUpdatedRows === BigInt(payouts.length), 'a payout is in one batch');
  return id;
}

export const makeBankBatches = command({
  name: 'rails.make-bank-batches',
  summary: 'Puts the payouts that wait into files for the bank (ISO 20022 pain.001), one for each account and asset.',
  rest: 'POST /bank-batches',
  can: (actor) => actor.kind === 'system' || hasRole(actor, 'supervisor', 'compliance', 'admin'),
  input: input({}),
  run: async (ctx) => {
    const batches: string[] = [];
    const done = new Set<string>();
    // Accounts come in the order of their opening: an asset is paid from its oldest.
    for (const account of await listBankAccounts(ctx.tx)) {
      if (done.has(account.asset)) continue;
      done.add(account.asset);
      for (;;) {
        const queued = await takeQueued(ctx, account.asset);
        if (queued.length === 0) break;
        batches.push(await makeBatch(ctx, account, queued));
      }
    }
    ctx.about(`bank-batches:${batches.length}`);
    return { batches };
  },
});
