import type { WebhookMessage } from '../../../src/wallet/webhooks/contract.ts';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { useText } from '../../text.ts';
import { messageTones } from './message-tones.ts';

/** Messages to a merchant's endpoints, each with the way to its tries. */
export function MessageTable({ messages }: { readonly messages: readonly WebhookMessage[] }) {
  const text = useText().merchant.webhook;
  const format = useFormat();
  return (
    <Table
      caption={text.log}
      rows={messages}
      keyOf={({ id }) => id}
      empty={text.noMessages}
      columns={[
        {
          id: 'event',
          head: text.event,
          cell: ({ id, event }) => <a href={paths.merchantWebhookMessage(id)}>{text.eventNames[event]}</a>,
        },
        {
          id: 'state',
          head: text.state,
          cell: ({ state }) => <Tag tone={messageTones[state]}>{text.states[state]}</Tag>,
        },
        { id: 'written', head: text.written, cell: ({ createdAt }) => format.instant(createdAt) },
        { id: 'tries', head: text.tries, number: true, cell: ({ attempts }) => format.count(attempts) },
      ]}
    />
  );
}
