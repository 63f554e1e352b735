import { TextField } from '../../components/field.tsx';
import { Page } from '../../components/page.tsx';
import { act, load } from '../../route.ts';
import { goOn } from '../../sign-in-step.ts';
import { useText } from '../../text.ts';
import { InvitationForm } from './invitation-form.tsx';

export const loader = load(async ({ door, url }) =>
  door.call('identity.get-invitation', { token: url.searchParams.get('token') ?? '' }),
);

export const action = act(async ({ door, form, url }) => {
  const given = {
    token: url.searchParams.get('token') ?? '',
    email: form.text('email'),
    name: form.text('name'),
    password: form.secret('password'),
  };
  return goOn(await door.identity.joinStaff(door.visitor, given));
});

export default function FirstAdmin() {
  const text = useText().identity;
  return (
    <Page title={text.invitation.firstTitle} lead={text.invitation.firstLead}>
      <InvitationForm>
        <TextField name="email" type="email" label={text.email} autoComplete="username" />
      </InvitationForm>
    </Page>
  );
}
