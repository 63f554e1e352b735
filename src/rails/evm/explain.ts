import type { Config } from '../../platform/config.ts';
import { problem } from '../problems.ts';
import type { Reader } from '../rail.ts';
import { networkName, readChain } from './chain.ts';
import { confirmationsAt } from './deposit.ts';
import { depositsByHash, depositsOf } from './list-deposits.ts';
import type { ChainDeposit } from './list-deposits.ts';
import { connect, NodeFault } from './node.ts';
import type { ChainTransaction, Receipt } from './node.ts';
import { openAddressOf } from './view.ts';

/** A movement that the chain itself shows. */
export interface ChainMovement {
  readonly to: string;
  /** Undefined: a token that we do not carry. */
  readonly asset: string | undefined;
  readonly token: string | null;
  readonly amount: bigint;
}

/** What a transaction's hash is, as far as it concerns one person. */
export type Explanation =
  | { readonly what: 'deposits'; readonly network: string; readonly deposits: readonly ChainDeposit[] }
  | { readonly what: 'not-found' | 'pending' | 'failed' | 'not-followed-yet'; readonly network: string }
  | {
      readonly what: 'elsewhere';
      readonly network: string;
      /** The person's own deposit address, to compare. */
      readonly expected: string | null;
      readonly movements: readonly ChainMovement[];
      readonly confirmations: number;
    };

/** Says what a transaction is to a person, or to anybody here where none is named: from our records, else by asking the chain. */
export async function explainTransaction(
  { db, config }: Reader,
  owner: string | undefined,
  typed: string,
): Promise<Explanation> {
  const hash = typed.normalize('NFKC').trim().toLowerCase();
  if (!/^0x[0-9a-f]{64}$/.test(hash)) throw problem('hash-malformed');
  const chain = await readChain(db);
  if (chain === undefined || config.evmRpcUrl === undefined) throw problem('chain-not-ready');
  const network = networkName(chain.chainId);
  const deposits = owner === undefined ? await depositsByHash(db, hash) : await depositsOf(db, owner, { hash });
  if (deposits.length > 0) return { what: 'deposits', network, deposits };
  const found = await lookUp(config.evmRpcUrl, hash);
  if (found === undefined) return { what: 'not-found', network };
  if (found.receipt === undefined) return { what: 'pending', network };
  if (!found.receipt.succeeded) return { what: 'failed', network };
  const movements = movementsOf(config, found.transaction, found.receipt);
  const expected = owner === undefined ? null : ((await openAddressOf(db, owner)) ?? null);
  const isMine = movements.some(({ to }) => to === expected?.toLowerCase());
  if (isMine && found.receipt.height > chain.height) return { what: 'not-followed-yet', network };
  const confirmations = confirmationsAt(found.receipt.height, chain.height, Number.MAX_SAFE_INTEGER);
  return { what: 'elsewhere', network, expected, movements, confirmations };
}

async function lookUp(
  url: string,
  hash: string,
): Promise<{ transaction: ChainTransaction; receipt: Receipt | undefined } | undefined> {
  try {
    const node = connect(url);
    const [transaction, receipt] = await Promise.all([node.transaction(hash), node.receipt(hash)]);
    return transaction && { transaction, receipt };
  } catch (fault) {
    if (fault instanceof NodeFault) throw problem('chain-not-ready');
    throw fault;
  }
}

function movementsOf({ evmAssets }: Config, { to, value }: ChainTransaction, { transfers }: Receipt): ChainMovement[] {
  const assetOf = (token: string | null): string | undefined =>
    evmAssets.find((candidate) => candidate.token === token)?.code;
  const native = to === null || value === 0n ? [] : [{ to, token: null, amount: value, asset: assetOf(null) }];
  return [
    ...native,
    ...transfers.map(({ to: recipient, token, amount }) => ({ to: recipient, token, amount, asset: assetOf(token) })),
  ];
}
