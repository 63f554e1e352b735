import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { textFor, useText } from '../../text.ts';

export const loader = load(async ({ door, url }) => ({
  profile: await door.call('identity.my-profile', {}),
  done: url.searchParams.get('done'),
}));

export const action = act(async ({ door, form }) => {
  if (form.intent === 'stop') {
    await door.call('identity.cancel-email-change', {});
    return redirect(paths.email('stopped'));
  }
  if (form.intent === 'confirm') {
    await door.call('identity.confirm-email-change', { code: form.text('code') });
    return redirect(paths.email('confirmed'));
  }
  await door.call('identity.ask-email-change', { email: form.text('email') });
  return redirect(paths.email());
});

export default function ChangeEmail() {
  const { profile, done } = useLoaderData<typeof loader>();
  const text = useText().proof.email;
  const said = textFor({ stopped: text.stopped, confirmed: text.confirmed }, done);
  return (
    <Page title={text.title} lead={text.lead} back={paths.security()}>
      {said === undefined ? null : <Notice tone="good" title={said} announce />}
      <Facts facts={[{ id: 'now', term: text.now, value: profile.email }]} />
      <Change />
    </Page>
  );
}

/** One step at a time: the new address, its code, the day until it counts. */
function Change() {
  const {
    profile: { emailChange },
  } = useLoaderData<typeof loader>();
  const text = useText().proof.email;
  const format = useFormat();
  if (emailChange === null)
    return (
      <Form intent="ask">
        <TextField name="email" type="email" label={text.new} autoComplete="email" />
        <ButtonRow>
          <Button>{text.ask}</Button>
        </ButtonRow>
      </Form>
    );
  return (
    <>
      {emailChange.effectiveAt === null ? (
        <Form intent="confirm">
          <p>{text.codeTitle(emailChange.email)}</p>
          <TextField
            name="code"
            label={text.code}
            hint={text.codeHint}
            inputMode="numeric"
            autoComplete="one-time-code"
          />
          <ButtonRow>
            <Button>{text.confirm}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <Notice tone="warn" title={text.waiting(emailChange.email, format.instant(emailChange.effectiveAt))}>
          <p>{text.waitingText}</p>
        </Notice>
      )}
      <Form intent="stop">
        <ButtonRow>
          <Button kind="secondary">{text.stop}</Button>
        </ButtonRow>
      </Form>
    </>
  );
}
