import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { PasskeyButton } from '../../components/passkey.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { goOn, placeOf } from '../../sign-in-step.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door, url }) => {
  const back = url.searchParams.get('next') ?? undefined;
  const place = await placeOf(door, back);
  if (place !== undefined) throw redirect(place);
  return { back };
});

export const action = act(async ({ door, form, url }) => {
  const step = await door.identity.signIn(door.visitor, {
    email: form.text('email'),
    password: form.secret('password'),
  });
  return goOn(step, url.searchParams.get('next') ?? undefined);
});

export default function SignIn() {
  const { back } = useLoaderData<typeof loader>();
  const text = useText().identity;
  return (
    <Page title={text.signIn.title}>
      <Form>
        <TextField name="email" type="email" label={text.email} autoComplete="username" />
        <TextField name="password" type="password" label={text.password} autoComplete="current-password" />
        <ButtonRow>
          <Button>{text.signIn.send}</Button>
          <PasskeyButton
            ceremony="sign-in"
            label={text.signIn.passkey}
            failed={text.signIn.passkeyFailed}
            then={paths.signIn(back)}
          />
        </ButtonRow>
      </Form>
      <ul className="links">
        <li>
          <a href={paths.recover()}>{text.signIn.forgotten}</a>
        </li>
        <li>
          <a href={paths.register(back)}>{text.signIn.noAccount}</a>
        </li>
        <li>
          <a href={paths.complain()}>{text.complainAnyway}</a>
        </li>
      </ul>
    </Page>
  );
}
