import { redirect, useActionData, useLoaderData } from 'react-router';
import { messageStates } from '../../../src/wallet/webhooks/contract.ts';
import type { WebhookEndpoint } from '../../../src/wallet/webhooks/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Pagination } from '../../components/pagination.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param } from '../../route.ts';
import { useText } from '../../text.ts';
import { EndpointState } from './endpoint-state.tsx';
import { MessageTable } from './message-table.tsx';
import { Secret } from './secret.tsx';

export const loader = load(async ({ door, params, url }) => {
  const state = messageStates.find((known) => known === url.searchParams.get('state'));
  const after = url.searchParams.get('after') ?? undefined;
  const log = await door.call('wallet.get-webhook-endpoint', { id: param(params, 'endpoint'), state, after });
  const today = door.now.toISOString().slice(0, 10);
  return { ...log, state, today, done: url.searchParams.get('done'), count: url.searchParams.get('count') };
});

export const action = act(async ({ door, params, form }): Promise<Response | { readonly secret: string }> => {
  const id = param(params, 'endpoint');
  if (form.intent === 'rotate') return door.call('wallet.rotate-webhook-secret', { id }, form.key);
  if (form.intent === 'replay') {
    const since = form.text('since');
    const { replayed } = await door.call('wallet.replay-failed-webhooks', { id, since }, form.key);
    return redirect(paths.merchantWebhook(id, { done: 'replayed', count: String(replayed) }));
  }
  await door.call('wallet.switch-webhook-endpoint', { id, on: form.intent === 'on' }, form.key);
  return redirect(paths.merchantWebhook(id, { done: 'switched' }));
});

export default function Webhook() {
  const { endpoint, messages, next, state, done, count } = useLoaderData<typeof loader>();
  const given = useActionData<typeof action>();
  const text = useText().merchant.webhook;
  const result = done === 'replayed' ? text.replayed(count ?? '0') : done === 'switched' ? text.switched : null;
  return (
    <Page title={endpoint.url} above={useText().merchant.webhooks} back={paths.merchantWebhooks()} width="wide">
      {result === null ? null : <Notice tone="good" announce title={result} />}
      {given !== undefined && 'secret' in given ? (
        <Secret title={text.secretTitle} text={text.secretText} secret={given.secret} />
      ) : null}
      <EndpointFacts endpoint={endpoint} />
      <Switches endpoint={endpoint} />
      <h2>{text.log}</h2>
      <Views id={endpoint.id} state={state} />
      <MessageTable messages={messages} />
      <Pagination next={next === null ? undefined : paths.merchantWebhook(endpoint.id, { state, after: next })} />
      {endpoint.disabledAt === null ? <Replay /> : null}
    </Page>
  );
}

function EndpointFacts({ endpoint }: { readonly endpoint: WebhookEndpoint }) {
  const text = useText().merchant.webhook;
  const format = useFormat();
  const { events, disabledBecause, oldSecretUntil } = endpoint;
  return (
    <>
      {disabledBecause === null ? null : <Notice tone="warn">{text.offReasons[disabledBecause]}</Notice>}
      {oldSecretUntil === null ? null : <Notice>{text.oldUntil(format.instant(oldSecretUntil))}</Notice>}
      <Facts
        facts={[
          { id: 'state', term: text.state, value: <EndpointState endpoint={endpoint} /> },
          { id: 'events', term: text.event, value: events.map((event) => text.eventNames[event]).join('; ') },
        ]}
      />
    </>
  );
}

function Switches({ endpoint: { disabledAt } }: { readonly endpoint: WebhookEndpoint }) {
  const text = useText().merchant.webhook;
  return (
    <Form>
      <p className="hint">{text.rotateText}</p>
      <ButtonRow>
        <Button kind="secondary" name="intent" value="rotate">
          {text.rotate}
        </Button>
        {disabledAt === null ? (
          <Button kind="quiet" name="intent" value="off">
            {text.switchOff}
          </Button>
        ) : (
          <Button name="intent" value="on">
            {text.switchOn}
          </Button>
        )}
      </ButtonRow>
    </Form>
  );
}

function Views({ id, state }: { readonly id: string; readonly state: string | undefined }) {
  const text = useText().merchant.webhook;
  const views = [
    { value: undefined, label: text.all },
    ...messageStates.map((value) => ({ value, label: text.states[value] })),
  ];
  return (
    <ul className="views">
      {views.map(({ value, label }) => (
        <li key={label}>
          <a href={paths.merchantWebhook(id, { state: value })} aria-current={value === state ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Replay() {
  const { today } = useLoaderData<typeof loader>();
  const text = useText().merchant.webhook;
  return (
    <Card title={text.replayTitle}>
      <Form intent="replay" values={{ since: today }}>
        <TextField name="since" type="date" label={text.replaySince} width="short" />
        <ButtonRow>
          <Button kind="secondary">{text.replay}</Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}
