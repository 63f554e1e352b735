import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act } from '../../route.ts';
import { redirectWith, rememberEmail } from '../../sign-in-step.ts';
import { useText } from '../../text.ts';

export const action = act(async ({ door, form }) => {
  const email = form.text('email');
  await door.identity.startRecovery(door.visitor, email);
  return redirectWith(paths.recoverCode(), [rememberEmail(email, door)]);
});

export default function Recover() {
  const text = useText();
  return (
    <Page asks title={text.identity.recover.title} back={paths.signIn()} above={text.identity.recover.title}>
      <Form>
        <TextField
          question
          name="email"
          type="email"
          label={text.identity.recover.question}
          hint={text.identity.recover.hint}
          autoComplete="username"
        />
        <ButtonRow>
          <Button>{text.shell.continue}</Button>
          <a href={paths.complain()}>{text.identity.complainAnyway}</a>
        </ButtonRow>
      </Form>
    </Page>
  );
}
