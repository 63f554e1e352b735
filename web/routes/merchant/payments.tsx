import { useLoaderData } from 'react-router';
import { paymentStates } from '../../../src/wallet/checkout/contract.ts';
import { isProblem } from '../../body.ts';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Select, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Pagination } from '../../components/pagination.tsx';
import type { WebDoor } from '../../door.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useText } from '../../text.ts';
import { MerchantNav } from './merchant-nav.tsx';
import { PaymentTable } from './payment-table.tsx';

interface Filter {
  readonly state: string | undefined;
  readonly orderReference: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export const loader = load(async ({ door, url }) => {
  const text = (name: string): string | undefined => url.searchParams.get(name)?.trim() || undefined;
  const filter = { state: text('state'), orderReference: text('orderReference'), from: text('from'), to: text('to') };
  return { filter, ...(await search(door, filter, text('after'))) };
});

/** What fits, or the sentence that says why the filter cannot be used. */
async function search(door: WebDoor, filter: Filter, after: string | undefined) {
  try {
    const state = paymentStates.find((known) => known === filter.state);
    return { ...(await door.call('wallet.list-checkouts', { ...filter, state, after })), fault: undefined };
  } catch (error) {
    if (!isProblem(error) || error.text.status !== 422) throw error;
    return { payments: [], next: null, fault: error.render(door.caller.locale) };
  }
}

export default function Payments() {
  const { filter, payments, next, fault } = useLoaderData<typeof loader>();
  const text = useText().merchant;
  return (
    <Page title={text.payments} above={text.title} back={paths.merchant()} width="wide">
      <MerchantNav />
      {fault === undefined ? null : (
        <Notice tone="bad" announce title={fault.title}>
          {fault.detail}
        </Notice>
      )}
      <FilterForm filter={filter} />
      <PaymentTable payments={payments} caption={text.payments} empty={text.payment.none} />
      <Pagination next={next === null ? undefined : paths.merchantPayments({ ...filter, after: next })} />
    </Page>
  );
}

function FilterForm({ filter }: { readonly filter: Filter }) {
  const text = useText().merchant.payment;
  const open = Object.values(filter).some((value) => value !== undefined);
  const states = paymentStates.map((value) => ({ value, label: text.states[value] }));
  return (
    <details open={open}>
      <summary>{text.filter}</summary>
      <Form get values={{ ...filter }} action={paths.merchantPayments()}>
        <div className="fields">
          <Select name="state" label={text.state} options={[{ value: '', label: text.anyState }, ...states]} />
          <TextField name="orderReference" label={text.order} autoComplete="off" />
          <TextField name="from" label={text.from} type="date" />
          <TextField name="to" label={text.to} type="date" />
        </div>
        <ButtonRow>
          <Button>{text.apply}</Button>
          {open ? (
            <ButtonLink href={paths.merchantPayments()} kind="quiet">
              {text.clear}
            </ButtonLink>
          ) : null}
        </ButtonRow>
      </Form>
    </details>
  );
}
