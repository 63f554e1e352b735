import type { VerificationLevel } from '../../identity/contract.ts';
import type { AssetFormat } from '../../platform/money.ts';

export const limitedOperations = ['payment', 'checkout', 'withdrawal'] as const;
export type LimitedOperation = (typeof limitedOperations)[number];

/** The most that may move in one transaction, on one calendar day and in one calendar month of the installation's zone; in minor units. */
export interface Limits {
  readonly transaction: bigint;
  readonly day: bigint;
  readonly month: bigint;
}

interface LimitTable {
  readonly version: number;
  /** For each operation by level: per transaction, day and month, in whole US dollars. */
  readonly dollars: Readonly<Record<LimitedOperation, readonly (readonly [bigint, bigint, bigint])[]>>;
  /** What stands for how many dollars here: `[units, dollars]`, round and fixed, so that a limit never moves with a market. */
  readonly rates: Readonly<Record<string, readonly [units: bigint, dollars: bigint]>>;
}

const paying = [
  [1_000n, 2_000n, 5_000n],
  [10_000n, 20_000n, 50_000n],
  [100_000n, 250_000n, 1_000_000n],
] as const;

/** The limits in force. A change is a new version with another number, so that a page can be held against it. */
export const limitTable: LimitTable = {
  version: 1,
  dollars: {
    payment: paying,
    checkout: paying,
    withdrawal: [
      [500n, 1_000n, 2_500n],
      [5_000n, 10_000n, 50_000n],
      [50_000n, 100_000n, 500_000n],
    ],
  },
  rates: {
    USD: [1n, 1n],
    EUR: [1n, 1n],
    GBP: [1n, 1n],
    CNY: [7n, 1n],
    HKD: [8n, 1n],
    JPY: [150n, 1n],
    SGD: [1n, 1n],
    USDC: [1n, 1n],
    USDT: [1n, 1n],
    BTC: [1n, 100_000n],
    ETH: [1n, 2_500n],
  },
};

/** Decimals that the unit of a currency has at the most; more are a coin's. */
const currencyDecimalsMax = 3;

/**
 * Units of an asset for dollars. One that the table does not name counts as dollars if it has the decimals of a
 * currency, and otherwise as the dearest coin that we know: a mistake then errs to the strict side.
 */
function rateOf({ code, decimals }: AssetFormat): readonly [units: bigint, dollars: bigint] {
  return limitTable.rates[code] ?? (decimals <= currencyDecimalsMax ? [1n, 1n] : [1n, 100_000n]);
}

/** The limits of an operation in an asset at a level, in the asset's minor units. */
export function limitsOf(operation: LimitedOperation, asset: AssetFormat, level: VerificationLevel): Limits {
  const [units, dollars] = rateOf(asset);
  const toMinor = (amount: bigint): bigint => (amount * units * 10n ** BigInt(asset.decimals)) / dollars;
  const [transaction = 0n, day = 0n, month = 0n] = limitTable.dollars[operation][level] ?? [];
  return { transaction: toMinor(transaction), day: toMinor(day), month: toMinor(month) };
}
