import type { Role } from '../platform/actor.ts';
import type { Localized } from '../platform/localized.ts';

export const roleNames: Readonly<Record<Role, Localized>> = {
  customer: { en: 'customer', 'zh-CN': '客户' },
  handler: { en: 'handler', 'zh-CN': '处理员' },
  supervisor: { en: 'supervisor', 'zh-CN': '主管' },
  compliance: { en: 'compliance', 'zh-CN': '合规' },
  admin: { en: 'administrator', 'zh-CN': '管理员' },
};
