import { randomBytes } from 'node:crypto';
import { encodeFunctionData, getAddress, keccak256, parseAbi } from 'viem';
import { HDKey, hdKeyToAccount } from 'viem/accounts';
import type { HDAccount } from 'viem/accounts';
import { assert } from '../../platform/assert.ts';
import type { Config } from '../../platform/config.ts';
import { deriveKey, unwrapKey, wrapKey } from '../../platform/crypto.ts';
import type { Database, Tx } from '../../platform/db.ts';

/**
 * The one module that holds private keys, never longer than a call. All follow from one random seed (BIP-32, BIP-44),
 * which is stored once, sealed under the master key.
 */
type Keyring = Pick<Config, 'masterKey'>;

const seedBytes = 64;
const sealContext = 'rails.evm_seed';

/** Numbers of addresses: 0 is the hot wallet's, customers' begin at 1. */
export const hotNumber = 0;

/** Makes the seed where there is none yet; whoever is first made it. */
export async function prepareSeed(db: Database, { masterKey }: Keyring): Promise<void> {
  const sealed = wrapKey(deriveKey(masterKey, 'evm-seed'), randomBytes(seedBytes), sealContext);
  await db
    .insertInto('rails.evm_seed')
    .values({ id: 1, sealed, next_number: hotNumber + 1 })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

async function accountOf(db: Database | Tx, { masterKey }: Keyring, number: number): Promise<HDAccount> {
  const row = await db.selectFrom('rails.evm_seed').select('sealed').executeTakeFirstOrThrow();
  const seed = unwrapKey(deriveKey(masterKey, 'evm-seed'), row.sealed, sealContext);
  return hdKeyToAccount(HDKey.fromMasterSeed(seed), { addressIndex: number });
}

/** The address of a number, in lower case. */
export async function addressOf(db: Database | Tx, config: Keyring, number: number): Promise<string> {
  return (await accountOf(db, config, number)).address.toLowerCase();
}

export interface Move {
  /** Number of the address that pays. */
  readonly number: number;
  readonly chainId: number;
  readonly nonce: number;
  readonly recipient: string;
  readonly token: string | null;
  readonly amount: bigint;
  readonly gas: bigint;
  /** The most for a unit of gas, and the part of it that is the tip. */
  readonly fee: bigint;
  readonly tip: bigint;
}

/** What a move does on the chain: value to the recipient, or a call of the token's contract. */
export function callOf({ recipient, token, amount }: Pick<Move, 'recipient' | 'token' | 'amount'>): {
  readonly to: `0x${string}`;
  readonly value: bigint;
  readonly data: `0x${string}`;
} {
  if (token === null) return { to: getAddress(recipient), value: amount, data: '0x' };
  const transfer = {
    abi: parseAbi(['function transfer(address to, uint256 amount)']),
    functionName: 'transfer',
  } as const;
  return {
    to: getAddress(token),
    value: 0n,
    data: encodeFunctionData({ ...transfer, args: [getAddress(recipient), amount] }),
  };
}

/** The signed transaction and the hash that it will have. */
export async function sign(
  db: Database | Tx,
  config: Keyring,
  move: Move,
): Promise<{ readonly raw: string; readonly hash: string }> {
  assert(move.fee >= move.tip, 'a tip is part of the fee');
  const account = await accountOf(db, config, move.number);
  const raw = await account.signTransaction({
    type: 'eip1559',
    chainId: move.chainId,
    nonce: move.nonce,
    gas: move.gas,
    maxFeePerGas: move.fee,
    maxPriorityFeePerGas: move.tip,
    ...callOf(move),
  });
  return { raw, hash: keccak256(raw) };
}
