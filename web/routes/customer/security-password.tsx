import { useLoaderData } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { redirectWith } from '../../sign-in-step.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door }) => door.call('identity.my-profile', {}));

export const action = act(async ({ door, form }) => {
  const { cookies } = await door.identity.changePassword(door.visitor, {
    current: form.secret('currentPassword'),
    password: form.secret('password'),
  });
  return redirectWith(paths.security('password'), cookies);
});

export default function ChangePassword() {
  const { email } = useLoaderData<typeof loader>();
  const text = useText();
  const words = text.identity.security;
  return (
    <Page title={words.passwordLink} lead={words.passwordText} back={paths.security()}>
      <Form>
        <input type="email" name="username" value={email} autoComplete="username" readOnly hidden />
        <TextField name="currentPassword" type="password" label={words.passwordNow} autoComplete="current-password" />
        <TextField
          name="password"
          type="password"
          label={text.identity.newPassword}
          hint={text.identity.passwordHint}
          autoComplete="new-password"
        />
        <ButtonRow>
          <Button>{text.shell.save}</Button>
          <a href={paths.recover()}>{text.identity.signIn.forgotten}</a>
        </ButtonRow>
      </Form>
    </Page>
  );
}
