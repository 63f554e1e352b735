import type { Call } from '../platform/command.ts';
import type { Config } from '../platform/config.ts';
import { deriveKey, equalBytes, hmac } from '../platform/crypto.ts';
import { isId } from '../platform/id.ts';

/** Days for which the link in a notice locks the account. */
const lockLinkDays = 30;

const dayLength = 86_400_000;
const idBytes = 16;
const dayBytes = 4;

/**
 * The link by which a person locks his account from any notice, without signing in. It does nothing else, and carries
 * whose it is and its last day under a seal of 256 bits, so that no row is kept for each mail that is written.
 */
export function lockLinkFor({ config, now }: Pick<Call, 'config' | 'now'>, personId: string): string {
  const named = Buffer.alloc(idBytes + dayBytes);
  named.write(personId.replaceAll('-', ''), 'hex');
  named.writeUInt32BE(Math.floor(now.getTime() / dayLength) + lockLinkDays, idBytes);
  return `${config.publicUrl}/lock/${Buffer.concat([named, sealOf(config, named)]).toString('base64url')}`;
}

/** Whose account the token of a lock link locks; undefined where it is not ours or over. */
export function readLockLink({ config, now }: Pick<Call, 'config' | 'now'>, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  const named = bytes.subarray(0, idBytes + dayBytes);
  if (!equalBytes(bytes.subarray(idBytes + dayBytes), sealOf(config, named))) return undefined;
  if (named.readUInt32BE(idBytes) * dayLength < now.getTime()) return undefined;
  const id = named.toString('hex', 0, idBytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  return isId(id) ? id : undefined;
}

function sealOf(config: Config, named: Buffer): Buffer {
  return hmac(deriveKey(config.masterKey, 'identity.lock-link'), named.toString('hex'));
}
