import { redirect, useActionData, useLoaderData } from 'react-router';
import type { SecondStepKey } from '../../../src/identity/identity.ts';
import { platformProblem } from '../../../src/platform/problems.ts';
import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form, useFault } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { goOn } from '../../sign-in-step.ts';
import { useText } from '../../text.ts';

export const loader = load(async ({ door }) => {
  const { actor, needsTwoFactor } = await door.identity.sessionOf(door.visitor.headers);
  if (actor.kind !== 'person') throw platformProblem('not-signed-in');
  const { twoFactor } = await door.call('identity.my-profile', {});
  if (twoFactor) throw redirect(paths.security());
  return { isRequired: needsTwoFactor };
});

export const action = act(async ({ door, form, url }) => {
  if (form.intent === 'start')
    return { key: await door.identity.startSecondStep(door.visitor, form.secret('currentPassword')) };
  const step = await door.identity.confirmSecondStep(door.visitor, form.text('code'));
  return goOn(step, url.searchParams.get('next') ?? (step.next === 'home' ? paths.security('second-step') : undefined));
});

export default function SetUpSecondStep() {
  const { isRequired } = useLoaderData<typeof loader>();
  const key = useKey();
  const text = useText().identity.setUp;
  return (
    <Page title={text.title} lead={isRequired ? text.forStaff : text.forAll}>
      {key === undefined ? <AskPassword /> : <ProveKey {...key} />}
    </Page>
  );
}

/** The key that was just made, also after a mistyped code: it is shown once and kept nowhere readable. */
function useKey(): SecondStepKey | undefined {
  const made = useActionData<typeof action>();
  const fault = useFault();
  if (made !== undefined && 'key' in made) return made.key;
  const [uri = ''] = fault?.intent === 'prove' ? (fault.values['uri'] ?? []) : [];
  return uri.startsWith('otpauth://totp/') ? { uri, recoveryCodes: fault?.values['recovery'] ?? [] } : undefined;
}

function AskPassword() {
  const text = useText().identity;
  return (
    <Form intent="start">
      <TextField
        name="currentPassword"
        type="password"
        label={text.security.passwordNow}
        autoComplete="current-password"
      />
      <p className="hint">{text.setUp.othersOut}</p>
      <ButtonRow>
        <Button>{text.setUp.start}</Button>
      </ButtonRow>
    </Form>
  );
}

function ProveKey({ uri, recoveryCodes }: SecondStepKey) {
  const text = useText().identity.setUp;
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return (
    <>
      <h2>{text.scanTitle}</h2>
      <p>{text.scanText}</p>
      <div>
        <QrCode text={uri} label={text.scanAlt} />
      </div>
      <p>
        {text.keyText} <code className="key">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
      </p>
      <p>
        <a href={uri}>{text.openApp}</a>
      </p>
      <h2>{text.keepTitle}</h2>
      <p>{text.keepText}</p>
      <ul className="codes">
        {recoveryCodes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <h2>{text.proveTitle}</h2>
      <Form intent="prove">
        <input type="hidden" name="uri" value={uri} />
        {recoveryCodes.map((code) => (
          <input key={code} type="hidden" name="recovery" value={code} />
        ))}
        <TextField
          name="code"
          label={text.label}
          hint={text.hint}
          width="code"
          inputMode="numeric"
          autoComplete="one-time-code"
        />
        <ButtonRow>
          <Button>{text.send}</Button>
          <a href={paths.setUpSecondStep()}>{text.restart}</a>
        </ButtonRow>
      </Form>
    </>
  );
}
