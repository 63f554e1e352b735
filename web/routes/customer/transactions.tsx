import { useLoaderData } from 'react-router';
import { transactionKinds } from '../../../src/wallet/contract.ts';
import type { TransactionKind } from '../../../src/wallet/contract.ts';
import { isProblem } from '../../body.ts';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Select, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Pagination } from '../../components/pagination.tsx';
import type { WebDoor } from '../../door.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { Movements } from './movement.tsx';
import { WithdrawalList } from './withdrawal-parts.tsx';

const fields = ['asset', 'direction', 'kind', 'from', 'to', 'least', 'most', 'text'] as const;
type Filter = Readonly<Partial<Record<(typeof fields)[number], string>>>;

export const loader = load(async ({ door, url }) => {
  const filter = readFilter(url.searchParams);
  const [found, { withdrawals }] = await Promise.all([
    search(door, filter, url.searchParams.get('after') ?? undefined),
    door.call('wallet.list-withdrawals', { open: true }),
  ]);
  return { filter, withdrawals, ...found };
});

function readFilter(given: URLSearchParams): Filter {
  const filter: { -readonly [Name in keyof Filter]: Filter[Name] } = {};
  for (const name of fields) {
    const value = given.get(name)?.trim();
    if (value) filter[name] = value;
  }
  return filter;
}

/** What fits, or the sentence that says why the filter cannot be used. */
async function search(door: WebDoor, filter: Filter, after: string | undefined) {
  const { direction, kind, ...others } = filter;
  try {
    const page = await door.call('wallet.list-transactions', {
      ...others,
      direction: direction === 'in' || direction === 'out' ? direction : undefined,
      kind: transactionKinds.find((known): known is TransactionKind => known === kind),
      after,
    });
    return { ...page, fault: undefined };
  } catch (error) {
    if (!isProblem(error) || error.text.status !== 422) throw error;
    return { transactions: [], next: null, fault: error.render(door.caller.locale) };
  }
}

export default function Transactions() {
  const { filter, withdrawals, transactions, next, fault } = useLoaderData<typeof loader>();
  const { transactions: text, wallet } = useText();
  const filtered = Object.keys(filter).length > 0;
  return (
    <Page title={text.title} back={paths.wallet()}>
      {fault === undefined ? null : (
        <Notice tone="bad" announce title={fault.title}>
          {fault.detail}
        </Notice>
      )}
      <FilterForm filter={filter} open={filtered} />
      {filtered || withdrawals.length === 0 ? null : (
        <Card title={wallet.leaving}>
          <WithdrawalList withdrawals={withdrawals} label={wallet.leaving} />
        </Card>
      )}
      {transactions.length > 0 ? (
        <Card>
          <Movements transactions={transactions} label={text.count} />
        </Card>
      ) : null}
      {transactions.length === 0 && fault === undefined ? <p className="empty">{text.none}</p> : null}
      <Pagination next={next === null ? undefined : paths.transactions({ ...filter, after: next })} />
    </Page>
  );
}

function FilterForm({ filter, open }: { readonly filter: Filter; readonly open: boolean }) {
  const { site } = useShell();
  const text = useText().transactions;
  const kinds = useText().wallet.transaction.kinds;
  const any = (label: string) => ({ value: '', label });
  return (
    <details open={open}>
      <summary>{text.filter}</summary>
      <Form get values={filter} action={paths.transactions()}>
        <div className="fields">
          <Select
            name="asset"
            label={text.asset}
            options={[any(text.anyAsset), ...site.assets.map(({ code }) => ({ value: code, label: code }))]}
          />
          <Select
            name="direction"
            label={text.direction}
            options={[any(text.anyDirection), { value: 'in', label: text.in }, { value: 'out', label: text.out }]}
          />
          <Select
            name="kind"
            label={text.kind}
            options={[any(text.anyKind), ...transactionKinds.map((kind) => ({ value: kind, label: kinds[kind] }))]}
          />
          <TextField name="from" label={text.from} type="date" />
          <TextField name="to" label={text.to} type="date" />
          <TextField name="least" label={text.least} inputMode="decimal" />
          <TextField name="most" label={text.most} inputMode="decimal" />
          <TextField name="text" label={text.text} />
        </div>
        <ButtonRow>
          <Button>{text.apply}</Button>
          {open ? (
            <ButtonLink href={paths.transactions()} kind="quiet">
              {text.clear}
            </ButtonLink>
          ) : null}
        </ButtonRow>
      </Form>
    </details>
  );
}
