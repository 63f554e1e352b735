import type { Role } from '../platform/actor.ts';
import type { Localized } from '../platform/localized.ts';

/** The roles of those who work for the provider, in the order in which they are offered. */
export const staffRoles = ['handler', 'supervisor', 'compliance', 'admin'] as const satisfies readonly Role[];
export type StaffRole = (typeof staffRoles)[number];

export const roleNames: Readonly<Record<Role, Localized>> = {
  customer: { en: 'customer', 'zh-CN': '客户' },
  handler: { en: 'handler', 'zh-CN': '处理员' },
  supervisor: { en: 'supervisor', 'zh-CN': '主管' },
  compliance: { en: 'compliance', 'zh-CN': '合规' },
  admin: { en: 'administrator', 'zh-CN': '管理员' },
};

export function isStaffRole(role: Role): role is StaffRole {
  return staffRoles.some((known) => known === role);
}

/** How far a person is known: registered; identified by a document; with address and source of funds shown. */
export const verificationLevels = [0, 1, 2] as const;
export type VerificationLevel = (typeof verificationLevels)[number];

/** For how long a password, code or passkey shown again is fresh, in minutes. */
export const freshMinutes = 10;

/** Whether somebody showed a moment ago who he is, so that what could harm him may be done without asking again. */
export function isFresh(provenAt: Date | undefined, now: Date): boolean {
  return provenAt !== undefined && now.getTime() - provenAt.getTime() <= freshMinutes * 60_000;
}
