import { useActionData, useLoaderData } from 'react-router';
import { webhookEvents } from '../../../src/wallet/webhooks/contract.ts';
import type { WebhookEvent } from '../../../src/wallet/webhooks/contract.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Checkboxes } from '../../components/choices.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useText } from '../../text.ts';
import { EndpointState } from './endpoint-state.tsx';
import { MerchantNav } from './merchant-nav.tsx';
import { Secret } from './secret.tsx';

export const loader = load(async ({ door }) => ({ endpoints: await door.call('wallet.list-webhook-endpoints', {}) }));

export const action = act(async ({ door, form }): Promise<{ readonly secret: string }> => {
  const events = webhookEvents.filter((event): event is WebhookEvent => form.all('events').includes(event));
  return door.call('wallet.create-webhook-endpoint', { url: form.text('url'), events }, form.key);
});

export default function Webhooks() {
  const { endpoints } = useLoaderData<typeof loader>();
  const given = useActionData<typeof action>();
  const text = useText().merchant;
  return (
    <Page title={text.webhooks} above={text.title} lead={text.webhook.lead} back={paths.merchant()} width="wide">
      <MerchantNav />
      {given !== undefined && 'secret' in given ? (
        <Secret title={text.webhook.secretTitle} text={text.webhook.secretText} secret={given.secret} />
      ) : null}
      <Table
        caption={text.webhooks}
        rows={endpoints}
        keyOf={({ id }) => id}
        empty={text.webhook.none}
        columns={[
          { id: 'url', head: text.webhook.url, cell: ({ id, url }) => <a href={paths.merchantWebhook(id)}>{url}</a> },
          {
            id: 'events',
            head: text.webhook.event,
            cell: ({ events }) => events.map((event) => text.webhook.eventNames[event]).join('; '),
          },
          { id: 'state', head: text.webhook.state, cell: (endpoint) => <EndpointState endpoint={endpoint} /> },
        ]}
      />
      <NewEndpoint />
    </Page>
  );
}

function NewEndpoint() {
  const text = useText().merchant.webhook;
  return (
    <Card title={text.addTitle}>
      <Form values={{ events: webhookEvents }}>
        <TextField name="url" label={text.url} hint={text.urlHint} autoComplete="off" />
        <Checkboxes
          name="events"
          label={text.events}
          options={webhookEvents.map((value) => ({ value, label: text.eventNames[value], hint: value }))}
        />
        <ButtonRow>
          <Button>{text.add}</Button>
        </ButtonRow>
      </Form>
    </Card>
  );
}
