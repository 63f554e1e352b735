/** What a fee may be charged for; everything else is free, whatever a table says. */
export const feeKinds = ['payment', 'withdrawal', 'checkout'] as const;
export type FeeKind = (typeof feeKinds)[number];

/** What one kind of operation costs in one asset; amounts in minor units. What has no rule is free. */
export interface FeeRule {
  readonly kind: FeeKind;
  readonly asset: string;
  readonly flat: bigint;
  /** Hundredths of a per cent of the amount. */
  readonly basisPoints: number;
  readonly minimum: bigint;
  /** Null: no upper limit. */
  readonly maximum: bigint | null;
}

/** `replaced`: another version of the same day was published before it began. */
export type FeeTableState = 'past' | 'in-force' | 'coming' | 'replaced';

/** One version of the fee table; it never changes. */
export interface FeeTable {
  readonly version: number;
  readonly effectiveFrom: Date;
  /** Version 1 came with the installation and has no beginning. */
  readonly first: boolean;
  readonly state: FeeTableState;
  readonly rules: readonly FeeRule[];
}

export const basisPointsMax = 10_000;

/** The one rounding of fees: what is less than the smallest unit is dropped, which is in the payer's favour. */
function roundDown(dividend: bigint, divisor: bigint): bigint {
  return dividend / divisor;
}

/** The fee of a positive amount: the flat part and the share, not below the minimum and not above the maximum. */
export function computeFee(
  { flat, basisPoints, minimum, maximum }: Omit<FeeRule, 'kind' | 'asset'>,
  amount: bigint,
): bigint {
  const fee = flat + roundDown(amount * BigInt(basisPoints), BigInt(basisPointsMax));
  const raised = fee < minimum ? minimum : fee;
  return maximum !== null && raised > maximum ? maximum : raised;
}

/** Whether a rule charges nothing, whatever the amount. */
export function isFree({ flat, basisPoints, minimum, maximum }: FeeRule): boolean {
  return maximum === 0n || (flat === 0n && basisPoints === 0 && minimum === 0n);
}
