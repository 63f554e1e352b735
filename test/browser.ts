import { createOTP } from '@better-auth/utils/otp';
import { sql } from 'kysely';
import type { Visitor } from '../src/identity/identity.ts';
import { assert } from '../src/platform/assert.ts';
import type { Database } from '../src/platform/db.ts';
import type { Locale } from '../src/platform/localized.ts';

/** A browser as the sign-in pages see it: it keeps the cookies that it is given and shows them again. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #address: string;
  readonly #locale: Locale;

  constructor({ address = '192.0.2.1', locale = 'en' }: { readonly address?: string; readonly locale?: Locale } = {}) {
    this.#address = address;
    this.#locale = locale;
  }

  get headers(): Headers {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return new Headers({ cookie, 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/150.0 Safari/537.36' });
  }

  get visitor(): Visitor {
    return { headers: this.headers, address: this.#address, locale: this.#locale, requestId: 'test' };
  }

  /** Keeps what a step set and forgets what it took away; returns where it leads. */
  follow<Next>({ cookies, next }: { readonly cookies: readonly string[]; readonly next: Next }): Next {
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /;\s*max-age=0/i.test(cookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return next;
  }
}

interface KeptMail {
  readonly subject: string;
  readonly text: string;
}

/** The mails to one address in the outbox, latest first. */
export async function mailsTo(db: Database, email: string): Promise<readonly KeptMail[]> {
  const { rows } =
    await sql<KeptMail>`select payload ->> 'subject' as subject, payload ->> 'text' as text from platform.outbox
    where payload ->> 'to' = ${email} order by created_at desc, id desc`.execute(db);
  return rows;
}

/** The six digits in the latest mail to an address. */
export async function mailedCode(db: Database, email: string): Promise<string> {
  const code = /\b\d{6}\b/.exec((await mailsTo(db, email))[0]?.subject ?? '')?.[0];
  assert(code !== undefined, `a code was mailed to ${email}`);
  return code;
}

/** The token in the link of the latest mail to an address. */
export async function mailedToken(db: Database, email: string): Promise<string> {
  const token = /token=([\w-]+)/.exec((await mailsTo(db, email))[0]?.text ?? '')?.[1];
  assert(token !== undefined, `a link was mailed to ${email}`);
  return token;
}

/** What an authenticator app shows now for a key URI. */
export async function totpOf(uri: string): Promise<string> {
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  return createOTP(fromBase32(secret)).totp();
}

function fromBase32(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...text.replace(/=+$/, '').toUpperCase()]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  return Buffer.from(bytes).toString('utf8');
}
