import { hash } from 'node:crypto';
import type { Config } from '../platform/config.ts';
import { deriveKey, hmac, toBase32 } from '../platform/crypto.ts';

/** 160 bits: nobody guesses a case. */
const secretBytes = 20;

type Keys = Pick<Config, 'masterKey' | 'publicUrl' | 'mailDomain'>;

interface SecretKeys {
  readonly link: Buffer;
  readonly mail: Buffer;
}

const known = new WeakMap<Buffer, SecretKeys>();

/** Derived once for each master key: a mail alone needs them five times. */
function keysOf({ masterKey }: Keys): SecretKeys {
  const keys = known.get(masterKey) ?? {
    link: deriveKey(masterKey, 'case-link'),
    mail: deriveKey(masterKey, 'case-mail'),
  };
  known.set(masterKey, keys);
  return keys;
}

/** The secret of a case's tracker link; whoever holds it is the complainant. Derived, so that every letter can name it and no table holds it. */
export function linkToken(config: Keys, caseId: string): string {
  return hmac(keysOf(config).link, caseId).subarray(0, secretBytes).toString('base64url');
}

/** The tracker's address with its secret. */
export function linkOf(config: Keys, caseId: string): string {
  return `${config.publicUrl}/c/${linkToken(config, caseId)}`;
}

/** The secret in a case's mail address, in letters that survive folded case. */
export function mailToken(config: Keys, caseId: string): string {
  return toBase32(hmac(keysOf(config).mail, caseId).subarray(0, secretBytes));
}

/** Where mail for a case is sent: `case+<token>@MAIL_DOMAIN`. */
export function mailAddressOf(config: Keys, caseId: string): string {
  return `case+${mailToken(config, caseId)}@${config.mailDomain}`;
}

/** The Message-ID (RFC 5322 §3.6.4) of the mail that goes out with an event of a case (or a name, for one that no event goes with); the token makes References as unguessable as the address. */
export function messageIdOf(config: Keys, caseId: string, seq: number | string): string {
  return `<${mailToken(config, caseId)}.${seq}@${config.mailDomain}>`;
}

/** The token in one of our case addresses or Message-IDs; undefined if there is none. */
export function mailTokenIn(text: string, mailDomain: string): string | undefined {
  const match = /(?:case\+)?([a-z2-7]{32})(?:\.\w+)?@([a-z0-9.-]+)/i.exec(text);
  return match?.[2]?.toLowerCase() === mailDomain ? match[1]?.toLowerCase() : undefined;
}

/** Under which a secret is kept: the database alone opens no case. */
export function hashOf(text: string): string {
  return hash('sha256', text, 'hex');
}
