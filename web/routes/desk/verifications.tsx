import { useLoaderData } from 'react-router';
import { ButtonLink } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door, url }) =>
  door.call('wallet.list-verifications', { after: url.searchParams.get('after') ?? undefined }),
);

/** The queue of compliance, those who wait longest first. */
export default function Verifications() {
  const { verifications, next } = useLoaderData<typeof loader>();
  const text = useText();
  const words = text.verification.desk;
  const format = useFormat();
  return (
    <Page title={words.title} lead={words.lead} width="wide">
      <Table
        caption={words.title}
        rows={verifications}
        keyOf={({ id }) => id}
        empty={words.none}
        columns={[
          { id: 'name', head: words.customer, cell: ({ id, name }) => <a href={paths.deskVerification(id)}>{name}</a> },
          { id: 'level', head: words.level, cell: ({ level }) => String(level) },
          {
            id: 'since',
            head: words.since,
            cell: ({ submittedAt }) => (submittedAt === null ? '' : format.instant(submittedAt)),
          },
          {
            id: 'state',
            head: words.step,
            cell: ({ state, forAnother }) => (
              <Tag tone={forAnother ? 'neutral' : 'info'}>{forAnother ? words.forAnother : words.steps[state]}</Tag>
            ),
          },
        ]}
      />
      {next === null ? null : (
        <ButtonLink href={paths.deskVerifications(next)} kind="secondary">
          {text.shell.next}
        </ButtonLink>
      )}
    </Page>
  );
}
