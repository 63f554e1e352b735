import { redirect } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useText } from '../../text.ts';
import { chosenRoles, RoleBoxes } from './role-boxes.tsx';

export const loader = load(async ({ door }) => {
  await door.call('identity.list-staff', {});
  return null;
});

export const action = act(async ({ door, form }) => {
  await door.call('identity.invite-staff', { email: form.text('email'), roles: chosenRoles(form) }, form.key);
  return redirect(paths.staff('invited'));
});

export default function InviteStaff() {
  const text = useText().identity;
  return (
    <Page title={text.staff.inviteTitle} back={paths.staff()}>
      <Form>
        <TextField name="email" type="email" label={text.email} hint={text.staff.inviteHint} autoComplete="off" />
        <RoleBoxes />
        <ButtonRow>
          <Button>{text.staff.inviteSend}</Button>
        </ButtonRow>
      </Form>
    </Page>
  );
}
