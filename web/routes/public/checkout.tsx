import { redirect, useLoaderData } from 'react-router';
import type { AppOperation } from '../../../src/app.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { Select } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { useCouponOptions, usableCoupons } from '../customer/fee-coupon.tsx';

type Opened = OutputOf<AppOperation, 'wallet.open-checkout'>;

export const loader = load(async ({ door, params, url }) => {
  const token = param(params, 'token');
  const checkout = await door.call('wallet.open-checkout', { token });
  const payable = checkout.state === 'created' && checkout.payer !== null && !checkout.payer.isMerchant;
  const coupons = payable ? await usableCoupons(door, 'checkout', checkout.asset) : [];
  return { token, checkout, coupons, done: url.searchParams.get('done') === 'paid' };
});

export const action = act(async ({ door, params, form }) => {
  const token = param(params, 'token');
  await door.call('wallet.pay-checkout', { token, due: form.text('due'), coupon: form.optional('coupon') }, form.key);
  return redirect(paths.checkout(token, 'paid'));
});

/** Where a shop sends its customer to pay. */
export default function Checkout() {
  const { checkout } = useLoaderData<typeof loader>();
  const text = useText().checkout;
  return (
    <Page title={text.title(checkout.merchant.name)}>
      <Outcome />
      <Order checkout={checkout} />
      {checkout.state === 'created' && checkout.takesPayments ? <Pay checkout={checkout} /> : <Back />}
      <p className="hint">{text.contact(checkout.merchant.contact)}</p>
    </Page>
  );
}

/** How a payment stands that cannot be paid, or not any more. */
function Outcome() {
  const { checkout, done } = useLoaderData<typeof loader>();
  const text = useText().checkout;
  const { state, merchant, payer, takesPayments } = checkout;
  switch (state) {
    case 'created':
      return takesPayments ? null : (
        <Notice tone="warn" title={text.closed}>
          {text.closedText}
        </Notice>
      );
    case 'cancelled':
      return (
        <Notice tone="warn" title={text.cancelled}>
          {text.cancelledText}
        </Notice>
      );
    case 'expired':
      return (
        <Notice tone="warn" title={text.expired}>
          {text.expiredText}
        </Notice>
      );
    case 'paid':
    case 'partly-refunded':
    case 'refunded': {
      const mine = payer?.transactionId ?? null;
      if (mine === null) return <Notice title={text.paidBefore}>{text.paidBeforeText}</Notice>;
      return (
        <Notice tone="good" announce={done} title={state === 'refunded' ? text.refunded : text.paid(merchant.name)}>
          {done ? <p>{text.paidText}</p> : null}
          <p>
            <a href={paths.transaction(mine)}>{text.receipt}</a>
          </p>
        </Notice>
      );
    }
  }
}

function Order({ checkout }: { readonly checkout: Opened }) {
  const text = useText().checkout;
  const format = useFormat();
  const { asset, decimals, amount, orderReference, description, expiresAt, merchant, state } = checkout;
  return (
    <Facts
      facts={[
        {
          id: 'amount',
          term: text.amount,
          value: <strong className="total">{format.amount(amount, { code: asset, decimals })}</strong>,
        },
        { id: 'shop', term: text.shop, value: `${merchant.name} (${new URL(merchant.website).host})` },
        { id: 'order', term: text.order, value: orderReference },
        ...(description === null ? [] : [{ id: 'what', term: text.what, value: description }]),
        ...(state === 'created' ? [{ id: 'until', term: text.until, value: format.instant(expiresAt) }] : []),
      ]}
    />
  );
}

/** What the reader can do towards paying: pay, top up, or say who he is. */
function Pay({ checkout }: { readonly checkout: Opened }) {
  const { token } = useLoaderData<typeof loader>();
  const { actor } = useShell();
  const text = useText().checkout;
  const { payer, returnUrl, merchant } = checkout;
  const here = paths.checkout(token);
  if (payer === null && actor.kind !== 'person')
    return (
      <>
        <p>{text.signInLead}</p>
        <ButtonRow>
          <ButtonLink href={paths.signIn(here)}>{text.signIn}</ButtonLink>
          <ButtonLink href={paths.register(here)} kind="secondary">
            {text.register}
          </ButtonLink>
        </ButtonRow>
        <p>
          <a href={returnUrl}>{text.leave(merchant.name)}</a>
        </p>
      </>
    );
  return (
    <>
      {payer === null || payer.isMerchant ? (
        <Notice tone="warn">{payer === null ? text.noWallet : text.own}</Notice>
      ) : (
        <PayNow checkout={checkout} available={payer.available} />
      )}
      <p>
        <a href={returnUrl}>{text.leave(merchant.name)}</a>
      </p>
    </>
  );
}

function PayNow({ checkout, available }: { readonly checkout: Opened; readonly available: bigint }) {
  const { token, coupons } = useLoaderData<typeof loader>();
  const text = useText().checkout;
  const couponText = useText().coupons.use;
  const optionsOf = useCouponOptions();
  const format = useFormat();
  const { due, asset, decimals } = checkout;
  const money = (value: bigint): string => format.amount(value, { code: asset, decimals });
  const covered = coupons.reduce((most, { left }) => (left > most ? left : most), 0n);
  const lacks = available + covered < due;
  return (
    <>
      <Facts
        facts={[
          { id: 'from', term: text.from, value: money(available) },
          ...(available < due ? [] : [{ id: 'after', term: text.after, value: money(available - due) }]),
        ]}
      />
      {lacks ? (
        <>
          <Notice tone="warn" title={text.lacks(money(due - available))}>
            {text.lacksText}
          </Notice>
          <ButtonRow>
            <ButtonLink href={paths.topUp(paths.checkout(token))}>{text.topUp}</ButtonLink>
          </ButtonRow>
        </>
      ) : (
        <Form>
          <input type="hidden" name="due" value={String(due)} />
          {coupons.length === 0 ? null : (
            <Select
              name="coupon"
              label={couponText.checkout}
              options={[{ value: '', label: couponText.none }, ...optionsOf(coupons)]}
            />
          )}
          <p className="hint">{text.arrival}</p>
          <ButtonRow>
            <Button>{text.pay(money(due))}</Button>
          </ButtonRow>
        </Form>
      )}
    </>
  );
}

function Back() {
  const { checkout } = useLoaderData<typeof loader>();
  const text = useText().checkout;
  return (
    <ButtonRow>
      <ButtonLink href={checkout.returnUrl}>{text.back(checkout.merchant.name)}</ButtonLink>
    </ButtonRow>
  );
}
