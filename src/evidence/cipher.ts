import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { assert } from '../platform/assert.ts';

/**
 * Files are encrypted in chunks, so that they stream in both directions and yet no byte is handed out unauthenticated:
 * AES-256-GCM over 64 KiB each, the nonce a counter and a last-chunk flag (the STREAM construction, Hoang et al. 2015,
 * as in age), under a key that HKDF derives from the holder's key and a random salt. So nonces never repeat under one
 * key, and chunks cannot be cut off, swapped or moved between files.
 */
const chunkBytes = 64 * 1024;
const tagBytes = 16;
const saltBytes = 16;
const formatVersion = 1;

type Bytes = AsyncIterable<Uint8Array>;

/** The encrypted form of a stream of plain bytes. */
export async function* encrypt(key: Buffer, plain: Bytes): AsyncGenerator<Buffer> {
  const salt = randomBytes(saltBytes);
  const fileKey = fileKeyOf(key, salt);
  yield Buffer.concat([Buffer.of(formatVersion), salt]);
  let index = 0;
  for await (const { chunk, last } of rechunk(plain, chunkBytes)) {
    const cipher = createCipheriv('aes-256-gcm', fileKey, nonceOf(index, last));
    yield Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
    index += 1;
  }
}

/** The plain bytes of a stream that `encrypt` made; throws where a byte was changed, added or lost. */
export async function* decrypt(key: Buffer, sealed: Bytes): AsyncGenerator<Buffer> {
  let fileKey: Buffer | undefined;
  let index = 0;
  for await (const { chunk, last } of rechunk(sealed, chunkBytes + tagBytes, 1 + saltBytes)) {
    if (fileKey === undefined) {
      assert(
        chunk.length === 1 + saltBytes && chunk[0] === formatVersion && !last,
        'a file of the vault begins with its format and salt',
      );
      fileKey = fileKeyOf(key, chunk.subarray(1));
      continue;
    }
    const decipher = createDecipheriv('aes-256-gcm', fileKey, nonceOf(index, last), { authTagLength: tagBytes });
    decipher.setAuthTag(chunk.subarray(-tagBytes));
    yield Buffer.concat([decipher.update(chunk.subarray(0, -tagBytes)), decipher.final()]);
    index += 1;
  }
}

function fileKeyOf(key: Buffer, salt: Uint8Array): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, 'recourse:evidence-file', 32));
}

function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** The same bytes in chunks of one size, after a first one of `firstBytes` where given; the last may be shorter, even empty. */
async function* rechunk(
  source: Bytes,
  size: number,
  firstBytes = size,
): AsyncGenerator<{ chunk: Buffer; last: boolean }> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let wanted = firstBytes;
  for await (const bytes of source) {
    held.push(bytes);
    heldBytes += bytes.length;
    // A full chunk is let go only when more follows, so that the last one is known as such.
    if (heldBytes <= wanted) continue;
    let all = Buffer.concat(held);
    while (all.length > wanted) {
      yield { chunk: all.subarray(0, wanted), last: false };
      all = all.subarray(wanted);
      wanted = size;
    }
    held = [all];
    heldBytes = all.length;
  }
  yield { chunk: Buffer.concat(held), last: true };
}
