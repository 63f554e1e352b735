import { useLoaderData } from 'react-router';
import type { AppOperation } from '../../../src/app.ts';
import type { OutputOf } from '../../../src/platform/door.ts';
import { ButtonLink } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

export type MyLimits = OutputOf<AppOperation, 'wallet.my-limits'>;
type Limit = MyLimits['limits'][number];

export const loader = load(async ({ door }) => door.call('wallet.my-limits', {}));

export default function Limits() {
  const { level, nextLevel, version, zone, limits } = useLoaderData<typeof loader>();
  const text = useText().limits;
  const operations = [...Map.groupBy(limits, ({ operation }) => operation)];
  return (
    <Page title={text.title} lead={text.lead} back={paths.account()} width="wide">
      <Card title={text.level(String(level))}>
        <p>{text.levels[level]}</p>
        {nextLevel === null ? (
          <p>{text.highest}</p>
        ) : (
          <ButtonLink href={paths.verification()}>{text.raise(String(nextLevel))}</ButtonLink>
        )}
      </Card>
      {operations.map(([operation, rows]) => (
        <details key={operation} open={operation === 'payment'}>
          <summary>{text.operations[operation]}</summary>
          <Rows caption={text.operations[operation]} rows={rows} nextLevel={nextLevel} />
        </details>
      ))}
      <p className="hint">{text.period(zone)}</p>
      <p className="hint">{text.version(String(version))}</p>
    </Page>
  );
}

function Rows({
  caption,
  rows,
  nextLevel,
}: Pick<MyLimits, 'nextLevel'> & { readonly caption: string; readonly rows: readonly Limit[] }) {
  const { locale } = useShell();
  const text = useText().limits;
  const format = useFormat();
  const amount = (value: bigint, { asset, decimals }: Limit): string => format.amount(value, { code: asset, decimals });
  const nextColumn = {
    id: 'next',
    head: text.next(String(nextLevel)),
    cell: (limit: Limit) =>
      limit.next === null
        ? ''
        : text.nextOf(
            amount(limit.next.transaction, limit),
            amount(limit.next.day, limit),
            amount(limit.next.month, limit),
          ),
  };
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={({ asset }) => asset}
      empty=""
      columns={[
        { id: 'asset', head: text.asset, cell: ({ name }) => name[locale] },
        { id: 'left', head: text.left, cell: (limit) => <strong>{amount(limit.left, limit)}</strong> },
        { id: 'transaction', head: text.transaction, cell: (limit) => amount(limit.transaction, limit) },
        {
          id: 'day',
          head: text.day,
          cell: (limit) => text.used(amount(limit.dayUsed, limit), amount(limit.day, limit)),
        },
        {
          id: 'month',
          head: text.month,
          cell: (limit) => text.used(amount(limit.monthUsed, limit), amount(limit.month, limit)),
        },
        ...(nextLevel === null ? [] : [nextColumn]),
      ]}
    />
  );
}
