import { roleNames, staffRoles } from '../../../src/identity/contract.ts';
import type { StaffRole } from '../../../src/identity/contract.ts';
import { Checkboxes } from '../../components/choices.tsx';
import type { Fields } from '../../fields.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

/** Which roles somebody is to have, and what each may do. */
export function RoleBoxes() {
  const { locale } = useShell();
  const text = useText().identity.staff;
  const options = staffRoles.map((role) => ({
    value: role,
    label: roleNames[role][locale],
    hint: text.roleHints[role],
  }));
  return <Checkboxes name="roles" label={text.roles} options={options} />;
}

export function chosenRoles(form: Fields): StaffRole[] {
  const chosen = form.all('roles');
  return staffRoles.filter((role) => chosen.includes(role));
}
