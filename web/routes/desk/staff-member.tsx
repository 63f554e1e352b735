import { data, redirect, useLoaderData } from 'react-router';
import { Button, ButtonRow } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { paths } from '../../paths.ts';
import { act, load, param } from '../../route.ts';
import { textFor, useText } from '../../text.ts';
import { chosenRoles, RoleBoxes } from './role-boxes.tsx';

export const loader = load(async ({ door, params, url }) => {
  const { staff } = await door.call('identity.list-staff', {});
  const member = staff.find(({ id }) => id === param(params, 'person'));
  if (member === undefined) throw data(null, { status: 404 });
  return { member, done: url.searchParams.get('done') };
});

export const action = act(async ({ door, params, form }) => {
  const personId = param(params, 'person');
  if (form.intent === 'reset') {
    await door.call('identity.reset-two-factor', { personId });
    return redirect(paths.staffMember(personId, 'reset'));
  }
  const roles = chosenRoles(form);
  await door.call('identity.change-roles', { personId, roles });
  return redirect(roles.length === 0 ? paths.staff() : paths.staffMember(personId, 'saved'));
});

export default function StaffMember() {
  const { member, done } = useLoaderData<typeof loader>();
  const text = useText().identity.staff;
  const said = textFor({ saved: text.memberSaved, reset: text.resetDone }, done);
  return (
    <Page title={text.memberTitle(member.name)} lead={member.email} back={paths.staff()}>
      {said === undefined ? null : <Notice tone="good" title={said} announce />}
      <Form intent="roles" values={{ roles: member.roles }}>
        <RoleBoxes />
        <p className="hint">{text.memberEnd}</p>
        <ButtonRow>
          <Button>{text.memberSave}</Button>
        </ButtonRow>
      </Form>
      {member.twoFactor ? (
        <Card title={text.resetTitle}>
          <p>{text.resetText}</p>
          <Form intent="reset">
            <Button kind="danger">{text.reset}</Button>
          </Form>
        </Card>
      ) : null}
    </Page>
  );
}
