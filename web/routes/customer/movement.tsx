import type { Party, Transaction } from '../../../src/wallet/contract.ts';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { useText } from '../../text.ts';
import type { Text } from '../../text.ts';

/** What a transaction is called in a list: with whom, or what we did. */
export function movementName(
  {
    kind,
    direction,
    other,
    checkout,
  }: {
    readonly kind: Transaction['kind'];
    readonly direction: 'in' | 'out';
    readonly other: Party;
    readonly checkout: Transaction['checkout'];
  },
  text: Text['wallet']['transaction'],
): string {
  if (checkout !== null) return text.checkouts[kind === 'checkout' ? 'paid' : 'refunded'][direction](checkout);
  if (kind === 'deposit' && other.kind === 'provider' && other.account === 'chain') return text.chainDeposit;
  if (kind !== 'payment') return text.kinds[kind];
  const name = partyName(other, text);
  return direction === 'in' ? text.from(name) : text.to(name);
}

export function partyName(party: Party, text: Text['wallet']['transaction']): string {
  return party.kind === 'person' ? party.name : text.provider[party.account];
}

/** `+12.50 USD` or `−12.50 USD`; the sign, not the colour, tells the direction. */
export function useSigned(): (
  direction: 'in' | 'out',
  amount: bigint,
  asset: { readonly asset: string; readonly decimals: number },
) => string {
  const format = useFormat();
  return (direction, amount, { asset, decimals }) =>
    `${direction === 'in' ? '+' : '−'}${format.amount(amount, { code: asset, decimals })}`;
}

/** Transactions one under the other, each a link to its page. */
export function Movements({
  transactions,
  label,
}: {
  readonly transactions: readonly Transaction[];
  readonly label: string;
}) {
  return (
    <ul className="movements" aria-label={label}>
      {transactions.map((transaction) => (
        <Movement key={transaction.id} transaction={transaction} />
      ))}
    </ul>
  );
}

function Movement({ transaction }: { readonly transaction: Transaction }) {
  const { id, at, direction, amount, asset, decimals, balanceAfter, memo, status, fee, feeVersion } = transaction;
  const text = useText().wallet.transaction;
  const format = useFormat();
  const signed = useSigned();
  return (
    <li>
      <div className="what">
        <a href={paths.transaction(id)}>{movementName(transaction, text)}</a>
        {memo === null ? null : <span className="memo">{memo}</span>}
        <span className="when">
          {format.instant(at)}
          {status === 'posted' ? null : ` · ${text.statuses[status]}`}
        </span>
      </div>
      <div className="much">
        <span className={direction === 'in' ? 'amount amount-in' : 'amount'}>
          {signed(direction, amount, { asset, decimals })}
        </span>
        {fee === 0n ? null : (
          <span className="after">
            <a href={paths.fees(feeVersion ?? undefined)}>
              {text.withFee(format.amount(fee, { code: asset, decimals }))}
            </a>
          </span>
        )}
        <span className="after">
          {text.after}: {format.amount(balanceAfter, { code: asset, decimals })}
        </span>
      </div>
    </li>
  );
}
