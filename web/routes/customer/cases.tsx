import { useLoaderData } from 'react-router';
import { caseStates } from '../../../src/complaints/case-state.ts';
import { taxonomy } from '../../../src/complaints/taxonomy.ts';
import { ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Page } from '../../components/page.tsx';
import { Pagination } from '../../components/pagination.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { stateTones } from './state-tones.ts';

export const loader = load(async ({ door, url }) =>
  door.call('complaints.my-cases', { after: url.searchParams.get('after') ?? undefined }),
);

/** Every complaint of the customer who is signed in. */
export default function Cases() {
  const { cases, next } = useLoaderData<typeof loader>();
  const { locale } = useShell();
  const format = useFormat();
  const text = useText().tracker.list;
  return (
    <Page title={text.title} width="wide">
      <Table
        caption={text.title}
        rows={cases}
        keyOf={({ number }) => number}
        empty={text.empty}
        columns={[
          { id: 'number', head: text.number, cell: ({ number }) => <a href={paths.ownCase(number)}>{number}</a> },
          { id: 'about', head: text.about, cell: ({ issue }) => taxonomy[issue].label[locale] },
          {
            id: 'state',
            head: text.state,
            cell: ({ state }) => <Tag tone={stateTones[state]}>{caseStates[state][locale]}</Tag>,
          },
          { id: 'opened', head: text.opened, cell: ({ openedAt }) => format.day(openedAt) },
          { id: 'due', head: text.due, cell: ({ nextDueAt }) => (nextDueAt === null ? '–' : format.day(nextDueAt)) },
        ]}
      />
      <Pagination next={next === null ? undefined : paths.cases(next)} />
      <ButtonRow>
        <ButtonLink href={paths.complain()} kind="secondary">
          {text.action}
        </ButtonLink>
      </ButtonRow>
    </Page>
  );
}
