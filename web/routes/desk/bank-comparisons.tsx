import { redirect, useLoaderData } from 'react-router';
import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import { reasons } from '../../../src/wallet/reconcile/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

type Run = OutputOf<AppOperation, 'wallet.list-reconciliations'>['runs'][number];
type Row = Run['rows'][number];

export const loader = load(async ({ door, url }) => ({
  ...(await door.call('wallet.list-reconciliations', {})),
  done: url.searchParams.get('done'),
}));

export const action = act(async ({ door, form }) => {
  await door.call('wallet.request-reconciliation', {}, form.key);
  return redirect(paths.bankComparisons('asked'));
});

export default function BankComparisons() {
  const { runs, done } = useLoaderData<typeof loader>();
  const text = useText().bankWork.comparisons;
  const format = useFormat();
  const [latest, ...earlier] = runs;
  return (
    <Page title={text.title} lead={text.lead} width="wide" back={paths.bank()}>
      {done === 'asked' ? <Notice announce title={text.asked} /> : null}
      <Form>
        <ButtonRow>
          <Button kind="secondary">{text.now}</Button>
        </ButtonRow>
      </Form>
      {latest === undefined ? (
        <p className="empty">{text.none}</p>
      ) : (
        <>
          <h2>
            {text.latest}: {format.instant(latest.at)}
          </h2>
          <Rows rows={latest.rows} />
        </>
      )}
      {earlier.length === 0 ? null : (
        <>
          <h2>{text.history}</h2>
          <Table
            caption={text.history}
            rows={earlier}
            keyOf={({ id }) => id}
            empty=""
            columns={[
              { id: 'at', head: text.at, cell: ({ at }) => format.instant(at) },
              { id: 'result', head: text.result, cell: (run) => <Result run={run} /> },
            ]}
          />
        </>
      )}
    </Page>
  );
}

function Result({ run: { unexplained } }: { readonly run: Run }) {
  const text = useText().bankWork.comparisons;
  const format = useFormat();
  return unexplained === 0 ? (
    <Tag tone="good">{text.allExplained}</Tag>
  ) : (
    <Tag tone="bad">{text.someUnexplained(format.count(unexplained))}</Tag>
  );
}

function Rows({ rows }: { readonly rows: readonly Row[] }) {
  const text = useText().bankWork.comparisons;
  const format = useFormat();
  return (
    <Table
      caption={text.latest}
      rows={rows}
      keyOf={({ rail, asset }) => `${rail} ${asset}`}
      empty={text.none}
      columns={[
        { id: 'where', head: text.where, cell: ({ rail, asset }) => `${text.rails[rail]}, ${asset}` },
        {
          id: 'outside',
          head: text.outside,
          number: true,
          cell: ({ outside, asset }) => (outside === null ? text.noAnswer : format.amount(outside, asset)),
        },
        { id: 'books', head: text.books, number: true, cell: ({ books, asset }) => format.amount(books, asset) },
        { id: 'explanation', head: text.explanation, cell: (row) => <Explanation row={row} /> },
        {
          id: 'unexplained',
          head: text.unexplained,
          cell: ({ explained, unexplained, outside, asset }) =>
            explained ? (
              <Tag tone="good">{text.nothing}</Tag>
            ) : (
              <Tag tone="bad">{outside === null ? text.noAnswer : format.amount(unexplained, asset)}</Tag>
            ),
        },
      ]}
    />
  );
}

function Explanation({ row: { items, asset, onTheWay, inSuspense } }: { readonly row: Row }) {
  const { locale } = useShell();
  const text = useText().bankWork.comparisons;
  const format = useFormat();
  const lines = [
    ...items.map(({ reason, count, amount }) =>
      text.item(reasons[reason][locale], format.count(count), format.amount(amount, asset)),
    ),
    ...(onTheWay === 0n ? [] : [text.onTheWay(format.amount(onTheWay, asset))]),
    ...(inSuspense === 0n ? [] : [text.inSuspense(format.amount(inSuspense, asset))]),
  ];
  if (lines.length === 0) return text.equal;
  return (
    <ul className="plain">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
