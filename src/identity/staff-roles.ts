import { Type } from 'typebox';
import { staffRoles } from './contract.ts';

/** One staff role or more, each once. */
export const StaffRoles = Type.Array(Type.Enum([...staffRoles]), {
  minItems: 1,
  maxItems: staffRoles.length,
  uniqueItems: true,
});

/** Any set of staff roles: an empty one ends the work here. */
export const AnyStaffRoles = Type.Array(Type.Enum([...staffRoles]), {
  maxItems: staffRoles.length,
  uniqueItems: true,
});
