import { useLoaderData } from 'react-router';
import { Facts } from '../../components/facts.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { load, param } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door, params }) =>
  door.call('wallet.verify-receipt', { token: param(params, 'token') }),
);

/** What a stranger may know of a payment whose sender wants it known. */
export default function Verify() {
  const { amount, asset, decimals, at, reference, from, to } = useLoaderData<typeof loader>();
  const { site } = useShell();
  const text = useText().receipts;
  const format = useFormat();
  return (
    <Page title={text.verify.title} lead={text.verify.lead(site.brand)}>
      <Facts
        facts={[
          {
            id: 'amount',
            term: text.amount,
            value: <strong className="total">{format.amount(amount, { code: asset, decimals })}</strong>,
          },
          { id: 'from', term: text.from, value: from },
          { id: 'to', term: text.to, value: to },
          { id: 'date', term: text.date, value: format.instant(at) },
          { id: 'reference', term: text.reference, value: reference },
        ]}
      />
      <p className="hint">{text.verify.caution}</p>
    </Page>
  );
}
