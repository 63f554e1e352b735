import { useLoaderData } from 'react-router';
import { merchantStates } from '../../../src/wallet/checkout/contract.ts';
import type { MerchantState } from '../../../src/wallet/checkout/contract.ts';
import { Page } from '../../components/page.tsx';
import type { Tone } from '../../components/notice.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door, url }) => {
  const state = merchantStates.find((known) => known === url.searchParams.get('state'));
  return { state, merchants: await door.call('wallet.list-merchants', { state }) };
});

const tones: Readonly<Record<MerchantState, Tone | 'neutral'>> = {
  applied: 'info',
  approved: 'good',
  refused: 'neutral',
  suspended: 'warn',
};

export default function Merchants() {
  const { state, merchants } = useLoaderData<typeof loader>();
  const { desk: text, states } = useText().merchant;
  const format = useFormat();
  const views = [
    { value: undefined, label: text.all },
    ...merchantStates.map((value) => ({ value, label: states[value] })),
  ];
  return (
    <Page title={text.title} width="wide">
      <ul className="views">
        {views.map(({ value, label }) => (
          <li key={label}>
            <a href={paths.deskMerchants({ state: value })} aria-current={value === state ? 'page' : undefined}>
              {label}
            </a>
          </li>
        ))}
      </ul>
      <Table
        caption={text.title}
        rows={merchants}
        keyOf={({ personId }) => personId}
        empty={text.none}
        columns={[
          {
            id: 'name',
            head: text.name,
            cell: ({ personId, tradingName }) => <a href={paths.deskMerchant(personId)}>{tradingName}</a>,
          },
          { id: 'sells', head: text.sells, cell: ({ sells }) => sells },
          { id: 'state', head: text.state, cell: (row) => <Tag tone={tones[row.state]}>{states[row.state]}</Tag> },
          { id: 'applied', head: text.applied, cell: ({ appliedAt }) => format.instant(appliedAt) },
        ]}
      />
    </Page>
  );
}
