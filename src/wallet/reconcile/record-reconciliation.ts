import { Type } from 'typebox';
import { actorName } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { newId } from '../../platform/id.ts';
import { toJson } from '../../platform/json.ts';
import { toDecimal } from '../../platform/money.ts';
import { providerShard } from '../account.ts';
import { findAsset } from '../asset.ts';
import { closeOthers, raiseWorkItem } from '../bank/work-item.ts';
import { compareBank } from './compare-bank.ts';
import { compareChain } from './compare-chain.ts';
import { explain } from './contract.ts';
import type { Reconciled, Reconciliation } from './contract.ts';

const subjectOf = ({ rail, asset }: Reconciled): string => `${rail} ${asset}`;

/** Raises what nothing explains, since when and how much, and takes off the list what is explained now. */
async function raise(ctx: Ctx, rows: readonly Reconciled[]): Promise<void> {
  const open = rows.filter(({ explained }) => !explained);
  for (const row of open) {
    const decimals = findAsset(ctx.config, row.asset)?.decimals ?? 0;
    const write = (amount: bigint | null): string =>
      amount === null ? '–' : `${toDecimal(amount, decimals)} ${row.asset}`;
    await raiseWorkItem(ctx, {
      kind: 'books-differ',
      subject: subjectOf(row),
      asset: row.asset,
      amount: row.unexplained,
      facts: {
        place: row.rail === 'bank' ? row.places.map(({ place }) => place).join(', ') : 'EVM',
        books: write(row.books),
        outside: write(row.outside),
        difference: write(row.unexplained),
      },
    });
  }
  await closeOthers(ctx, 'books-differ', {
    still: open.map(subjectOf),
    because: 'A later comparison explained every difference.',
  });
}

export const recordReconciliation = command({
  name: 'wallet.record-reconciliation',
  summary: 'Compares ledger, bank and chain, keeps the outcome, and raises what nothing explains.',
  can: (actor) => actor.kind === 'system',
  input: input({
    holdings: Type.Union([
      Type.Null(),
      Type.Array(
        input({
          asset: Type.String(),
          place: Type.String(),
          amount: Type.String({ pattern: '^-?\\d+$' }),
          source: Type.String(),
        }),
      ),
    ]),
  }),
  run: async (ctx, { holdings }): Promise<Reconciliation> => {
    const compared = [...(await compareBank(ctx.tx)), ...(await compareChain(ctx.tx, ctx.config, holdings))];
    const rows = compared.map(explain);
    await raise(ctx, rows);
    const unexplained = rows.filter(({ explained }) => !explained).length;
    const id = newId(providerShard);
    ctx.about(`reconciliation:${id}`);
    const by = actorName(ctx.actor);
    await ctx.tx
      .insertInto('wallet.reconciliations')
      .values({ shard: providerShard, id, at: ctx.now, by, rows: toJson(rows), unexplained })
      .execute();
    return { id, at: ctx.now, by, rows, unexplained };
  },
});
