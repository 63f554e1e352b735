import type { ExportPart } from '../platform/export.ts';
import { readHistory } from '../platform/read-history.ts';
import { listSessions } from './list-sessions.ts';
import { myProfile } from './my-profile.ts';
import { requirePerson } from './require-person.ts';

/** Who somebody is here, where he is signed in, and everything that he did or that was done about him. */
export const exportIdentity: ExportPart = async function* (ctx) {
  yield {
    path: 'profile.json',
    about: { en: 'Who you are here, and how you sign in', 'zh-CN': '您的账户资料与登录方式' },
    content: { json: await myProfile.run(ctx, {}) },
  };
  yield {
    path: 'sessions.json',
    about: { en: 'Devices on which you are signed in', 'zh-CN': '当前已登录的设备' },
    content: { json: await listSessions.run(ctx, {}) },
  };
  const name = `person:${requirePerson(ctx.actor).id}`;
  const history = await readHistory(ctx.db, name);
  // Who of our staff it was is theirs; that it was somebody of ours is yours to know.
  const lines = history.map(({ at, operation, actor, subject }) => ({
    at,
    operation,
    by: actor === name ? 'you' : actor.startsWith('person:') ? 'staff' : 'the program',
    about: subject === name ? 'you' : subject,
  }));
  yield {
    path: 'security-history.json',
    about: {
      en: 'Every change that you made or that was made to your account, newest first: sign-ins, settings, requests',
      'zh-CN': '您的操作以及对您账户的变更记录（登录、设置、申请等），按时间倒序',
    },
    content: { json: lines },
  };
};
