import { redirect, useLoaderData } from 'react-router';
import { hasRole } from '../../../src/platform/actor.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import type { Tone } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door, url }) => ({
  ...(await door.call('rails.list-bank-batches', {})),
  done: url.searchParams.get('done'),
}));

export const action = act(async ({ door, form }) => {
  const { batches } = await door.call('rails.make-bank-batches', {}, form.key);
  return redirect(paths.bankBatches(batches.length > 0 ? 'made' : 'nothing'));
});

export const batchTones: Readonly<Record<'made' | 'released' | 'handed-over' | 'refused', Tone | 'neutral'>> = {
  made: 'warn',
  released: 'info',
  'handed-over': 'good',
  refused: 'neutral',
};

export default function BankBatches() {
  const { batches, queued, done } = useLoaderData<typeof loader>();
  const { actor } = useShell();
  const text = useText().bankWork.batches;
  const format = useFormat();
  const may = hasRole(actor, 'supervisor', 'compliance', 'admin');
  return (
    <Page title={text.title} lead={text.lead} width="wide" back={paths.bank()}>
      {done === 'made' ? <Notice tone="good" announce title={text.made} /> : null}
      {done === 'nothing' ? <Notice announce title={text.nothing} /> : null}
      <p>{queued === 0 ? text.nothing : text.queued(format.count(queued))}</p>
      {queued === 0 ? null : (
        <Form>
          <ButtonRow>
            <Button disabledReason={may ? undefined : text.notYou}>{text.make}</Button>
          </ButtonRow>
        </Form>
      )}
      <Table
        caption={text.title}
        rows={batches}
        keyOf={({ id }) => id}
        empty={text.none}
        columns={[
          {
            id: 'reference',
            head: text.reference,
            cell: ({ id, reference }) => <a href={paths.bankBatch(id)}>{reference}</a>,
          },
          {
            id: 'state',
            head: text.state,
            cell: ({ state }) => <Tag tone={batchTones[state]}>{text.states[state]}</Tag>,
          },
          { id: 'made', head: text.madeAt, cell: ({ madeAt }) => format.instant(madeAt) },
          { id: 'account', head: text.account, cell: ({ bankAccount }) => bankAccount },
          { id: 'payments', head: text.payments, number: true, cell: ({ payments }) => format.count(payments) },
          { id: 'sum', head: text.sum, number: true, cell: ({ sum, asset }) => format.amount(sum, asset) },
        ]}
      />
    </Page>
  );
}
