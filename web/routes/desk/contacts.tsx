import { useLoaderData } from 'react-router';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Pagination } from '../../components/pagination.tsx';
import { Table } from '../../components/table.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door, url }) => ({
  ...(await door.call('channels.list-kept', { after: url.searchParams.get('after') ?? undefined })),
  done: url.searchParams.get('done'),
}));

export default function Contacts() {
  const { rows, next, done } = useLoaderData<typeof loader>();
  const text = useText().contacts;
  const format = useFormat();
  return (
    <Page title={text.title} lead={text.lead} width="wide">
      {done === 'settled' ? <Notice tone="good" announce title={text.settled} /> : null}
      <Table
        caption={text.title}
        rows={rows}
        keyOf={({ id }) => id}
        empty={text.none}
        columns={[
          {
            id: 'subject',
            head: text.columns.subject,
            cell: ({ id, subject }) => <a href={paths.contact(id)}>{subject ?? text.noSubject}</a>,
          },
          { id: 'reason', head: text.columns.reason, cell: ({ reason }) => text.reasons[reason] },
          { id: 'sender', head: text.columns.sender, cell: ({ sender }) => sender ?? text.noSender },
          { id: 'received', head: text.columns.received, cell: ({ receivedAt }) => format.instant(receivedAt) },
        ]}
      />
      <Pagination next={next === null ? undefined : paths.contacts({ after: next })} />
    </Page>
  );
}
