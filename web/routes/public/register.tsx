import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { placeOf, redirectWith, rememberEmail } from '../../sign-in-step.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door, url }) => {
  const back = url.searchParams.get('next') ?? undefined;
  const place = await placeOf(door, back);
  if (place !== undefined) throw redirect(place);
  return { back };
});

export const action = act(async ({ door, form, url }) => {
  const email = form.text('email');
  await door.identity.sendRegistrationCode(door.visitor, email);
  return redirectWith(paths.registerCode({ next: url.searchParams.get('next') ?? undefined }), [
    rememberEmail(email, door),
  ]);
});

export default function Register() {
  const { back } = useLoaderData<typeof loader>();
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
          <a href={paths.signIn(back)}>{text.shell.signIn}</a>
        </ButtonRow>
      </Form>
    </Page>
  );
}
