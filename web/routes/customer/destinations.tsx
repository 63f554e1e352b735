import { redirect, useLoaderData } from 'react-router';
import type { DestinationView } from '../../../src/wallet/withdrawals/contract.ts';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Facts } from '../../components/facts.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { textFor, useText } from '../../text.ts';
import { useDestinationFacts } from './withdrawal-parts.tsx';

export const loader = load(async ({ door, url }) => ({
  ...(await door.call('wallet.list-destinations', {})),
  done: url.searchParams.get('done'),
}));

export const action = act(async ({ door, form }) => {
  await door.call('wallet.remove-destination', { destination: form.text('destination') }, form.key);
  return redirect(paths.destinations('removed'));
});

export default function Destinations() {
  const { destinations, done } = useLoaderData<typeof loader>();
  const text = useText().withdrawals;
  const said = textFor({ added: text.destinations.added, removed: text.destinations.removed }, done);
  return (
    <Page title={text.destinations.title} lead={text.destinations.lead} back={paths.withdrawals()}>
      {said === undefined ? null : <Notice tone="good" announce title={said} />}
      <ButtonRow>
        <ButtonLink href={paths.addDestination()}>{text.add}</ButtonLink>
        {destinations.length === 0 ? null : (
          <ButtonLink href={paths.withdraw()} kind="secondary">
            {text.title}
          </ButtonLink>
        )}
      </ButtonRow>
      {destinations.length === 0 ? <p className="empty">{text.destinations.none}</p> : null}
      {destinations.map((destination) => (
        <Destination key={destination.id} destination={destination} />
      ))}
    </Page>
  );
}

function Destination({
  destination: { id, rail, label, details, addedAt, usableAt },
}: {
  readonly destination: DestinationView;
}) {
  const { now } = useShell();
  const text = useText().withdrawals.destinations;
  const format = useFormat();
  const [, ...facts] = useDestinationFacts()(label, details);
  const waits = usableAt > now;
  return (
    <Card
      title={label}
      actions={
        <Tag tone={waits ? 'warn' : 'neutral'}>{waits ? text.usable(format.instant(usableAt)) : text.kinds[rail]}</Tag>
      }
    >
      <Facts facts={facts} />
      <Form intent={`remove-${id}`}>
        <input type="hidden" name="destination" value={id} />
        <ButtonRow>
          <Button kind="quiet">
            {text.remove} <span className="visually-hidden">{label}</span>
          </Button>
        </ButtonRow>
        <p className="hint">{text.since(format.day(addedAt))}</p>
      </Form>
    </Card>
  );
}
