import type { Config } from '../platform/config.ts';
import type { Localized } from '../platform/localized.ts';
import type { AssetFormat } from '../platform/money.ts';

const names: Readonly<Record<string, Localized>> = {
  USD: { en: 'US dollar', 'zh-CN': '美元' },
  EUR: { en: 'Euro', 'zh-CN': '欧元' },
  GBP: { en: 'Pound sterling', 'zh-CN': '英镑' },
  CNY: { en: 'Chinese yuan', 'zh-CN': '人民币' },
  HKD: { en: 'Hong Kong dollar', 'zh-CN': '港元' },
  JPY: { en: 'Japanese yen', 'zh-CN': '日元' },
  SGD: { en: 'Singapore dollar', 'zh-CN': '新加坡元' },
  USDC: { en: 'USD Coin', 'zh-CN': 'USDC 稳定币' },
  USDT: { en: 'Tether', 'zh-CN': '泰达币' },
  BTC: { en: 'Bitcoin', 'zh-CN': '比特币' },
  ETH: { en: 'Ether', 'zh-CN': '以太币' },
};

/** What people call an asset; its code where we know no name. */
export function assetName(code: string): Localized {
  return names[code] ?? { en: code, 'zh-CN': code };
}

/** The asset as the wallet is set up to hold it; `undefined` for one that it does not hold. */
export function findAsset(config: Pick<Config, 'assets'>, code: string): AssetFormat | undefined {
  return config.assets.find((asset) => asset.code === code);
}
