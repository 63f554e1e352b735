import { redirect, useLoaderData } from 'react-router';
import { couponUses } from '../../../src/wallet/coupons/contract.ts';
import type { CampaignView } from '../../../src/wallet/coupons/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Checkboxes } from '../../components/choices.tsx';
import { Select, TextArea, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import type { Column } from '../../components/table.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

const termsMax = 2000;
const peopleMax = 20_000;

export const loader = load(async ({ door, url }) => ({
  ...(await door.call('wallet.list-campaigns', {})),
  isDone: url.searchParams.get('done') === 'issued',
}));

export const action = act(async ({ door, form }) => {
  const people = form
    .text('people')
    .split(/[\n,;]+/)
    .map((one) => one.trim());
  const named = people.filter((one) => one !== '');
  const count = Number(form.text('count'));
  await door.call(
    'wallet.issue-coupons',
    {
      campaign: form.text('campaign'),
      asset: form.text('asset'),
      amount: form.text('amount'),
      uses: couponUses.filter((use) => form.all('uses').includes(use)),
      termsEn: form.text('termsEn'),
      termsZh: form.text('termsZh'),
      lastDay: form.text('lastDay'),
      count: form.text('count') === '' ? undefined : count,
      people: named.length === 0 ? undefined : named,
    },
    form.key,
  );
  return redirect(paths.deskCoupons('issued'));
});

export default function DeskCoupons() {
  const { campaigns, isDone } = useLoaderData<typeof loader>();
  const text = useText().coupons.desk;
  return (
    <Page title={text.title} lead={text.lead} width="wide">
      {isDone ? <Notice tone="good" title={text.done} announce /> : null}
      <Card title={text.list}>
        <Campaigns campaigns={campaigns} />
      </Card>
      <Card title={text.issue}>
        <IssueForm />
      </Card>
    </Page>
  );
}

function Campaigns({ campaigns }: { readonly campaigns: readonly CampaignView[] }) {
  const text = useText().coupons.desk;
  const format = useFormat();
  const money = ({ asset, decimals }: CampaignView, amount: bigint) => format.amount(amount, { code: asset, decimals });
  const columns: readonly Column<CampaignView>[] = [
    {
      id: 'campaign',
      head: text.campaign,
      cell: ({ campaign }) => <a href={paths.couponCodes(campaign)}>{campaign}</a>,
    },
    { id: 'claimed', head: text.claimed, number: true, cell: ({ claimed, coupons }) => `${claimed} / ${coupons}` },
    { id: 'issued', head: text.issued, number: true, cell: (row) => money(row, row.issued) },
    { id: 'used', head: text.used, number: true, cell: (row) => money(row, row.used) },
    { id: 'open', head: text.open, number: true, cell: (row) => money(row, row.open) },
    { id: 'expired', head: text.expired, number: true, cell: (row) => money(row, row.expired) },
    { id: 'until', head: text.lastDay, cell: ({ expiresAt }) => format.shortDay(new Date(expiresAt.getTime() - 1)) },
  ];
  return (
    <Table
      caption={text.list}
      columns={columns}
      rows={campaigns}
      keyOf={({ campaign, asset }) => `${campaign} ${asset}`}
      empty={text.none}
    />
  );
}

function IssueForm() {
  const { site } = useShell();
  const { coupons } = useText();
  const text = coupons.desk;
  return (
    <Form values={{ uses: [...couponUses] }}>
      <TextField name="campaign" label={text.campaign} />
      <div className="fields">
        <Select
          name="asset"
          label={text.asset}
          options={site.assets.map(({ code }) => ({ value: code, label: code }))}
        />
        <TextField name="amount" label={text.amount} inputMode="decimal" />
        <TextField name="lastDay" label={text.lastDay} type="date" />
      </div>
      <Checkboxes
        name="uses"
        label={text.usesLabel}
        options={couponUses.map((use) => ({ value: use, label: coupons.uses[use] }))}
      />
      <TextArea name="termsEn" label={text.termsEn} rows={3} max={termsMax} />
      <TextArea name="termsZh" label={text.termsZh} rows={3} max={termsMax} />
      <TextField name="count" label={text.count} hint={text.countHint} inputMode="numeric" width="short" optional />
      <TextArea name="people" label={text.people} hint={text.peopleHint} rows={3} max={peopleMax} optional />
      <ButtonRow>
        <Button>{text.button}</Button>
      </ButtonRow>
    </Form>
  );
}
