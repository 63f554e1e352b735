import { deriveKey, equalBytes, hmac } from '../platform/crypto.ts';

/** What a link opens; a token for one opens none of the others. */
export type LinkPurpose = 'payee' | 'request' | 'receipt' | 'checkout';

const idBytes = 16;
/** Bytes of the proof: 128 bits cannot be guessed. */
const proofBytes = 16;

function proofOf(masterKey: Buffer, purpose: LinkPurpose, id: string): Buffer {
  return hmac(deriveKey(masterKey, `link-${purpose}`), id).subarray(0, proofBytes);
}

/** The unguessable name of a thing in a link: its id and a proof that we gave it out, so that nothing need be stored or looked for. */
export function linkToken(masterKey: Buffer, purpose: LinkPurpose, id: string): string {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  return Buffer.concat([bytes, proofOf(masterKey, purpose, id)]).toString('base64url');
}

/** The id that a token names; undefined for one that we did not give out for this purpose. */
export function readLinkToken(masterKey: Buffer, purpose: LinkPurpose, token: string): string | undefined {
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== idBytes + proofBytes) return undefined;
  const id = bytes
    .subarray(0, idBytes)
    .toString('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return equalBytes(bytes.subarray(idBytes), proofOf(masterKey, purpose, id)) ? id : undefined;
}
