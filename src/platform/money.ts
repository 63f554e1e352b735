/** How an asset is written: `code` such as `USD`, and how many decimals its minor unit has (0 to 18). */
export interface AssetFormat {
  readonly code: string;
  readonly decimals: number;
}

/** Why a typed amount was refused. */
export type AmountFault = 'not-a-number' | 'too-many-decimals' | 'not-positive' | 'too-large';

/** The largest amount that `numeric(38,0)` holds. */
export const amountMax = 10n ** 38n - 1n;

/** Parses a decimal typed by a person ("1,234.50") into minor units, exactly; ASCII or full-width digits. */
export function parseAmount(text: string, decimals: number): bigint | AmountFault {
  const plain = text.normalize('NFKC').trim();
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?$/.exec(plain);
  const whole = match?.[1]?.replaceAll(',', '') ?? '';
  const fraction = (match?.[2] ?? '').replace(/0+$/, '');
  if (!match || (whole === '' && (match[2] ?? '') === '')) return 'not-a-number';
  if (fraction.length > decimals) return 'too-many-decimals';
  if (whole.length + decimals > 60) return 'too-large';
  const amount = BigInt(whole + fraction.padEnd(decimals, '0') || '0');
  if (amount === 0n) return 'not-positive';
  return amount > amountMax ? 'too-large' : amount;
}

/** The exact decimal of an amount in minor units, without grouping: `-1234.5` minor 2 → `-1234.50`. */
export function toDecimal(amount: bigint, decimals: number): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const sign = amount < 0n ? '-' : '';
  return decimals === 0 ? sign + whole : `${sign}${whole}.${digits.slice(-decimals)}`;
}

/** An amount for a reader: grouped, at least two of its decimals kept where it has them, then the asset's code. */
export function formatAmount(amount: bigint, asset: AssetFormat): string {
  const [whole = '0', fraction = ''] = toDecimal(amount, asset.decimals).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const kept = fraction.slice(0, Math.max(Math.min(2, asset.decimals), fraction.replace(/0+$/, '').length));
  return `${grouped}${kept === '' ? '' : `.${kept}`} ${asset.code}`;
}
