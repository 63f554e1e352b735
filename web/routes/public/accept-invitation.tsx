import { useLoaderData } from 'react-router';
import { roleNames } from '../../../src/identity/contract.ts';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { goOn } from '../../sign-in-step.ts';
import { useText } from '../../text.ts';
import { InvitationForm } from './invitation-form.tsx';

export const loader = load(async ({ door, url }) =>
  door.call('identity.get-invitation', { token: url.searchParams.get('token') ?? '' }),
);

export const action = act(async ({ door, form, url }) => {
  const token = url.searchParams.get('token') ?? '';
  if (form.intent === 'accept') {
    await door.call('identity.accept-invitation', { token });
    return goOn({ cookies: [], next: 'set-up-second-step' });
  }
  return goOn(
    await door.identity.joinStaff(door.visitor, {
      token,
      email: '',
      name: form.text('name'),
      password: form.secret('password'),
    }),
  );
});

export default function AcceptInvitation() {
  const { email, roles } = useLoaderData<typeof loader>();
  const { site, locale } = useShell();
  const text = useText().identity;
  const names = new Intl.ListFormat(locale, { type: 'conjunction' }).format(
    roles.map((role) => roleNames[role][locale]),
  );
  return (
    <Page title={text.invitation.title(site.brand)} lead={text.invitation.lead(names)}>
      <Way email={email ?? ''} />
    </Page>
  );
}

/** Somebody new joins; a customer signs in and accepts. */
function Way({ email }: { readonly email: string }) {
  const { hasAccount } = useLoaderData<typeof loader>();
  const { actor, path } = useShell();
  const text = useText();
  if (!hasAccount) return <InvitationForm username={email} />;
  if (actor.kind === 'person' && actor.email === email) {
    return (
      <Form intent="accept">
        <ButtonRow>
          <Button>{text.identity.invitation.accept}</Button>
        </ButtonRow>
      </Form>
    );
  }
  return (
    <Notice tone="info">
      <p>
        {actor.kind === 'person' ? text.identity.invitation.other(email) : text.identity.invitation.hasAccount(email)}
      </p>
      {actor.kind === 'person' ? null : <ButtonLink href={paths.signIn(path)}>{text.shell.signIn}</ButtonLink>}
    </Notice>
  );
}
