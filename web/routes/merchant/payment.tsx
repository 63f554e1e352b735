import { redirect, useLoaderData } from 'react-router';
import { toDecimal } from '../../../src/platform/money.ts';
import type { CheckoutPayment, CheckoutRefund } from '../../../src/wallet/checkout/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { CopyText } from '../../components/copy-text.tsx';
import { Facts } from '../../components/facts.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param } from '../../route.ts';
import { useText } from '../../text.ts';
import { MessageTable } from './message-table.tsx';
import { paymentTones } from './payment-tones.ts';

export const loader = load(async ({ door, params, url }) => {
  const id = param(params, 'payment');
  const [payment, refunds, messages] = await Promise.all([
    door.call('wallet.get-checkout', { id }),
    door.call('wallet.list-refunds', { id }),
    door.call('wallet.list-payment-webhooks', { id }),
  ]);
  return { payment, refunds, messages, done: url.searchParams.get('done') };
});

export const action = act(async ({ door, params, form }) => {
  const id = param(params, 'payment');
  if (form.intent === 'cancel') {
    await door.call('wallet.cancel-checkout', { id }, form.key);
    return redirect(paths.merchantPayment(id, 'cancelled'));
  }
  const refund = { id, amount: form.optional('amount'), reason: form.text('reason') };
  await door.call('wallet.refund-checkout', refund, form.key);
  return redirect(paths.merchantPayment(id, 'refunded'));
});

export default function Payment() {
  const { payment, refunds, messages, done } = useLoaderData<typeof loader>();
  const text = useText().merchant;
  const result = done === 'refunded' ? text.payment.refundDone : done === 'cancelled' ? text.payment.cancelled : null;
  return (
    <Page title={payment.orderReference} above={text.payments} back={paths.merchantPayments()}>
      {result === null ? null : <Notice tone="good" announce title={result} />}
      <PaymentFacts payment={payment} />
      {payment.state === 'created' ? <Cancel /> : null}
      {payment.state === 'paid' || payment.state === 'partly-refunded' ? <Refund payment={payment} /> : null}
      {payment.paidAt === null ? null : <Refunds refunds={refunds} />}
      {messages.length === 0 ? null : (
        <>
          <h2>{text.webhooks}</h2>
          <MessageTable messages={messages} />
        </>
      )}
    </Page>
  );
}

function PaymentFacts({ payment }: { readonly payment: CheckoutPayment }) {
  const text = useText().merchant.payment;
  const format = useFormat();
  const { state, asset, decimals, amount, fee, refunded, transaction, paidAt, endedAt } = payment;
  const money = (value: bigint): string => format.amount(value, { code: asset, decimals });
  const taken = [
    { id: 'fee', term: text.fee, value: fee === 0n ? text.noFee : money(fee) },
    { id: 'refunded', term: text.refunded, value: money(refunded) },
    { id: 'net', term: text.net, value: <strong>{money(amount - fee - refunded)}</strong> },
  ];
  return (
    <Facts
      facts={[
        { id: 'amount', term: text.amount, value: <strong className="total">{money(amount)}</strong> },
        { id: 'state', term: text.state, value: <Tag tone={paymentTones[state]}>{text.states[state]}</Tag> },
        ...(payment.description === null
          ? []
          : [{ id: 'description', term: text.description, value: payment.description }]),
        { id: 'made', term: text.made, value: format.instant(payment.createdAt) },
        ...(state === 'created' ? [{ id: 'until', term: text.expires, value: format.instant(payment.expiresAt) }] : []),
        ...(paidAt === null ? [] : [{ id: 'paid', term: text.paid, value: format.instant(paidAt) }, ...taken]),
        ...(endedAt === null ? [] : [{ id: 'ended', term: text.ended, value: format.instant(endedAt) }]),
        ...(transaction === null
          ? []
          : [
              {
                id: 'transaction',
                term: text.transaction,
                value: <a href={paths.transaction(transaction)}>{transaction}</a>,
              },
            ]),
        ...(state === 'created'
          ? [{ id: 'link', term: text.link, value: <CopyText>{payment.checkoutUrl}</CopyText> }]
          : []),
        { id: 'id', term: text.id, value: <CopyText>{payment.id}</CopyText> },
      ]}
    />
  );
}

function Cancel() {
  const text = useText().merchant.payment;
  return (
    <Form intent="cancel">
      <p className="hint">{text.cancelText}</p>
      <ButtonRow>
        <Button kind="secondary">{text.cancel}</Button>
      </ButtonRow>
    </Form>
  );
}

function Refund({ payment: { amount, refunded, asset, decimals } }: { readonly payment: CheckoutPayment }) {
  const text = useText().merchant.payment;
  const format = useFormat();
  const left = amount - refunded;
  return (
    <Card title={text.refund}>
      <Form intent="refund" values={{ amount: toDecimal(left, decimals) }}>
        <TextField
          name="amount"
          label={text.refundAmount}
          hint={text.refundHint(format.amount(left, { code: asset, decimals }))}
          inputMode="decimal"
          width="short"
          autoComplete="off"
        />
        <TextField name="reason" label={text.refundReason} hint={text.refundReasonHint} autoComplete="off" />
        <ButtonRow>
          <Button>{text.refundSend}</Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}

function Refunds({ refunds }: { readonly refunds: readonly CheckoutRefund[] }) {
  const text = useText().merchant.payment;
  const format = useFormat();
  return (
    <>
      <h2>{text.refunds}</h2>
      <Table
        caption={text.refunds}
        rows={refunds}
        keyOf={({ id }) => id}
        empty={text.noRefunds}
        columns={[
          { id: 'when', head: text.when, cell: ({ at }) => format.instant(at) },
          { id: 'reason', head: text.reason, cell: ({ reason }) => reason },
          {
            id: 'transaction',
            head: text.transaction,
            cell: ({ transaction }) => <a href={paths.transaction(transaction)}>{transaction}</a>,
          },
          {
            id: 'amount',
            head: text.amount,
            number: true,
            cell: ({ amount, asset, decimals }) => format.amount(amount, { code: asset, decimals }),
          },
        ]}
      />
    </>
  );
}
