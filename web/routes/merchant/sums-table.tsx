import type { SettlementSum } from '../../../src/wallet/checkout/settlement.ts';
import { Table } from '../../components/table.tsx';
import { useFormat } from '../../format.ts';
import { useText } from '../../text.ts';

/** What some days came to, an asset a row. */
export function SumsTable({
  sums,
  caption,
  empty,
}: {
  readonly sums: readonly SettlementSum[];
  readonly caption: string;
  readonly empty: string;
}) {
  const text = useText().merchant.sums;
  const format = useFormat();
  const amount = (of: 'gross' | 'fee' | 'refund' | 'net') => ({
    id: of,
    head: text[of],
    number: true,
    cell: (sum: SettlementSum) => format.amount(sum[of], { code: sum.asset, decimals: sum.decimals }),
  });
  return (
    <Table
      caption={caption}
      rows={sums}
      keyOf={({ asset }) => asset}
      empty={empty}
      columns={[
        { id: 'asset', head: text.asset, cell: ({ asset }) => asset },
        { id: 'payments', head: text.payments, number: true, cell: ({ payments }) => format.count(payments) },
        amount('gross'),
        amount('fee'),
        amount('refund'),
        amount('net'),
      ]}
    />
  );
}
