import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { useText } from '../../text.ts';
import type { MyLimits } from './limits.tsx';

/** What may be sent now, said before an amount is typed. */
export function LimitLine({ limits, asset }: { readonly limits: MyLimits; readonly asset: string | undefined }) {
  const text = useText().limits;
  const format = useFormat();
  const payments = limits.limits.filter(({ operation }) => operation === 'payment');
  const limit = payments.find((one) => one.asset === asset) ?? payments[0];
  if (limit === undefined) return null;
  return (
    <p className="hint">
      {text.canSend(format.amount(limit.left, { code: limit.asset, decimals: limit.decimals }))}{' '}
      <a href={paths.limits()}>{text.see}</a>
    </p>
  );
}
