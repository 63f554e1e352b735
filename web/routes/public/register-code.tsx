import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { askedEmail, forgetEmail, goOn, redirectWith, rememberEmail } from '../../sign-in-step.ts';
import { useText } from '../../text.ts';
import { SentAgain, SendAgain } from './send-again.tsx';

export const loader = load(async ({ request, url }) => {
  const email = askedEmail(request);
  const back = url.searchParams.get('next') ?? undefined;
  if (email === undefined) throw redirect(paths.register(back));
  return { email, back, again: url.searchParams.has('again') };
});

export const action = act(async ({ door, request, form, url }) => {
  const email = askedEmail(request);
  const next = url.searchParams.get('next') ?? undefined;
  if (email === undefined) return redirect(paths.register(next));
  if (form.intent === 'again') {
    await door.identity.sendRegistrationCode(door.visitor, email);
    return redirectWith(paths.registerCode({ next, again: 'yes' }), [rememberEmail(email, door)]);
  }
  const given = { email, code: form.text('code'), name: form.text('name'), password: form.secret('password') };
  const step = await door.identity.register(door.visitor, given);
  return goOn({ ...step, cookies: [...step.cookies, forgetEmail] }, next);
});

export default function RegisterCode() {
  const { email, back, again } = useLoaderData<typeof loader>();
  const text = useText().identity;
  return (
    <Page title={text.register.codeTitle} lead={text.register.codeLead(email)} back={paths.register(back)}>
      {again ? <SentAgain /> : null}
      <Form>
        <input type="email" name="username" value={email} autoComplete="username" readOnly hidden />
        <TextField
          name="code"
          label={text.code}
          hint={text.codeHint}
          width="code"
          inputMode="numeric"
          autoComplete="one-time-code"
        />
        <TextField name="name" label={text.register.name} hint={text.register.nameHint} autoComplete="name" />
        <TextField
          name="password"
          type="password"
          label={text.password}
          hint={text.passwordHint}
          autoComplete="new-password"
        />
        <ButtonRow>
          <Button>{text.register.send}</Button>
        </ButtonRow>
      </Form>
      <SendAgain otherEmail={paths.register(back)} />
    </Page>
  );
}
