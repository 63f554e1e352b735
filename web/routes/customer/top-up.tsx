import { useLoaderData } from 'react-router';
import { Card } from '../../components/card.tsx';
import { CopyText } from '../../components/copy-text.tsx';
import { Facts } from '../../components/facts.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { paths, safeReturn } from '../../paths.ts';
import { load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { WaitingDeposits } from './waiting-deposits.tsx';

export const loader = load(async ({ door, url }) => ({
  ...(await door.call('wallet.get-top-up', {})),
  back: safeReturn(url.searchParams.get('next') ?? undefined, paths.wallet()),
}));

export default function TopUp() {
  const { reference, accounts, waiting, back } = useLoaderData<typeof loader>();
  const { site } = useShell();
  const text = useText().topUp;
  return (
    <Page title={text.title} lead={text.lead} back={back}>
      <WaitingDeposits waiting={waiting} />
      {accounts.length === 0 ? <Notice tone="warn">{text.none}</Notice> : null}
      <Card title={text.reference}>
        <p>
          <CopyText>{reference}</CopyText>
        </p>
        <p className="hint">{text.referenceHint}</p>
      </Card>
      {accounts.map(({ number, asset, holder, bank, bic }) => (
        <Card key={number} title={text.account(asset)}>
          <Facts
            facts={[
              { id: 'holder', term: text.holder, value: holder },
              { id: 'number', term: text.number, value: <CopyText>{number.replace(/(.{4})(?=.)/g, '$1 ')}</CopyText> },
              { id: 'bank', term: text.bank, value: bank },
              ...(bic === null ? [] : [{ id: 'bic', term: text.bic, value: bic }]),
            ]}
          />
        </Card>
      ))}
      {site.hasChain ? (
        <p>
          <a href={paths.topUpChain()}>{text.chain}</a>
        </p>
      ) : null}
      <h2>{text.forgot}</h2>
      <p>{text.forgotText}</p>
      <p>
        <a href={paths.complain()}>{text.complain}</a>
      </p>
    </Page>
  );
}
