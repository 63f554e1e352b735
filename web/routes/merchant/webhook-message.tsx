import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { CopyText } from '../../components/copy-text.tsx';
import { Facts } from '../../components/facts.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param } from '../../route.ts';
import { useText } from '../../text.ts';
import { messageTones } from './message-tones.ts';

export const loader = load(async ({ door, params, url }) => ({
  message: await door.call('wallet.get-webhook', { id: param(params, 'message') }),
  done: url.searchParams.get('done'),
}));

export const action = act(async ({ door, params, form }) => {
  const id = param(params, 'message');
  await door.call('wallet.replay-webhook', { id }, form.key);
  return redirect(paths.merchantWebhookMessage(id, 'ordered'));
});

export default function WebhookMessage() {
  const { message, done } = useLoaderData<typeof loader>();
  const text = useText().merchant.webhook;
  const format = useFormat();
  return (
    <Page
      title={text.eventNames[message.event]}
      above={text.log}
      back={paths.merchantWebhook(message.endpointId)}
      width="wide"
    >
      {done === 'ordered' ? <Notice tone="good" announce title={text.ordered} /> : null}
      <Facts
        facts={[
          {
            id: 'state',
            term: text.state,
            value: <Tag tone={messageTones[message.state]}>{text.states[message.state]}</Tag>,
          },
          { id: 'written', term: text.written, value: format.instant(message.createdAt) },
          { id: 'id', term: text.id, value: <CopyText>{message.id}</CopyText> },
          { id: 'sequence', term: text.sequence, value: String(message.sequence) },
          {
            id: 'payment',
            term: text.payment,
            value: <a href={paths.merchantPayment(message.paymentId)}>{message.paymentId}</a>,
          },
        ]}
      />
      {message.state === 'waiting' ? null : (
        <Form>
          <ButtonRow>
            <Button kind="secondary">{text.again}</Button>
          </ButtonRow>
        </Form>
      )}
      <h2>{text.tries}</h2>
      <Tries />
      <Card title={text.body}>
        <div className="pre">{message.body}</div>
      </Card>
    </Page>
  );
}

function Tries() {
  const { message } = useLoaderData<typeof loader>();
  const text = useText().merchant.webhook;
  const format = useFormat();
  return (
    <Table
      caption={text.tries}
      rows={message.tries}
      keyOf={({ at }) => at.toISOString()}
      empty={text.noTries}
      columns={[
        { id: 'when', head: text.when, cell: ({ at }) => format.instant(at) },
        { id: 'answer', head: text.answer, cell: ({ status, error }) => (status === null ? error : String(status)) },
        { id: 'bytes', head: text.firstBytes, cell: ({ answer }) => answer },
        {
          id: 'time',
          head: text.time,
          number: true,
          cell: ({ durationMs }) => text.took(format.count(durationMs)),
        },
      ]}
    />
  );
}
