import type { CheckoutPayment } from '../../../src/wallet/checkout/contract.ts';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { useText } from '../../text.ts';
import { paymentTones } from './payment-tones.ts';

/** A merchant's payments, each with the way to its page. */
export function PaymentTable({
  payments,
  caption,
  empty,
}: {
  readonly payments: readonly CheckoutPayment[];
  readonly caption: string;
  readonly empty: string;
}) {
  const text = useText().merchant.payment;
  const format = useFormat();
  return (
    <Table
      caption={caption}
      rows={payments}
      keyOf={({ id }) => id}
      empty={empty}
      columns={[
        {
          id: 'order',
          head: text.order,
          cell: ({ id, orderReference }) => <a href={paths.merchantPayment(id)}>{orderReference}</a>,
        },
        {
          id: 'state',
          head: text.state,
          cell: ({ state }) => <Tag tone={paymentTones[state]}>{text.states[state]}</Tag>,
        },
        { id: 'made', head: text.made, cell: ({ createdAt }) => format.instant(createdAt) },
        {
          id: 'amount',
          head: text.amount,
          number: true,
          cell: ({ amount, asset, decimals }) => format.amount(amount, { code: asset, decimals }),
        },
      ]}
    />
  );
}
