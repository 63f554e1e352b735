import { redirect, useLoaderData } from 'react-router';
import type { AppOperation } from '../../../src/app.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { Table } from '../../components/table.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useText } from '../../text.ts';
import { ChainCode } from './chain-parts.tsx';
import { Deposit, explain, LookUp } from './chain-look-up.tsx';

type TopUp = NonNullable<OutputOf<AppOperation, 'wallet.get-chain-top-up'>>;

export const loader = load(async ({ door, url }) => {
  const hash = url.searchParams.get('hash') ?? undefined;
  const [topUp, explained] = await Promise.all([
    door.call('wallet.get-chain-top-up', {}),
    hash === undefined ? undefined : explain(door, hash),
  ]);
  return { topUp, hash, explained };
});

export const action = act(async ({ door, form }) => {
  await door.call('wallet.open-chain-address', {}, form.key);
  return redirect(paths.topUpChain());
});

export default function TopUpChain() {
  const { topUp, hash, explained } = useLoaderData<typeof loader>();
  const text = useText().chain;
  if (topUp === null)
    return (
      <Page title={text.title} back={paths.topUp()}>
        <Notice tone="warn">{text.closed}</Notice>
      </Page>
    );
  return (
    <Page title={text.title} lead={text.lead(topUp.network)} back={paths.topUp()}>
      {topUp.healthy ? null : <Notice tone="warn">{text.unhealthy}</Notice>}
      {topUp.address === null ? <OpenAddress /> : <Address topUp={topUp} address={topUp.address} />}
      <Assets topUp={topUp} />
      {topUp.address === null ? null : (
        <>
          <h2>{text.deposits}</h2>
          {topUp.deposits.length === 0 ? <p className="empty">{text.none}</p> : null}
          {topUp.deposits.map((deposit) => (
            <Deposit key={deposit.id} deposit={deposit} />
          ))}
        </>
      )}
      <LookUp hash={hash} explained={explained} />
    </Page>
  );
}

function OpenAddress() {
  const text = useText().chain;
  return (
    <Card title={text.openTitle}>
      <p>{text.openText}</p>
      <Form>
        <ButtonRow>
          <Button>{text.open}</Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}

function Address({ topUp: { network }, address }: { readonly topUp: TopUp; readonly address: string }) {
  const text = useText().chain;
  return (
    <Card title={text.address}>
      <p>
        <ChainCode>{address}</ChainCode>
      </p>
      <QrCode text={address} label={text.qr(address)} />
      <Facts facts={[{ id: 'network', term: text.network, value: <strong>{network}</strong> }]} />
      <Notice tone="warn">{text.onlyNetwork(network)}</Notice>
    </Card>
  );
}

function Assets({ topUp: { assets } }: { readonly topUp: TopUp }) {
  const text = useText().chain;
  const format = useFormat();
  return (
    <>
      <h2>{text.what}</h2>
      <Table
        caption={text.what}
        rows={assets}
        keyOf={({ code }) => code}
        empty=""
        columns={[
          { id: 'asset', head: text.asset, cell: ({ code }) => code },
          {
            id: 'minimum',
            head: text.minimum,
            number: true,
            cell: (asset) => (asset.minimum === 0n ? text.any : format.amount(asset.minimum, asset)),
          },
          {
            id: 'confirmations',
            head: text.confirmations,
            number: true,
            cell: ({ confirmations }) => format.count(confirmations),
          },
          {
            id: 'contract',
            head: text.contract,
            cell: ({ token }) => (token === null ? text.native : <span className="chain-code">{token}</span>),
          },
        ]}
      />
      <p className="hint">{text.others}</p>
    </>
  );
}
