import { parseAmount, toDecimal } from './money.ts';
import type { AssetFormat } from './money.ts';

/** An asset of the wallet as it lives on the EVM chain. */
export interface EvmAsset {
  readonly code: string;
  readonly decimals: number;
  /** The token's contract in lower case; null: the chain's native coin. */
  readonly token: string | null;
  /** Blocks, its own included, after which a deposit is credited and a payout is final. */
  readonly confirmations: number;
  /** Minor units below which a deposit is kept and explained, not credited, and nothing is swept. */
  readonly minimum: bigint;
  /** Minor units that the hot wallet should hold; below it staff are told. */
  readonly floor: bigint;
}

const confirmationsMax = 1_000;
const form = 'must list assets as CODE:native or token contract:confirmations[:minimum deposit[:hot wallet floor]]';

/** Reads `ETH:native:12:0.001:0.5,USDC:0x…:12:5`; the assets' decimals are those of `ASSETS`. */
export function parseEvmAssets(text: string, assets: readonly AssetFormat[]): readonly EvmAsset[] {
  const found = text.split(',').map((part): EvmAsset => {
    const [code, place, confirmations = '', minimum = '0', floor = '0', ...rest] = part.trim().split(':');
    const asset = assets.find((candidate) => candidate.code === code);
    if (asset === undefined) throw new Error(`names ${code}, which is not one of ASSETS`);
    if (place === undefined || !/^(native|0x[0-9a-f]{40})$/i.test(place) || rest.length > 0) throw new Error(form);
    const count = Number(confirmations);
    if (!/^\d{1,4}$/.test(confirmations) || count < 1 || count > confirmationsMax)
      throw new Error(`must give ${code} between 1 and ${confirmationsMax} confirmations`);
    return Object.freeze({
      ...asset,
      token: place.toLowerCase() === 'native' ? null : place.toLowerCase(),
      confirmations: count,
      minimum: amountOf(minimum, asset),
      floor: amountOf(floor, asset),
    });
  });
  const places = new Set(found.map(({ token }) => token));
  if (new Set(found.map(({ code }) => code)).size !== found.length || places.size !== found.length)
    throw new Error('must name each asset and each contract once');
  if (!places.has(null)) throw new Error('must name the native coin, which pays the network’s fees');
  return Object.freeze(found);
}

function amountOf(text: string, { code, decimals }: AssetFormat): bigint {
  if (/^0(\.0*)?$/.test(text)) return 0n;
  const amount = parseAmount(text, decimals);
  if (typeof amount !== 'bigint') throw new Error(`has an amount of ${code} that cannot be read: ${text}`);
  return amount;
}

/** The asset as the setting writes it. */
export function describeEvmAsset({ code, decimals, token, confirmations, minimum, floor }: EvmAsset): string {
  return [code, token ?? 'native', confirmations, toDecimal(minimum, decimals), toDecimal(floor, decimals)].join(':');
}

/** Gwei, a billionth of the native coin, of which a network fee is made. */
export function parseFeeCap(text: string): bigint {
  if (!/^\d{1,7}$/.test(text) || Number(text) < 1) throw new Error('must be whole gwei, 1 to 9999999');
  return BigInt(text) * 1_000_000_000n;
}
