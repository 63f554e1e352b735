import { redirect, useLoaderData } from 'react-router';
import type { Merchant } from '../../../src/wallet/checkout/contract.ts';
import { ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useText } from '../../text.ts';
import { MerchantNav } from './merchant-nav.tsx';
import { PaymentTable } from './payment-table.tsx';
import { SumsTable } from './sums-table.tsx';

const shownMax = 5;
const daysShown = 30;

export const loader = load(async ({ door, url }) => {
  const merchant = await door.call('wallet.get-merchant', {});
  if (merchant === null) throw redirect(paths.merchantApply());
  const sent = url.searchParams.get('done') === 'applied';
  if (merchant.state === 'applied' || merchant.state === 'refused') return { merchant, sent, books: undefined };
  const dayOf = (at: Date): string => at.toISOString().slice(0, 10);
  const from = dayOf(new Date(door.now.getTime() - (daysShown - 1) * 86_400_000));
  const [{ payments }, { sums }] = await Promise.all([
    door.call('wallet.list-checkouts', { limit: shownMax }),
    door.call('wallet.get-settlement', { from, to: dayOf(door.now) }),
  ]);
  return { merchant, sent, books: { payments, sums } };
});

export default function Overview() {
  const { merchant, sent, books } = useLoaderData<typeof loader>();
  const text = useText().merchant;
  return (
    <Page title={merchant.tradingName} above={text.title} back={paths.wallet()} width="wide">
      {sent ? <Notice tone="good" announce title={text.apply.sent} /> : null}
      <State merchant={merchant} />
      {books === undefined ? (
        <Application merchant={merchant} />
      ) : (
        <>
          <MerchantNav />
          <h2>{text.month}</h2>
          <SumsTable sums={books.sums} caption={text.month} empty={text.none} />
          {books.payments.length === 0 ? null : (
            <>
              <h2>{text.newest}</h2>
              <PaymentTable payments={books.payments} caption={text.newest} empty={text.none} />
              <p>
                <a href={paths.merchantPayments()}>{text.all}</a>
              </p>
            </>
          )}
          <Card title={text.start}>
            <p>{text.startText}</p>
            <p>
              <a href={paths.openApi()}>{text.describe}</a>
            </p>
          </Card>
        </>
      )}
    </Page>
  );
}

/** What stands between a merchant and payments, with the reason. */
function State({ merchant: { state, reason } }: { readonly merchant: Merchant }) {
  const text = useText().merchant.apply;
  if (state === 'approved') return null;
  if (state === 'applied') return <Notice title={text.waiting}>{text.waitingText}</Notice>;
  return (
    <Notice tone="warn" title={state === 'refused' ? text.refused : text.suspended}>
      <p>
        {text.reason}: {reason}
      </p>
      {state === 'suspended' ? <p>{text.suspendedText}</p> : null}
      <p>
        <a href={paths.complain()}>{text.complain}</a>
      </p>
    </Notice>
  );
}

function Application({ merchant }: { readonly merchant: Merchant }) {
  const text = useText().merchant.apply;
  const format = useFormat();
  return (
    <>
      <Facts
        facts={[
          { id: 'sells', term: text.sells, value: merchant.sells },
          { id: 'website', term: text.website, value: merchant.website },
          { id: 'contact', term: text.contact, value: merchant.contact },
          { id: 'applied', term: text.appliedAt, value: format.instant(merchant.appliedAt) },
        ]}
      />
      {merchant.state === 'refused' ? (
        <ButtonRow>
          <ButtonLink href={paths.merchantApply()}>{text.again}</ButtonLink>
        </ButtonRow>
      ) : null}
    </>
  );
}
