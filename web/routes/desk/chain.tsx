import { useLoaderData } from 'react-router';
import type { AppOperation } from '../../../src/app.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import { Facts } from '../../components/facts.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { textFor, useText } from '../../text.ts';
import { explain, LookUp } from '../customer/chain-look-up.tsx';
import { ChainCode, DepositState, shortCode, useDepositAmount } from '../customer/chain-parts.tsx';

type Chain = NonNullable<OutputOf<AppOperation, 'wallet.get-chain'>>;

export const loader = load(async ({ door, url }) => {
  const hash = url.searchParams.get('hash') ?? undefined;
  const [chain, explained] = await Promise.all([
    door.call('wallet.get-chain', {}),
    hash === undefined ? undefined : explain(door, hash),
  ]);
  return { chain, hash, explained };
});

export default function DeskChain() {
  const { chain, hash, explained } = useLoaderData<typeof loader>();
  const text = useText().chain.desk;
  if (chain === null)
    return (
      <Page title={text.title} back={paths.desk()}>
        <Notice>{text.closed}</Notice>
      </Page>
    );
  return (
    <Page title={text.title} width="wide" back={paths.desk()}>
      <Health chain={chain} />
      <LookUp hash={hash} explained={explained} />
      <h2>{text.holdings}</h2>
      <Holdings chain={chain} />
      <h2>{text.waiting}</h2>
      <Deposits caption={text.waiting} deposits={chain.waiting} empty={text.noWaiting} />
      <h2>{text.orders}</h2>
      <Orders chain={chain} />
      <h2>{text.ignored}</h2>
      <Deposits caption={text.ignored} deposits={chain.ignored} empty={text.noIgnored} />
    </Page>
  );
}

function Health({ chain }: { readonly chain: Chain }) {
  const text = useText().chain.desk;
  const format = useFormat();
  const { health, healthSince, fault } = chain;
  return (
    <>
      {health === 'ok' ? null : (
        <Notice tone="bad" title={text.healths[health]}>
          <p>
            {text.since(format.instant(healthSince))}
            {fault === null ? '' : `: ${fault}`}
          </p>
        </Notice>
      )}
      <Facts
        facts={[
          {
            id: 'health',
            term: text.health,
            value: (
              <>
                <Tag tone={health === 'ok' ? 'good' : 'bad'}>{text.healths[health]}</Tag> {chain.node}
              </>
            ),
          },
          { id: 'network', term: text.network, value: `${chain.network} (${chain.chainId})` },
          { id: 'followed', term: text.followed, value: String(chain.height) },
          { id: 'head', term: text.head, value: String(chain.head) },
          { id: 'checked', term: text.checked, value: format.instant(chain.checkedAt) },
          { id: 'hot', term: text.hotWallet, value: <ChainCode>{chain.hotWallet}</ChainCode> },
          { id: 'addresses', term: text.addresses, value: format.count(chain.addresses) },
        ]}
      />
    </>
  );
}

function Holdings({ chain: { holdings, assets } }: { readonly chain: Chain }) {
  const text = useText().chain.desk;
  const chain = useText().chain;
  const format = useFormat();
  return (
    <Table
      caption={text.holdings}
      rows={holdings ?? []}
      keyOf={({ asset, place }) => `${asset} ${place}`}
      empty={text.unknown}
      columns={[
        { id: 'place', head: text.place, cell: ({ place }) => textFor(text.places, place) ?? place },
        {
          id: 'amount',
          head: chain.amount,
          number: true,
          cell: ({ asset, amount }) => format.amount(amount, asset),
        },
        {
          id: 'floor',
          head: chain.state,
          cell: ({ asset, place, amount }) => {
            const found = assets.find(({ code }) => code === asset);
            return found !== undefined && place === 'hot wallet' && amount < found.floor ? (
              <Tag tone="warn">{text.below(format.amount(found.floor, found))}</Tag>
            ) : null;
          },
        },
      ]}
    />
  );
}

function Deposits({
  caption,
  deposits,
  empty,
}: {
  readonly caption: string;
  readonly deposits: Chain['waiting'];
  readonly empty: string;
}) {
  const { locale } = useShell();
  const text = useText().chain;
  const format = useFormat();
  const amount = useDepositAmount();
  return (
    <Table
      caption={caption}
      rows={deposits}
      keyOf={({ id }) => id}
      empty={empty}
      columns={[
        {
          id: 'amount',
          head: text.amount,
          cell: (deposit) => <a href={paths.chainDeposit(deposit.id)}>{amount(deposit)}</a>,
        },
        { id: 'state', head: text.state, cell: (deposit) => <DepositState deposit={deposit} /> },
        { id: 'why', head: text.desk.reads, cell: (deposit) => deposit.text[locale] },
        { id: 'seen', head: text.seen, cell: ({ seenAt }) => format.instant(seenAt) },
      ]}
    />
  );
}

function Orders({ chain: { orders } }: { readonly chain: Chain }) {
  const { locale } = useShell();
  const text = useText().chain;
  const format = useFormat();
  return (
    <Table
      caption={text.desk.orders}
      rows={orders}
      keyOf={({ id }) => id}
      empty={text.desk.noOrders}
      columns={[
        { id: 'what', head: text.desk.order, cell: ({ kind }) => text.desk.kinds[kind] },
        {
          id: 'amount',
          head: text.amount,
          number: true,
          cell: ({ asset, amount }) => format.amount(amount, asset),
        },
        { id: 'to', head: text.desk.recipient, cell: ({ recipient }) => shortCode(recipient) },
        { id: 'nonce', head: text.desk.nonce, number: true, cell: ({ nonce }) => nonce ?? '–' },
        {
          id: 'state',
          head: text.state,
          cell: ({ state, have, need, reason, fault }) => (
            <>
              {textFor(text.desk.orderStates, state)}
              {state === 'mined' ? ` · ${text.progress(format.count(have), format.count(need))}` : ''}
              {reason === null ? null : <span className="hint"> {reason.text[locale]}</span>}
              {fault === null ? null : <span className="hint"> {text.desk.fault(fault)}</span>}
            </>
          ),
        },
        { id: 'hash', head: text.hash, cell: ({ hash }) => (hash === null ? '–' : shortCode(hash)) },
      ]}
    />
  );
}
