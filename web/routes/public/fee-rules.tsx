import { computeFee, feeKinds, isFree } from '../../../src/wallet/fees/fee.ts';
import type { FeeRule, FeeTable } from '../../../src/wallet/fees/fee.ts';
import { toDecimal } from '../../../src/platform/money.ts';
import { Facts } from '../../components/facts.tsx';
import { useFormat } from '../../format.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

/** Decimals of a share in per cent: a basis point is a hundredth. */
const percentDecimals = 2;

/** A share as it is written: `1.25`, `1`. */
export function percentOf(basisPoints: number): string {
  return toDecimal(BigInt(basisPoints), percentDecimals).replace(/\.?0+$/, '');
}

/** A fee in words: `0.30 USD and 1.5 % of the amount, at most 5.00 USD`. */
function useFeeWords(): (rule: FeeRule) => string {
  const format = useFormat();
  const text = useText().fees;
  const { site } = useShell();
  return (rule) => {
    const { asset, flat, basisPoints, minimum, maximum } = rule;
    // A version may name an asset that the installation has given up since.
    const known = site.assets.find(({ code }) => code === asset);
    const amount = (value: bigint): string => format.amount(value, known ?? { code: asset, decimals: 0 });
    if (isFree(rule)) return text.free;
    const least = computeFee(rule, 1n);
    const parts = [
      ...(flat > 0n || basisPoints === 0 ? [amount(basisPoints === 0 ? least : flat)] : []),
      ...(basisPoints > 0 ? [text.share(percentOf(basisPoints))] : []),
    ];
    const bounds = [
      ...(minimum > flat && basisPoints > 0 ? [text.minimum(amount(minimum))] : []),
      ...(maximum !== null && basisPoints > 0 ? [text.maximum(amount(maximum))] : []),
    ];
    return [parts.join(text.and), ...bounds].join(text.comma);
  };
}

/** What one version charges, kind by kind; a kind without a rule is free. */
export function FeeRules({ table }: { readonly table: FeeTable }) {
  const text = useText().fees;
  const words = useFeeWords();
  return (
    <Facts
      facts={[
        ...feeKinds.map((kind) => {
          const rules = table.rules.filter((rule) => rule.kind === kind);
          return {
            id: kind,
            term: text.kinds[kind],
            value:
              rules.length === 0 ? (
                text.free
              ) : (
                <ul className="plain">
                  {rules.map((rule) => (
                    <li key={rule.asset}>{text.rule(rule.asset, words(rule))}</li>
                  ))}
                </ul>
              ),
          };
        }),
        { id: 'top-up', term: text.topUp, value: text.free },
      ]}
    />
  );
}
