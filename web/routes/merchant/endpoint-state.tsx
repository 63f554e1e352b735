import type { WebhookEndpoint } from '../../../src/wallet/webhooks/contract.ts';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { useText } from '../../text.ts';

/** Whether an endpoint works, since when it fails, or that it is off. */
export function EndpointState({ endpoint }: { readonly endpoint: WebhookEndpoint }) {
  const text = useText().merchant.webhook;
  const format = useFormat();
  const { disabledAt, failingSince } = endpoint;
  if (disabledAt !== null) return <Tag tone="neutral">{text.off}</Tag>;
  if (failingSince !== null) return <Tag tone="warn">{text.failing(format.instant(failingSince))}</Tag>;
  return <Tag tone="good">{text.works}</Tag>;
}
