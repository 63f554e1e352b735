import { useLoaderData } from 'react-router';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useText } from '../../text.ts';
import { Reasons, StateTag } from '../customer/withdrawal-parts.tsx';

export const loader = load(({ door }) => door.call('wallet.list-reviews', {}));

/** The withdrawals that wait for a person, by the time that was promised. */
export default function DeskWithdrawals() {
  const { withdrawals } = useLoaderData<typeof loader>();
  const text = useText().withdrawals.desk;
  const format = useFormat();
  return (
    <Page title={text.title} lead={text.lead} width="wide">
      <Table
        caption={text.caption}
        rows={withdrawals}
        keyOf={({ id }) => id}
        empty={text.none}
        columns={[
          {
            id: 'promised',
            head: text.promised,
            cell: ({ promisedAt, promiseMissedAt, requestedAt }) => (
              <>
                {format.instant(promisedAt ?? requestedAt)}{' '}
                {promiseMissedAt === null ? null : <Tag tone="bad">{text.late}</Tag>}
              </>
            ),
          },
          { id: 'customer', head: text.customer, cell: ({ id, person }) => <a href={paths.review(id)}>{person}</a> },
          {
            id: 'amount',
            head: text.amount,
            number: true,
            cell: ({ amount, asset, decimals }) => format.amount(amount, { code: asset, decimals }),
          },
          { id: 'why', head: text.why, cell: (withdrawal) => <Reasons withdrawal={withdrawal} /> },
          { id: 'state', head: text.state, cell: (withdrawal) => <StateTag withdrawal={withdrawal} /> },
        ]}
      />
    </Page>
  );
}
