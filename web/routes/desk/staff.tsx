import { redirect, useLoaderData } from 'react-router';
import { roleNames } from '../../../src/identity/contract.ts';
import type { Role } from '../../../src/platform/actor.ts';
import { hasRole } from '../../../src/platform/actor.ts';
import { Button, ButtonLink, ButtonRow } from '../../components/button.tsx';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { act, load } from '../../route.ts';
import { useShell } from '../../shell-context.ts';
import { textFor, useText } from '../../text.ts';

export const loader = load(async ({ door, url }) => ({
  ...(await door.call('identity.list-staff', {})),
  isAdmin: hasRole(door.caller.actor, 'admin'),
  done: url.searchParams.get('done'),
}));

export const action = act(async ({ door, form }) => {
  await door.call('identity.withdraw-invitation', { invitationId: form.text('invitationId') });
  return redirect(paths.staff('withdrawn'));
});

export default function Staff() {
  const { isAdmin, done } = useLoaderData<typeof loader>();
  const text = useText().identity.staff;
  const said = textFor({ invited: text.invited, withdrawn: text.withdrawn }, done);
  return (
    <Page title={text.title} width="wide" back={paths.desk()}>
      {said === undefined ? null : <Notice tone="good" title={said} announce />}
      <Members />
      <ButtonRow>
        {isAdmin ? (
          <ButtonLink href={paths.inviteStaff()}>{text.invite}</ButtonLink>
        ) : (
          <Button disabledReason={text.onlyAdmins}>{text.invite}</Button>
        )}
      </ButtonRow>
      {isAdmin ? <Invitations /> : null}
    </Page>
  );
}

function Roles({ roles }: { readonly roles: readonly Role[] }) {
  const { locale } = useShell();
  return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(
    roles.map((role) => roleNames[role][locale]),
  );
}

function Members() {
  const { staff, isAdmin } = useLoaderData<typeof loader>();
  const text = useText().identity.staff;
  const format = useFormat();
  return (
    <Table
      caption={text.title}
      rows={staff}
      keyOf={({ id }) => id}
      empty=""
      columns={[
        { id: 'name', head: text.name, cell: ({ name }) => name },
        { id: 'email', head: text.email, cell: ({ email }) => email },
        { id: 'roles', head: text.roles, cell: ({ roles }) => <Roles roles={roles} /> },
        {
          id: 'second-step',
          head: text.secondStep,
          cell: ({ twoFactor }) => (
            <Tag tone={twoFactor ? 'good' : 'warn'}>{twoFactor ? text.secondStepOn : text.secondStepOff}</Tag>
          ),
        },
        { id: 'since', head: text.since, cell: ({ joinedAt }) => format.day(joinedAt) },
        ...(isAdmin
          ? [
              {
                id: 'change',
                head: text.change,
                cell: ({ id, name }: { readonly id: string; readonly name: string }) => (
                  <a href={paths.staffMember(id)} aria-label={text.changeOf(name)}>
                    {text.change}
                  </a>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Invitations() {
  const { invitations } = useLoaderData<typeof loader>();
  const text = useText().identity.staff;
  const format = useFormat();
  return (
    <>
      <h2>{text.openTitle}</h2>
      <Table
        caption={text.openTitle}
        rows={invitations}
        keyOf={({ id }) => id}
        empty={text.openNone}
        columns={[
          { id: 'email', head: text.email, cell: ({ email }) => email },
          { id: 'roles', head: text.roles, cell: ({ roles }) => <Roles roles={roles} /> },
          { id: 'until', head: text.until, cell: ({ expiresAt }) => format.day(expiresAt) },
          {
            id: 'withdraw',
            head: text.withdraw,
            cell: ({ id }) => (
              <Form intent="withdraw">
                <input type="hidden" name="invitationId" value={id} />
                <Button kind="quiet">{text.withdraw}</Button>
              </Form>
            ),
          },
        ]}
      />
    </>
  );
}
