import { useLoaderData } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { PasskeyButton } from '../../components/passkey.tsx';
import { paths, safeReturn } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { redirectWith } from '../../sign-in-step.ts';
import { useText } from '../../text.ts';

function placeIn(url: URL): string {
  return safeReturn(url.searchParams.get('next') ?? undefined, paths.account());
}

export const loader = load(async ({ door, url }) => {
  const { email, twoFactor } = await door.call('identity.my-profile', {});
  return { email, twoFactor, back: placeIn(url) };
});

export const action = act(async ({ door, form, url }) => {
  const proof = form.intent === 'code' ? { code: form.text('code') } : { password: form.secret('password') };
  const { cookies } = await door.identity.proveAgain(door.visitor, proof);
  return redirectWith(placeIn(url), cookies);
});

export default function ConfirmItIsYou() {
  const { email, twoFactor, back } = useLoaderData<typeof loader>();
  const text = useText().proof;
  return (
    <Page title={text.title} lead={text.lead}>
      <Form intent="password">
        <input type="email" name="username" value={email} autoComplete="username" readOnly hidden />
        <TextField name="password" type="password" label={text.password} autoComplete="current-password" />
        <ButtonRow>
          <Button>{text.byPassword}</Button>
          <PasskeyButton ceremony="sign-in" label={text.passkey} failed={text.passkeyFailed} then={back} />
        </ButtonRow>
      </Form>
      {twoFactor ? (
        <>
          <h2>{text.byCodeTitle}</h2>
          <Form intent="code">
            <TextField name="code" label={text.code} inputMode="numeric" autoComplete="one-time-code" width="code" />
            <ButtonRow>
              <Button kind="secondary">{text.byCode}</Button>
            </ButtonRow>
          </Form>
        </>
      ) : null}
    </Page>
  );
}
