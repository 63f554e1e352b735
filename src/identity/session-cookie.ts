import { equalBytes, hmac } from '../platform/crypto.ts';

/** The session token in a `Cookie` header whose signature is ours (`token.base64(HMAC-SHA256)`, percent-encoded), or undefined. */
export function readSessionToken(cookieHeader: string | null, cookieName: string, secret: string): string | undefined {
  for (const part of (cookieHeader ?? '').split(';')) {
    const [name = '', ...rest] = part.trim().split('=');
    if (name !== cookieName) continue;
    const value = decode(rest.join('='));
    const dot = value.lastIndexOf('.');
    const token = value.slice(0, Math.max(dot, 0));
    const signature = Buffer.from(value.slice(dot + 1), 'base64');
    if (token !== '' && equalBytes(signature, hmac(Buffer.from(secret), token))) return token;
  }
  return undefined;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}
