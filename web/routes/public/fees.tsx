import { useLoaderData } from 'react-router';
import type { FeeTable } from '../../../src/wallet/fees/fee.ts';
import { Card } from '../../components/card.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useText } from '../../text.ts';
import { FeeRules } from './fee-rules.tsx';

export const loader = load(async ({ door, url }) => ({
  ...(await door.call('wallet.list-fees', {})),
  version: url.searchParams.get('version'),
}));

/** The table in force and those to come; a link from a transaction shows the version that applied to it. */
export default function Fees() {
  const { tables, version } = useLoaderData<typeof loader>();
  const text = useText().fees;
  const shown =
    version === null
      ? tables.filter(({ state }) => state === 'in-force' || state === 'coming')
      : tables.filter((table) => String(table.version) === version);
  const others = tables.filter((table) => !shown.includes(table));
  return (
    <Page title={text.title} lead={text.lead}>
      {shown.length === 0 ? <Notice tone="warn" announce title={text.unknown} /> : null}
      {shown.toReversed().map((table) => (
        <FeeTableCard key={table.version} table={table} />
      ))}
      <p className="hint">
        {text.merchant} {text.rounding}
      </p>
      {version === null ? null : (
        <p>
          <a href={paths.fees()}>{text.current}</a>
        </p>
      )}
      {others.length === 0 ? null : (
        <details>
          <summary>{text.others}</summary>
          <ul className="plain">
            {others.map((table) => (
              <li key={table.version}>
                <a href={paths.fees(table.version)}>{text.version(table.version)}</a> · <Begin table={table} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </Page>
  );
}

function FeeTableCard({ table }: { readonly table: FeeTable }) {
  const text = useText().fees;
  return (
    <Card
      title={text.version(table.version)}
      actions={<Tag tone={table.state === 'in-force' ? 'good' : 'neutral'}>{text.states[table.state]}</Tag>}
    >
      <p>
        <Begin table={table} />
      </p>
      <FeeRules table={table} />
    </Card>
  );
}

function Begin({ table: { first, effectiveFrom } }: { readonly table: FeeTable }) {
  const text = useText().fees;
  const format = useFormat();
  return first ? text.always : text.since(format.day(effectiveFrom));
}
