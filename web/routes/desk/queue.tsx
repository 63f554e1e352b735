import { useLoaderData } from 'react-router';
import { caseStates, channels } from '../../../src/complaints/case-state.ts';
import type { CaseState, Channel } from '../../../src/complaints/case-state.ts';
import type { QueueCounts, QueueRow } from '../../../src/complaints/contract.ts';
import { isIssueId, issueIds, taxonomy } from '../../../src/complaints/taxonomy.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Select, TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { Pagination } from '../../components/pagination.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';
import { stateTones } from '../customer/state-tones.ts';

/** The filters as they stand in the address. */
interface Filter {
  readonly state: CaseState | undefined;
  readonly issue: string | undefined;
  readonly channel: Channel | undefined;
  readonly assignee: string | undefined;
  readonly breached: 'yes' | undefined;
  readonly unanswered: 'yes' | undefined;
  readonly text: string | undefined;
}

export const loader = load(async ({ door, url }) => {
  const filter = filterOf(url.searchParams);
  const queue = await door.call('complaints.list-cases', {
    state: filter.state,
    issue: filter.issue !== undefined && isIssueId(filter.issue) ? filter.issue : undefined,
    channel: filter.channel,
    assignee: filter.assignee,
    breached: filter.breached === undefined ? undefined : true,
    unanswered: filter.unanswered === undefined ? undefined : true,
    text: filter.text,
    after: url.searchParams.get('after') ?? undefined,
  });
  return { filter, queue };
});

function filterOf(query: URLSearchParams): Filter {
  const text = (name: string): string | undefined => query.get(name)?.trim() || undefined;
  return {
    state: stateNames.find((state) => state === query.get('state')),
    issue: issueIds.find((issue) => issue === query.get('issue')),
    channel: channels.find((channel) => channel === query.get('channel')),
    assignee: text('assignee'),
    breached: query.has('breached') ? 'yes' : undefined,
    unanswered: query.has('unanswered') ? 'yes' : undefined,
    text: text('text'),
  };
}

const stateNames: readonly CaseState[] = Object.keys(caseStates).filter((name): name is CaseState =>
  Object.hasOwn(caseStates, name),
);

export default function Desk() {
  const { filter, queue } = useLoaderData<typeof loader>();
  const text = useText().desk;
  return (
    <Page title={text.title} lead={text.lead} width="wide">
      <Counts counts={queue.counts} filter={filter} />
      <Filters filter={filter} />
      <Rows rows={queue.rows} />
      <Pagination next={queue.next === null ? undefined : paths.desk({ ...filter, after: queue.next })} />
    </Page>
  );
}

/** The five views that a handler goes to and fro between, each with how many are there. */
function Counts({ counts, filter }: { readonly counts: QueueCounts; readonly filter: Filter }) {
  const text = useText().desk.counts;
  const format = useFormat();
  const plain = Object.values(filter).every((value) => value === undefined);
  const views = [
    { id: 'all', count: counts.all, href: paths.desk(), here: plain },
    { id: 'mine', count: counts.mine, href: paths.desk({ assignee: 'me' }), here: filter.assignee === 'me' },
    {
      id: 'nobody',
      count: counts.unassigned,
      href: paths.desk({ assignee: 'nobody' }),
      here: filter.assignee === 'nobody',
    },
    { id: 'breached', count: counts.breached, href: paths.desk({ breached: 'yes' }), here: filter.breached === 'yes' },
    {
      id: 'unanswered',
      count: counts.unanswered,
      href: paths.desk({ unanswered: 'yes' }),
      here: filter.unanswered === 'yes',
    },
  ] as const;
  return (
    <ul className="views">
      {views.map(({ id, count, href, here }) => (
        <li key={id}>
          <a href={href} aria-current={here ? 'page' : undefined}>
            {text[id]} <strong>{format.count(count)}</strong>
          </a>
        </li>
      ))}
    </ul>
  );
}

function Filters({ filter }: { readonly filter: Filter }) {
  const { locale } = useShell();
  const text = useText();
  const words = text.desk.filter;
  const any = { value: '', label: words.any };
  const narrowed = Object.values({ ...filter, assignee: undefined, breached: undefined, unanswered: undefined }).some(
    Boolean,
  );
  return (
    <details className="folded" open={narrowed}>
      <summary>{words.open}</summary>
      <Form get values={{ ...filter }} action={paths.desk()}>
        <div className="fields">
          <TextField name="text" type="search" label={words.text} hint={words.textHint} />
          <Select
            name="state"
            label={words.state}
            options={[any, ...stateNames.map((state) => ({ value: state, label: caseStates[state][locale] }))]}
          />
          <Select
            name="issue"
            label={words.issue}
            options={[any, ...issueIds.map((issue) => ({ value: issue, label: taxonomy[issue].label[locale] }))]}
          />
          <Select
            name="channel"
            label={words.channel}
            options={[any, ...channels.map((channel) => ({ value: channel, label: text.desk.channels[channel] }))]}
          />
        </div>
        <ButtonRow>
          <Button kind="secondary">{words.send}</Button>
          <a href={paths.desk()}>{words.clear}</a>
        </ButtonRow>
      </Form>
    </details>
  );
}

function Rows({ rows }: { readonly rows: readonly QueueRow[] }) {
  const { locale } = useShell();
  const text = useText().desk;
  const { columns } = text;
  return (
    <Table
      caption={text.title}
      rows={rows}
      keyOf={({ number }) => number}
      empty={text.empty}
      columns={[
        { id: 'case', head: columns.case, cell: (row) => <CaseCell row={row} /> },
        { id: 'due', head: columns.due, cell: (row) => <Due row={row} /> },
        { id: 'issue', head: columns.issue, cell: ({ issue }) => taxonomy[issue].label[locale] },
        {
          id: 'who',
          head: columns.who,
          cell: ({ complainant, verified }) => <Who name={complainant} verified={verified} />,
        },
        {
          id: 'state',
          head: columns.state,
          cell: (row) => <State row={row} />,
        },
        {
          id: 'with',
          head: columns.with,
          cell: ({ assignedTo }) => assignedTo?.name ?? <span className="hint">{text.nobody}</span>,
        },
      ]}
    />
  );
}

function CaseCell({ row: { number, summary, urgent } }: { readonly row: QueueRow }) {
  const text = useText().desk;
  return (
    <div className="case-cell">
      <a href={paths.deskCase(number)}>{number}</a> {urgent ? <Tag tone="bad">{text.urgent}</Tag> : null}
      <p className="summary">{summary}</p>
    </div>
  );
}

function Due({ row: { nextDueAt, breached } }: { readonly row: QueueRow }) {
  const text = useText().desk;
  const format = useFormat();
  return (
    <>
      {nextDueAt === null ? <span className="hint">{text.noDue}</span> : format.shortDay(nextDueAt)}{' '}
      {breached ? <Tag tone="bad">{text.overdue}</Tag> : null}
    </>
  );
}

function Who({ name, verified }: { readonly name: string | null; readonly verified: boolean }) {
  const text = useText().desk;
  return (
    <>
      {name ?? text.guest}
      {verified ? null : <div className="hint">{text.unverified}</div>}
    </>
  );
}

/** Where it stands, and whether somebody waits for us. */
function State({ row: { state, unansweredSince } }: { readonly row: QueueRow }) {
  const { locale } = useShell();
  const text = useText().desk;
  return (
    <div>
      <Tag tone={stateTones[state]}>{caseStates[state][locale]}</Tag>
      {unansweredSince === null ? null : <div className="hint">{text.unanswered}</div>}
    </div>
  );
}
