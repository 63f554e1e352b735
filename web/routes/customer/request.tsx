import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { CopyText } from '../../components/copy-text.tsx';
import { Facts } from '../../components/facts.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load, param } from '../../route.ts';
import { textFor, useText } from '../../text.ts';
import { requestTones } from './requests.tsx';

export const loader = load(async ({ door, params, url }) => ({
  request: await door.call('wallet.get-own-request', { request: param(params, 'id') }),
  done: url.searchParams.get('done'),
}));

export const action = act(async ({ door, params, form }) => {
  const id = param(params, 'id');
  await door.call('wallet.cancel-request', { request: id }, form.key);
  return redirect(paths.request(id, 'cancelled'));
});

export default function Request() {
  const { request, done } = useLoaderData<typeof loader>();
  const { amount, asset, decimals, note, state, createdAt, expiresAt, payments, link } = request;
  const text = useText().requests;
  const format = useFormat();
  const money = (value: bigint): string => format.amount(value, { code: asset, decimals });
  const sentence = textFor({ made: text.one.made, cancelled: text.one.cancelled }, done);
  return (
    <Page title={text.one.title} back={paths.requests()}>
      {sentence === undefined ? null : <Notice tone="good" announce title={sentence} />}
      <p className="total">{amount === null ? `${text.openAmount} (${asset})` : money(amount)}</p>
      {state === 'open' ? (
        <Card>
          <QrCode text={link} label={text.one.code} />
          <p className="label">{text.one.link}</p>
          <p>
            <CopyText>{link}</CopyText>
          </p>
        </Card>
      ) : null}
      <Facts
        facts={[
          { id: 'state', term: text.state, value: <Tag tone={requestTones[state]}>{text.states[state]}</Tag> },
          ...(note === null ? [] : [{ id: 'note', term: text.note, value: note }]),
          { id: 'created', term: text.created, value: format.instant(createdAt) },
          { id: 'until', term: text.until, value: format.instant(expiresAt) },
        ]}
      />
      {payments.length === 0 ? null : (
        <Card title={text.one.payments}>
          <ul className="plain">
            {payments.map(({ transactionId, amount: paid, at }) => (
              <li key={transactionId}>
                <a href={paths.transaction(transactionId)}>{text.one.payment(money(paid), format.day(at))}</a>
              </li>
            ))}
          </ul>
        </Card>
      )}
      {state === 'open' ? (
        <Form intent="cancel">
          <ButtonRow>
            <Button kind="danger">{text.one.cancel}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <ButtonRow>
          <ButtonLink href={paths.newRequest()} kind="secondary">
            {text.one.again}
          </ButtonLink>
        </ButtonRow>
      )}
    </Page>
  );
}
