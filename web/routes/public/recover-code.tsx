import { redirect, useLoaderData } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { askedEmail, forgetEmail, goOn, redirectWith, rememberEmail } from '../../sign-in-step.ts';
import { useText } from '../../text.ts';
import { SendAgain, SentAgain } from './send-again.tsx';

export const loader = load(async ({ request, url }) => {
  const email = askedEmail(request);
  if (email === undefined) throw redirect(paths.recover());
  return { email, again: url.searchParams.has('again') };
});

export const action = act(async ({ door, request, form }) => {
  const email = askedEmail(request);
  if (email === undefined) return redirect(paths.recover());
  if (form.intent === 'again') {
    await door.identity.startRecovery(door.visitor, email);
    return redirectWith(`${paths.recoverCode()}?again`, [rememberEmail(email, door)]);
  }
  const step = await door.identity.finishRecovery(door.visitor, {
    email,
    code: form.text('code'),
    password: form.secret('password'),
  });
  return goOn({ ...step, cookies: [...step.cookies, forgetEmail] });
});

export default function RecoverCode() {
  const { email, again } = useLoaderData<typeof loader>();
  const text = useText().identity;
  return (
    <Page title={text.register.codeTitle} lead={text.recover.codeLead(email)} back={paths.recover()}>
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
        <TextField
          name="password"
          type="password"
          label={text.newPassword}
          hint={text.passwordHint}
          autoComplete="new-password"
        />
        <p className="hint">{text.recover.othersOut}</p>
        <ButtonRow>
          <Button>{text.recover.send}</Button>
        </ButtonRow>
      </Form>
      <SendAgain otherEmail={paths.recover()} />
    </Page>
  );
}
