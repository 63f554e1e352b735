import { useActionData, useLoaderData } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { CopyText } from '../../components/copy-text.tsx';
import { Facts } from '../../components/facts.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { partyName } from './movement.tsx';

export const loader = load(async ({ door, params }) => ({
  detail: await door.call('wallet.get-transaction', { id: param(params, 'id') }),
}));

export const action = act(async ({ door, params, form }) =>
  door.call('wallet.share-receipt', { id: param(params, 'id') }, form.key),
);

/** A page to print, and the link by which others verify it. */
export default function Receipt() {
  const { detail } = useLoaderData<typeof loader>();
  const { id, asset, decimals, amount, fee, at, reference, memo, from, to, status, direction, kind } = detail;
  const { site } = useShell();
  const text = useText();
  const { receipts } = text;
  const format = useFormat();
  const money = (value: bigint): string => format.amount(value, { code: asset, decimals });
  const name = (party: typeof from): string => {
    const called = partyName(party, text.wallet.transaction);
    return party.kind === 'person' && party.handle !== null ? `${called} (@${party.handle})` : called;
  };
  return (
    <Page title={receipts.title} above={site.brand} back={paths.transaction(id)}>
      <Facts
        facts={[
          { id: 'amount', term: receipts.amount, value: <strong className="total">{money(amount)}</strong> },
          { id: 'from', term: receipts.from, value: name(from) },
          { id: 'to', term: receipts.to, value: name(to) },
          { id: 'date', term: receipts.date, value: format.instant(at) },
          ...(memo === null ? [] : [{ id: 'memo', term: receipts.memo, value: memo }]),
          ...(fee === 0n
            ? []
            : [
                { id: 'fee', term: receipts.fee, value: money(fee) },
                { id: 'total', term: receipts.total, value: money(amount + fee) },
              ]),
          { id: 'state', term: receipts.state, value: text.wallet.transaction.statuses[status] },
          { id: 'reference', term: receipts.reference, value: <CopyText>{reference}</CopyText> },
        ]}
      />
      <p className="hint no-print">{receipts.print}</p>
      {direction === 'out' && kind === 'payment' ? <Share /> : null}
    </Page>
  );
}

function Share() {
  const given = useActionData<typeof action>();
  const text = useText().receipts.share;
  const link = given !== undefined && 'link' in given ? given.link : undefined;
  return (
    <Card title={text.title}>
      <p>{text.text}</p>
      {link === undefined ? (
        <Form>
          <ButtonRow>
            <Button kind="secondary">{text.make}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <>
          <p className="label">{text.link}</p>
          <output>
            <CopyText>{link}</CopyText>
          </output>
        </>
      )}
    </Card>
  );
}
