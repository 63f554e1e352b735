import type { Config } from '../platform/config.ts';
import { parseAmount } from '../platform/money.ts';
import type { AmountFault } from '../platform/money.ts';
import type { Localized } from '../platform/localized.ts';
import { platformProblem } from '../platform/problems.ts';
import type { Money } from './case-state.ts';
import { complaintsProblem } from './problems.ts';

const faultSentences: Readonly<Record<AmountFault, Localized>> = {
  'not-a-number': { en: 'Write the amount in digits, for example 12.50.', 'zh-CN': '请用数字填写金额，例如 12.50。' },
  'too-many-decimals': { en: 'This asset has fewer decimals.', 'zh-CN': '该资产的小数位没有这么多。' },
  'not-positive': { en: 'Write an amount above zero.', 'zh-CN': '请填写大于零的金额。' },
  'too-large': { en: 'The amount is too large.', 'zh-CN': '金额过大。' },
};

/** A typed decimal amount of one of our assets in minor units. Throws `complaints.no-such-asset` or `platform.bad-input`. */
export function readMoney(
  config: Pick<Config, 'assets'>,
  { asset: code, amount: typed }: { readonly asset: string; readonly amount: string },
  pointer: string,
): Money {
  const asset = config.assets.find((known) => known.code === code);
  if (asset === undefined) throw complaintsProblem('no-such-asset');
  const amount = parseAmount(typed, asset.decimals);
  if (typeof amount === 'string')
    throw platformProblem('bad-input', {}, [{ pointer: `${pointer}/amount`, detail: faultSentences[amount] }]);
  return { asset: code, amount };
}
