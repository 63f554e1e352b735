import { useLoaderData } from 'react-router';
import { outgoingStates } from '../../../src/platform/outgoing.ts';
import { Page } from '../../components/page.tsx';
import { Pagination } from '../../components/pagination.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useText } from '../../text.ts';
import { outgoingTones } from './outgoing-tones.ts';

export const loader = load(async ({ door, url }) => {
  const status = outgoingStates.find((state) => state === url.searchParams.get('status'));
  const after = url.searchParams.get('after') ?? undefined;
  return { ...(await door.call('platform.list-outgoing', { status, after })), status };
});

export default function Outbox() {
  const { rows, next, status, counts } = useLoaderData<typeof loader>();
  const text = useText().outbox;
  const format = useFormat();
  return (
    <Page title={text.title} lead={counts.kept > 0 ? text.leadKept : text.lead} width="wide">
      <Views />
      <Table
        caption={text.title}
        rows={rows}
        keyOf={({ id }) => id}
        empty={text.none}
        columns={[
          {
            id: 'subject',
            head: text.columns.subject,
            cell: ({ id, subject }) => <a href={paths.outgoing(id)}>{subject}</a>,
          },
          { id: 'to', head: text.columns.to, cell: ({ to }) => to },
          {
            id: 'state',
            head: text.columns.state,
            cell: (row) => <Tag tone={outgoingTones[row.status]}>{text.states[row.status]}</Tag>,
          },
          { id: 'written', head: text.columns.written, cell: ({ createdAt }) => format.instant(createdAt) },
        ]}
      />
      <Pagination next={next === null ? undefined : paths.outbox({ status, after: next })} />
    </Page>
  );
}

/** All, and each state that asks for something, with how many there are. */
function Views() {
  const { status, counts } = useLoaderData<typeof loader>();
  const text = useText().outbox;
  const format = useFormat();
  const views = [
    { id: undefined, label: text.all, count: undefined },
    { id: 'waiting', label: text.states.waiting, count: counts.waiting },
    { id: 'dead', label: text.states.dead, count: counts.dead },
    { id: 'kept', label: text.states.kept, count: counts.kept },
    { id: 'sent', label: text.states.sent, count: undefined },
  ] as const;
  return (
    <ul className="views">
      {views.map(({ id, label, count }) => (
        <li key={label}>
          <a href={paths.outbox({ status: id })} aria-current={id === status ? 'page' : undefined}>
            {label} {count === undefined ? null : <strong>{format.count(count)}</strong>}
          </a>
        </li>
      ))}
    </ul>
  );
}
