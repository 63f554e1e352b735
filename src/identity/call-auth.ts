import type { Config } from '../platform/config.ts';
import type { Locale } from '../platform/localized.ts';
import type { Problem } from '../platform/problem.ts';
import { platformProblem } from '../platform/problems.ts';
import { addressHeader, authPath } from './auth.ts';
import type { Auth } from './auth.ts';
import { codeMinutes } from './mails.ts';
import { fieldProblem, identityProblem } from './problems.ts';

/** Whose browser it is, as the host knows it. */
export interface Visitor {
  /** The request's headers: its cookies and user agent are read. */
  readonly headers: Headers;
  /** The IP address, found by the host, never taken from a header that anybody can set. */
  readonly address: string;
  readonly locale: Locale;
  readonly requestId: string;
}

interface Answer {
  readonly body: unknown;
  /** `Set-Cookie` values for the browser. */
  readonly cookies: readonly string[];
}

/** Asks the sign-in library as a browser would, so that its limits, checks and cookies all apply; what it refuses is thrown as a `Problem`. */
export type CallAuth = (path: string, visitor: Visitor, body: object) => Promise<Answer>;

export function createCallAuth(auth: Auth, config: Config): CallAuth {
  return async (path, visitor, body) => {
    const request = new Request(config.publicUrl + authPath + path, {
      method: 'POST',
      headers: {
        ...authHeaders(visitor),
        'content-type': 'application/json',
        origin: config.publicUrl,
      },
      body: JSON.stringify(body),
    });
    const response = await auth.handler(request);
    const answer: unknown = await response.json();
    if (!response.ok) throw asProblem(response, answer, path);
    return { body: answer, cookies: response.headers.getSetCookie() };
  };
}

function authHeaders({ headers, address, locale }: Visitor): Record<string, string> {
  return {
    [addressHeader]: address,
    'accept-language': locale,
    cookie: headers.get('cookie') ?? '',
    'user-agent': headers.get('user-agent') ?? '',
  };
}

const wrongCode = (): Problem => fieldProblem('wrong-code', '/code', { minutes: String(codeMinutes) });
const wrongTotp = (): Problem => fieldProblem('wrong-totp', '/code');
const secondStepOver = (): Problem => identityProblem('second-step-over');

/** How long the library locks the second step after ten wrong codes, in minutes. */
const lockMinutes = '15';

/** One answer for a wrong, an old and a worn-out code: a difference would tell whether the address is known. */
const problems: Readonly<Record<string, () => Problem>> = {
  INVALID_EMAIL_OR_PASSWORD: () => identityProblem('wrong-credentials'),
  INVALID_EMAIL: () => fieldProblem('email-invalid', '/email'),
  INVALID_PASSWORD: () => fieldProblem('wrong-password', '/currentPassword'),
  INVALID_OTP: wrongCode,
  OTP_EXPIRED: wrongCode,
  TOO_MANY_ATTEMPTS: wrongCode,
  INVALID_CODE: wrongTotp,
  INVALID_BACKUP_CODE: wrongTotp,
  TOTP_NOT_ENABLED: wrongTotp,
  BACKUP_CODES_NOT_ENABLED: wrongTotp,
  TOTP_ALREADY_ENABLED: () => identityProblem('two-factor-already-on'),
  INVALID_TWO_FACTOR_COOKIE: secondStepOver,
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: secondStepOver,
  ACCOUNT_TEMPORARILY_LOCKED: () => identityProblem('too-many-tries', { minutes: lockMinutes }),
  UNAUTHORIZED: () => platformProblem('not-signed-in'),
};

function asProblem(response: Response, answer: unknown, path: string): Problem {
  const code = typeof answer === 'object' && answer !== null && 'code' in answer ? String(answer.code) : '';
  const known = problems[code];
  if (known !== undefined) return known();
  if (response.status === 429) {
    const seconds = Number(response.headers.get('x-retry-after') ?? 60);
    return identityProblem('too-many-tries', { minutes: String(Math.max(1, Math.ceil(seconds / 60))) });
  }
  throw new Error(`the sign-in library refused ${path} with ${response.status} ${code}`);
}
