import { useLoaderData } from 'react-router';
import type { RequestState } from '../../../src/wallet/requests/request-state.ts';
import { ButtonLink, ButtonRow } from '../../components/button.tsx';
import type { Tone } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door }) => door.call('wallet.list-requests', {}));

export const requestTones: Readonly<Record<RequestState, Tone | 'neutral'>> = {
  open: 'info',
  paid: 'good',
  cancelled: 'neutral',
  expired: 'neutral',
};

export default function Requests() {
  const { requests } = useLoaderData<typeof loader>();
  const text = useText().requests;
  const format = useFormat();
  return (
    <Page title={text.title} lead={text.lead} back={paths.receive()} width="wide">
      <ButtonRow>
        <ButtonLink href={paths.newRequest()}>{text.create}</ButtonLink>
      </ButtonRow>
      <Table
        caption={text.title}
        rows={requests}
        keyOf={({ id }) => id}
        empty={text.none}
        columns={[
          {
            id: 'amount',
            head: text.amount,
            cell: ({ id, amount, asset, decimals }) => (
              <a href={paths.request(id)}>
                {amount === null ? `${text.openAmount} (${asset})` : format.amount(amount, { code: asset, decimals })}
              </a>
            ),
          },
          { id: 'note', head: text.note, cell: ({ note }) => note ?? '–' },
          {
            id: 'state',
            head: text.state,
            cell: ({ state }) => <Tag tone={requestTones[state]}>{text.states[state]}</Tag>,
          },
          { id: 'created', head: text.created, cell: ({ createdAt }) => format.shortDay(createdAt) },
          { id: 'until', head: text.until, cell: ({ expiresAt }) => format.shortDay(expiresAt) },
          {
            id: 'paid',
            head: text.paid,
            number: true,
            cell: ({ payments, asset, decimals }) =>
              payments.length === 0
                ? '–'
                : format.amount(
                    payments.reduce((sum, { amount }) => sum + amount, 0n),
                    { code: asset, decimals },
                  ),
          },
        ]}
      />
    </Page>
  );
}
