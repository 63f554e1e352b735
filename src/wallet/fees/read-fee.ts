import { parseAmount } from '../../platform/money.ts';
import type { AssetFormat } from '../../platform/money.ts';
import { readAmount } from '../payment.ts';

/** A typed fee in minor units; unlike an amount it may be nothing. */
export function readFee(typed: string | undefined, asset: AssetFormat, pointer: string): bigint {
  if (typed === undefined || typed.trim() === '' || parseAmount(typed, asset.decimals) === 'not-positive') return 0n;
  return readAmount(typed, asset, pointer);
}
