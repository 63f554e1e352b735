import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonLink } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { PasskeyButton } from '../../components/passkey.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { textFor, useText } from '../../text.ts';

export const loader = load(async ({ door, url }) => {
  const profile = await door.call('identity.my-profile', {});
  const { sessions } = await door.call('identity.list-sessions', {});
  const { sessionId, needsTwoFactor } = await door.identity.sessionOf(door.visitor.headers);
  return { profile, sessions, sessionId, needsTwoFactor, done: url.searchParams.get('done') };
});

export const action = act(async ({ door, form }) => {
  if (form.intent === 'revoke') {
    await door.call('identity.revoke-session', { sessionId: form.text('sessionId') });
    return redirect(paths.security('revoked'));
  }
  await door.call('identity.remove-passkey', { passkeyId: form.text('passkeyId') });
  return redirect(paths.security('passkey'));
});

export default function Security() {
  const { profile, done, needsTwoFactor } = useLoaderData<typeof loader>();
  const { proof, identity } = useText();
  const text = identity.security;
  const sentences = {
    revoked: text.revoked,
    passkey: text.passkeyRemoved,
    password: text.passwordChanged,
    'second-step': text.stepNow,
  };
  const said = textFor(sentences, done);
  return (
    <Page title={text.title} back={paths.account()}>
      {said === undefined ? null : <Notice tone="good" title={said} announce />}
      {needsTwoFactor ? (
        <Notice tone="warn" title={text.stepNeeded}>
          <p>{text.stepNeededText}</p>
        </Notice>
      ) : null}
      <Card title={text.passwordTitle}>
        <p>{text.passwordText}</p>
        <ButtonLink href={paths.password()} kind="secondary">
          {text.passwordLink}
        </ButtonLink>
      </Card>
      <Card title={proof.email.now}>
        <p>{profile.email}</p>
        <ButtonLink href={paths.email()} kind="secondary">
          {proof.email.link}
        </ButtonLink>
      </Card>
      <SecondStepCard />
      <Passkeys />
      <Devices />
    </Page>
  );
}

function SecondStepCard() {
  const { profile } = useLoaderData<typeof loader>();
  const text = useText().identity.security;
  const isOn = profile.twoFactor;
  return (
    <Card
      title={text.stepTitle}
      actions={<Tag tone={isOn ? 'good' : 'neutral'}>{isOn ? text.stepOn : text.stepOff}</Tag>}
    >
      <p>{isOn ? text.stepOnText : text.stepOffText}</p>
      <ButtonLink href={isOn ? paths.stopSecondStep() : paths.setUpSecondStep()} kind={isOn ? 'quiet' : 'secondary'}>
        {isOn ? text.stepStop : text.stepStart}
      </ButtonLink>
    </Card>
  );
}

function Passkeys() {
  const { profile } = useLoaderData<typeof loader>();
  const text = useText().identity.security;
  const format = useFormat();
  return (
    <Card title={text.passkeysTitle}>
      <p>{text.passkeysText}</p>
      <Table
        caption={text.passkeysTitle}
        rows={profile.passkeys}
        keyOf={({ id }) => id}
        empty={text.passkeysNone}
        columns={[
          { id: 'keeper', head: text.passkey, cell: ({ keeper }) => keeper ?? text.passkey },
          {
            id: 'added',
            head: text.passkeyAdded,
            cell: ({ addedAt }) => (addedAt === null ? '' : format.instant(addedAt)),
          },
          {
            id: 'remove',
            head: text.actions,
            cell: ({ id }) => (
              <Form intent="remove-passkey">
                <input type="hidden" name="passkeyId" value={id} />
                <Button kind="quiet">{text.passkeyRemove}</Button>
              </Form>
            ),
          },
        ]}
      />
      <PasskeyButton ceremony="add" label={text.passkeyAdd} failed={text.passkeyAddFailed} then={paths.security()} />
      <noscript>
        <p className="hint">{text.passkeyNoScript}</p>
      </noscript>
    </Card>
  );
}

function Devices() {
  const { sessions, sessionId } = useLoaderData<typeof loader>();
  const text = useText().identity.security;
  const format = useFormat();
  return (
    <Card title={text.devicesTitle}>
      <p>{text.devicesText}</p>
      <Table
        caption={text.devicesTitle}
        rows={sessions}
        keyOf={({ id }) => id}
        empty=""
        columns={[
          {
            id: 'device',
            head: text.device,
            cell: ({ device: { browser, system } }) =>
              browser === '' || system === ''
                ? browser || system || text.deviceUnknown
                : text.deviceOn(browser, system),
          },
          { id: 'address', head: text.address, cell: ({ address }) => address },
          { id: 'since', head: text.since, cell: ({ signedInAt }) => format.instant(signedInAt) },
          {
            id: 'revoke',
            head: text.actions,
            cell: ({ id }) =>
              id === sessionId ? (
                <Tag tone="neutral">{text.deviceHere}</Tag>
              ) : (
                <Form intent="revoke">
                  <input type="hidden" name="sessionId" value={id} />
                  <Button kind="quiet">{text.revoke}</Button>
                </Form>
              ),
          },
        ]}
      />
    </Card>
  );
}
