import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param } from '../../route.ts';
import { useText } from '../../text.ts';
import { outgoingTones } from './outgoing-tones.ts';

export const loader = load(async ({ door, params, url }) => ({
  mail: await door.call('platform.get-outgoing', { id: param(params, 'mail') }),
  done: url.searchParams.get('done'),
}));

export const action = act(async ({ door, params, form }) => {
  const id = param(params, 'mail');
  await door.call('platform.retry-outgoing', { id }, form.key);
  return redirect(paths.outgoing(id, 'ordered'));
});

export default function Outgoing() {
  const { mail, done } = useLoaderData<typeof loader>();
  const text = useText().outbox;
  const format = useFormat();
  return (
    <Page title={mail.subject} above={text.title} back={paths.outbox()}>
      {done === 'ordered' ? <Notice tone="good" announce title={text.ordered} /> : null}
      <Facts
        facts={[
          { id: 'to', term: text.to, value: mail.to },
          {
            id: 'state',
            term: text.state,
            value: <Tag tone={outgoingTones[mail.status]}>{text.states[mail.status]}</Tag>,
          },
          { id: 'written', term: text.written, value: format.instant(mail.createdAt) },
          ...(mail.settledAt === null
            ? []
            : [{ id: 'settled', term: text.settled, value: format.instant(mail.settledAt) }]),
          { id: 'attempts', term: text.attempts, value: format.count(mail.attempts) },
          ...(mail.lastError === null ? [] : [{ id: 'error', term: text.error, value: mail.lastError }]),
        ]}
      />
      {mail.status === 'dead' || mail.status === 'kept' ? (
        <Form>
          <ButtonRow>
            <Button disabledReason={mail.canSend ? undefined : text.noWayOut}>{text.again}</Button>
          </ButtonRow>
        </Form>
      ) : null}
      {mail.text === null ? (
        <p className="hint">{text.textFor}</p>
      ) : (
        <Card title={text.text}>
          <div className="pre">{mail.text}</div>
        </Card>
      )}
    </Page>
  );
}
