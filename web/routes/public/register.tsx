import { redirect } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { placeOf, redirectWith, rememberEmail } from '../../sign-in-step.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door }) => {
  const place = await placeOf(door);
  if (place !== undefined) throw redirect(place);
  return null;
});

export const action = act(async ({ door, form }) => {
  const email = form.text('email');
  await door.identity.sendRegistrationCode(door.visitor, email);
  return redirectWith(paths.registerCode(), [rememberEmail(email, door)]);
});

export default function Register() {
  const text = useText();
  return (
    <Page asks title={text.identity.register.title} back={paths.home()} above={text.identity.register.title}>
      <Form>
        <TextField
          question
          name="email"
          type="email"
          label={text.identity.register.question}
          hint={text.identity.register.hint}
          autoComplete="email"
        />
        <ButtonRow>
          <Button>{text.shell.continue}</Button>
          <a href={paths.signIn()}>{text.shell.signIn}</a>
        </ButtonRow>
      </Form>
    </Page>
  );
}
