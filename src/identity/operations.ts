import { acceptInvitation } from './accept-invitation.ts';
import { applyEmailChange } from './apply-email-change.ts';
import { askEmailChange } from './ask-email-change.ts';
import { cancelEmailChange } from './cancel-email-change.ts';
import { changeRoles } from './change-roles.ts';
import { confirmEmailChange } from './confirm-email-change.ts';
import { createAdminLink } from './create-admin-link.ts';
import { getInvitation } from './get-invitation.ts';
import { inviteStaff } from './invite-staff.ts';
import { joinStaff } from './join-staff.ts';
import { listSessions } from './list-sessions.ts';
import { listStaff } from './list-staff.ts';
import { mailCode } from './mail-code.ts';
import { myProfile } from './my-profile.ts';
import { recordSignIn } from './record-sign-in.ts';
import { registerPerson } from './register-person.ts';
import { removePasskey } from './remove-passkey.ts';
import { reportChange } from './report-change.ts';
import { resetTwoFactor } from './reset-two-factor.ts';
import { revokeSession } from './revoke-session.ts';
import { setHandle } from './set-handle.ts';
import { setLocale } from './set-locale.ts';
import { setName } from './set-name.ts';
import { withdrawInvitation } from './withdraw-invitation.ts';

/** Everything that can be asked of this slice through a door. */
export const identityOperations = [
  acceptInvitation,
  applyEmailChange,
  askEmailChange,
  cancelEmailChange,
  changeRoles,
  confirmEmailChange,
  createAdminLink,
  getInvitation,
  inviteStaff,
  joinStaff,
  listSessions,
  listStaff,
  mailCode,
  myProfile,
  recordSignIn,
  registerPerson,
  removePasskey,
  reportChange,
  resetTwoFactor,
  revokeSession,
  setHandle,
  setLocale,
  setName,
  withdrawInvitation,
] as const;

export type IdentityOperation = (typeof identityOperations)[number];
