import { redirect, useLoaderData } from 'react-router';
import type { AppOperation } from '../../../src/app.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { Table } from '../../components/table.tsx';
import { isProblem } from '../../body.ts';
import type { WebDoor } from '../../door.ts';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { ChainCode, DepositState, useDepositAmount } from './chain-parts.tsx';
import type { ChainDeposit } from './chain-parts.tsx';

type TopUp = NonNullable<OutputOf<AppOperation, 'wallet.get-chain-top-up'>>;
type Explanation = OutputOf<AppOperation, 'wallet.explain-deposit'>;

export const loader = load(async ({ door, url }) => {
  const hash = url.searchParams.get('hash') ?? undefined;
  const [topUp, explained] = await Promise.all([
    door.call('wallet.get-chain-top-up', {}),
    hash === undefined ? undefined : explain(door, hash),
  ]);
  return { topUp, hash, explained };
});

/** A hash that is none is answered on the page, beside the field that it was typed into. */
async function explain(door: WebDoor, hash: string): Promise<{ found: Explanation } | { refused: string }> {
  try {
    return { found: await door.call('wallet.explain-deposit', { hash }) };
  } catch (error) {
    if (isProblem(error)) return { refused: error.render(door.caller.locale).detail };
    throw error;
  }
}

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
      <Card title={text.explain.title}>
        <p>{text.explain.text}</p>
        <Form get values={{ hash }} action={paths.topUpChain()}>
          <TextField name="hash" label={text.explain.hash} hint={text.explain.hint} autoComplete="off" />
          <ButtonRow>
            <Button kind="secondary">{text.explain.send}</Button>
          </ButtonRow>
        </Form>
        {explained === undefined ? null : 'refused' in explained ? (
          <Notice tone="warn" announce>
            {explained.refused}
          </Notice>
        ) : (
          <Explained found={explained.found} />
        )}
      </Card>
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

function Deposit({ deposit }: { readonly deposit: ChainDeposit }) {
  const { locale } = useShell();
  const text = useText().chain;
  const format = useFormat();
  const amount = useDepositAmount();
  return (
    <Card title={amount(deposit)} actions={<DepositState deposit={deposit} />}>
      <p>{deposit.text[locale]}</p>
      <Facts
        facts={[
          ...(deposit.hash === null
            ? []
            : [{ id: 'hash', term: text.hash, value: <ChainCode>{deposit.hash}</ChainCode> }]),
          ...(deposit.asset === null && deposit.token !== null
            ? [{ id: 'token', term: text.contract, value: <span className="chain-code">{deposit.token}</span> }]
            : []),
          { id: 'seen', term: text.seen, value: format.instant(deposit.seenAt) },
        ]}
      />
      <p>
        {deposit.transactionId === null ? (
          <a href={paths.complain()}>{text.problem}</a>
        ) : (
          <a href={paths.transaction(deposit.transactionId)}>{text.transaction}</a>
        )}
      </p>
    </Card>
  );
}

function Explained({ found }: { readonly found: Explanation }) {
  const text = useText().chain.explain;
  switch (found.what) {
    case 'deposits':
      return (
        <>
          <Notice tone="good" announce title={text.found} />
          {found.deposits.map((deposit) => (
            <Deposit key={deposit.id} deposit={deposit} />
          ))}
        </>
      );
    case 'elsewhere':
      return <Elsewhere found={found} />;
    case 'not-found':
      return <Answer title={text.notFound(found.network)} sentence={text.notFoundText(found.network)} />;
    case 'pending':
      return <Answer title={text.pending} sentence={text.pendingText} />;
    case 'failed':
      return <Answer title={text.failed} sentence={text.failedText} />;
    case 'not-followed-yet':
      return <Answer title={text.fresh} sentence={text.freshText} />;
  }
}

function Answer({ title, sentence }: { readonly title: string; readonly sentence: string }) {
  const text = useText().chain.explain;
  return (
    <Notice announce title={title}>
      <p>{sentence}</p>
      <p>
        <a href={paths.complain()}>{text.complain}</a>
      </p>
    </Notice>
  );
}

function Elsewhere({ found }: { readonly found: Extract<Explanation, { what: 'elsewhere' }> }) {
  const { site } = useShell();
  const text = useText().chain;
  const format = useFormat();
  return (
    <>
      <Answer
        title={text.explain.elsewhere}
        sentence={found.expected === null ? text.explain.noAddress : text.explain.elsewhereText(found.expected)}
      />
      <Facts
        facts={found.movements.map(({ to, asset, amount }, index) => {
          const known = site.assets.find(({ code }) => code === asset);
          return {
            id: `${index}`,
            term: known === undefined ? text.foreign : format.amount(amount, known),
            value: <span className="chain-code">{to}</span>,
          };
        })}
      />
    </>
  );
}
