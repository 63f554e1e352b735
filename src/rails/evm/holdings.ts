import type { Holding } from '../contract.ts';
import type { RailWorld } from '../rail.ts';
import { provider } from './address.ts';
import { readChain } from './chain.ts';
import { connect } from './node.ts';
import type { Node } from './node.ts';

/** Addresses asked about at once. */
const addressesAtOnce = 200;

/** What the chain says that our addresses hold, at the block up to which it was followed. Throws `NodeFault`s. */
export async function holdings({ db, config, clock }: Omit<RailWorld, 'door'>): Promise<readonly Holding[]> {
  const chain = await readChain(db);
  if (chain === undefined || config.evmRpcUrl === undefined) return [];
  const node = connect(config.evmRpcUrl);
  const found: Holding[] = [];
  const base = { rail: 'evm', at: clock.now(), source: `block ${chain.height}` } as const;
  for (const { code, token } of config.evmAssets) {
    for (const [place, ofHotWallet] of [
      ['hot wallet', true],
      ['deposit addresses', false],
    ] as const) {
      const amount = await total({ db }, node, { token, height: chain.height, ofHotWallet });
      found.push({ ...base, asset: code, place, amount });
    }
  }
  return found;
}

interface Part {
  readonly token: string | null;
  readonly height: number;
  readonly ofHotWallet: boolean;
}

async function total({ db }: Pick<RailWorld, 'db'>, node: Node, { token, height, ofHotWallet }: Part): Promise<bigint> {
  let sum = 0n;
  for (let after = ''; ;) {
    const rows = await db
      .selectFrom('rails.evm_addresses')
      .select('address')
      .where('owner', ofHotWallet ? '=' : '<>', provider)
      .where('address', '>', after)
      .orderBy('address')
      .limit(addressesAtOnce)
      .execute();
    const balances = await Promise.all(
      rows.map(({ address }) =>
        token === null ? node.balance(address, height) : node.tokenBalance(token, address, height),
      ),
    );
    sum += balances.reduce((all, one) => all + one, 0n);
    if (rows.length < addressesAtOnce) return sum;
    after = rows.at(-1)?.address ?? after;
  }
}
