import { sql } from 'kysely';
import type { Config } from '../../platform/config.ts';
import type { Database, Tx } from '../../platform/db.ts';
import { chainInFlight } from '../../rails/rails.ts';
import type { Compared, DifferenceItem, DifferenceReason } from './contract.ts';

/** What the node says that we hold in one place; amounts as decimal digits, as they cross a command's input. */
export interface ToldHolding {
  readonly asset: string;
  readonly place: string;
  readonly amount: string;
  readonly source: string;
}

async function readBooks(db: Database | Tx): Promise<ReadonlyMap<string, bigint>> {
  const { rows } = await sql<{ asset: string; amount: bigint }>`
    select asset, -sum(balance) as amount from ledger.public_accounts where owner = 'chain' and kind = 'system' group by asset`.execute(
    db,
  );
  return new Map(rows.map(({ asset, amount }) => [asset, amount]));
}

/** Deposits by what the wallet did with them. */
async function readDeposits(db: Database | Tx, ignored: readonly string[]) {
  const { rows } = await sql<{ id: string; asset: string; amount: bigint; state: string }>`
    select deposit_id as id, asset, amount, state from wallet.chain_deposits
    where state in ('refused', 'missing') or (state = 'credited' and deposit_id = any(${ignored}::uuid[]))`.execute(db);
  return rows;
}

/** Compares what the chain holds for us with the books, asset by asset; `told` is null where the node did not answer. */
export async function compareChain(
  db: Database | Tx,
  config: Pick<Config, 'evmAssets'>,
  told: readonly ToldHolding[] | null,
): Promise<readonly Compared[]> {
  if (config.evmAssets.length === 0) return [];
  const [books, inFlight] = [await readBooks(db), await chainInFlight(db)];
  const deposits = await readDeposits(
    db,
    inFlight.flatMap(({ id, kind }) => (kind === 'ignored-deposit' ? [id] : [])),
  );
  const credited = new Set(deposits.filter(({ state }) => state === 'credited').map(({ id }) => id));
  return config.evmAssets.map(({ code: asset, token }): Compared => {
    const parts: { reason: DifferenceReason; amount: bigint }[] = [];
    for (const { id, kind, asset: of, amount } of inFlight)
      if ((of ?? (token === null ? asset : undefined)) === asset && !credited.has(id))
        parts.push({ reason: kind, amount });
    for (const { asset: of, amount, state } of deposits)
      if (of === asset && state !== 'credited')
        parts.push(
          state === 'refused' ? { reason: 'refused-deposit', amount } : { reason: 'vanished-deposit', amount: -amount },
        );
    const items = [...Map.groupBy(parts, ({ reason }) => reason)].map(([reason, some]): DifferenceItem => ({
      reason,
      count: some.length,
      amount: some.reduce((sum, { amount }) => sum + amount, 0n),
    }));
    const places = (told ?? [])
      .filter((holding) => holding.asset === asset)
      .map(({ place, amount, source }) => ({ place, source, amount: BigInt(amount) }));
    return {
      rail: 'evm',
      asset,
      places,
      outside: told === null ? null : places.reduce((sum, { amount }) => sum + amount, 0n),
      books: books.get(asset) ?? 0n,
      items: told === null ? [{ reason: 'no-answer', count: 1, amount: 0n }] : items,
      onTheWay: 0n,
      inSuspense: 0n,
    };
  });
}
