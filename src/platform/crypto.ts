import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** A random public token of 160 bits in base64url. */
export function newToken(): string {
  return randomBytes(20).toString('base64url');
}

export function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}

const derived = new WeakMap<Buffer, Map<string, Buffer>>();

/** A key of 32 bytes for one purpose, derived from the master key (HKDF, RFC 5869), once. */
export function deriveKey(masterKey: Buffer, purpose: string): Buffer {
  const known = derived.get(masterKey) ?? new Map<string, Buffer>();
  derived.set(masterKey, known);
  const key =
    known.get(purpose) ?? Buffer.from(hkdfSync('sha256', masterKey, Buffer.alloc(0), `recourse:${purpose}`, 32));
  known.set(purpose, key);
  return key;
}

/** The message's HMAC-SHA256 (RFC 2104). */
export function hmac(key: Buffer, message: string): Buffer {
  return createHmac('sha256', key).update(message).digest();
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

const nonceBytes = 12;
const tagBytes = 16;

/** A secret sealed under a key (AES-256-GCM); `context` is bound to it and must be the same when it is opened. */
export function wrapKey(key: Buffer, secret: Buffer, context: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(secret), cipher.final(), cipher.getAuthTag()]);
}

export function unwrapKey(key: Buffer, wrapped: Buffer, context: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(context)).setAuthTag(wrapped.subarray(-tagBytes));
  return Buffer.concat([decipher.update(wrapped.subarray(nonceBytes, -tagBytes)), decipher.final()]);
}

const base32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** Lower-case base32 without padding (RFC 4648 §6): survives mail systems that fold case. */
export function toBase32(bytes: Uint8Array): string {
  let bits = 0;
  let value = 0;
  let text = '';
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += base32[(value >> bits) & 31];
    }
  }
  return bits > 0 ? text + base32[(value << (5 - bits)) & 31] : text;
}
