import type { Config } from '../../platform/config.ts';
import { deriveKey, hmac, sha256, toBase32 } from '../../platform/crypto.ts';

/** 128 bits: nobody comes upon a code by trying. */
const codeBytes = 16;

/** The code of a coupon follows from its id and the installation's key, so that no table holds it. */
export function codeOf({ masterKey }: Pick<Config, 'masterKey'>, couponId: string): string {
  const bytes = hmac(deriveKey(masterKey, 'wallet.coupon-code'), couponId).subarray(0, codeBytes);
  return toBase32(bytes)
    .toUpperCase()
    .replace(/(.{5})(?=.)/g, '$1-');
}

/** How a typed code is looked up, however it was spaced. */
export function codeHash(typed: string): Buffer {
  return sha256(
    typed
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[^A-Z2-7]/g, ''),
  );
}
