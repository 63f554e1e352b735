import type { Role } from '../src/platform/actor.ts';
import type { Locale } from '../src/platform/localized.ts';

export interface Persona {
  readonly name: string;
  readonly email: string;
  readonly handle: string;
  readonly locale: Locale;
  readonly roles: readonly Role[];
}

/** The people of tests, the demo and benches; all are invented, and `.example` reaches nobody (RFC 2606). */
export const people = {
  alice: { name: 'Alice Hart', email: 'alice@post.example', handle: 'alice', locale: 'en', roles: ['customer'] },
  bob: { name: 'Bob Keller', email: 'bob@post.example', handle: 'bob_k', locale: 'en', roles: ['customer'] },
  carol: { name: 'Carol Mensah', email: 'carol@post.example', handle: 'carol', locale: 'en', roles: ['customer'] },
  dave: { name: 'Dave Lindgren', email: 'dave@post.example', handle: 'dave', locale: 'en', roles: ['customer'] },
  erin: { name: 'Erin Walsh', email: 'erin@post.example', handle: 'erin', locale: 'en', roles: ['customer'] },
  frank: { name: 'Frank Osei', email: 'frank@post.example', handle: 'frank', locale: 'en', roles: ['customer'] },
  liwei: { name: '李伟', email: 'liwei@post.example', handle: 'li_wei', locale: 'zh-CN', roles: ['customer'] },
  wangfang: { name: '王芳', email: 'wangfang@post.example', handle: 'wang_fang', locale: 'zh-CN', roles: ['customer'] },
  zhaolei: { name: '赵磊', email: 'zhaolei@post.example', handle: 'zhao_lei', locale: 'zh-CN', roles: ['customer'] },
  sunli: { name: '孙丽', email: 'sunli@post.example', handle: 'sun_li', locale: 'zh-CN', roles: ['customer'] },
  hannah: { name: 'Hannah Berg', email: 'hannah@okpay.example', handle: 'hannah', locale: 'en', roles: ['handler'] },
  chenyu: { name: '陈宇', email: 'chenyu@okpay.example', handle: 'chen_yu', locale: 'zh-CN', roles: ['handler'] },
  samuel: {
    name: 'Samuel Ortiz',
    email: 'samuel@okpay.example',
    handle: 'samuel',
    locale: 'en',
    roles: ['supervisor'],
  },
  clara: { name: 'Clara Novak', email: 'clara@okpay.example', handle: 'clara', locale: 'en', roles: ['compliance'] },
  ada: { name: 'Ada Lind', email: 'ada@okpay.example', handle: 'ada', locale: 'en', roles: ['admin'] },
} as const satisfies Record<string, Persona>;

export type PersonaId = keyof typeof people;
