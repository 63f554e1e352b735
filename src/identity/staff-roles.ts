import { Type } from 'typebox';
import type { Role } from '../platform/actor.ts';

const staffRoles = ['handler', 'supervisor', 'compliance', 'admin'] as const satisfies readonly Role[];
export type StaffRole = (typeof staffRoles)[number];

/** One staff role or more, each once. */
export const StaffRoles = Type.Array(Type.Enum([...staffRoles]), {
  minItems: 1,
  maxItems: staffRoles.length,
  uniqueItems: true,
});

/** Any set of staff roles: an empty one ends the work here. */
export const AnyStaffRoles = Type.Array(Type.Enum([...staffRoles]), { maxItems: staffRoles.length, uniqueItems: true });

export function isStaffRole(role: Role): role is StaffRole {
  return staffRoles.some((known) => known === role);
}
