import { redirect, useLoaderData } from 'react-router';
import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { TextArea } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

type Item = OutputOf<AppOperation, 'wallet.list-work-items'>['items'][number];

const becauseMax = 2000;

export const loader = load(async ({ door, url }) => {
  const closed = url.searchParams.has('closed');
  return { ...(await door.call('wallet.list-work-items', { closed })), closed, done: url.searchParams.get('done') };
});

export const action = act(async ({ door, form }) => {
  const given = { item: form.intent, because: form.text('because') };
  await door.call('wallet.close-work-item', given, form.key);
  return redirect(paths.bankItems({ done: 'closed' }));
});

export default function BankItems() {
  const { items, closed, done } = useLoaderData<typeof loader>();
  const text = useText().bankWork.items;
  return (
    <Page title={text.title} lead={text.lead} back={paths.bank()}>
      {done === 'closed' ? <Notice tone="good" announce title={text.closed} /> : null}
      {items.length === 0 ? <p className="empty">{closed ? text.noneClosed : text.none}</p> : null}
      {items.map((item) => (
        <WorkItem key={item.id} item={item} />
      ))}
      <p>
        {closed ? (
          <a href={paths.bankItems()}>{text.showOpen}</a>
        ) : (
          <a href={paths.bankItems({ closed: 'yes' })}>{text.showClosed}</a>
        )}
      </p>
    </Page>
  );
}

function WorkItem({ item }: { readonly item: Item }) {
  const { locale } = useShell();
  const text = useText().bankWork.items;
  const format = useFormat();
  const { id, title, todo, amount, asset, raisedAt, closed } = item;
  return (
    <Card title={title[locale]}>
      <p>
        {amount === null || asset === null ? null : (
          <>
            <strong>{format.amount(amount, asset)}</strong>
            {', '}
          </>
        )}
        {text.since(format.instant(raisedAt))}
      </p>
      <p>{todo[locale]}</p>
      {closed === null ? (
        <details>
          <summary>{text.settle}</summary>
          <Form intent={id}>
            <TextArea name="because" label={text.because} hint={text.becauseHint} rows={2} max={becauseMax} />
            <ButtonRow>
              <Button kind="secondary">{text.settle}</Button>
            </ButtonRow>
          </Form>
        </details>
      ) : (
        <p className="hint">
          {text.settledOn(format.day(closed.at))}: {closed.because}
        </p>
      )}
    </Card>
  );
}
