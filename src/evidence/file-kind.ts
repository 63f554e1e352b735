import { fileTypeFromBuffer } from 'file-type';

/** Kinds of files that are shown and offered to open; everything else is refused, or kept unshown where it must not be lost. */
export const shownTypes = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'image/heic',
  'application/pdf',
  'text/plain',
] as const;
export type ShownType = (typeof shownTypes)[number];

/** What a file of unknown kind is called: nobody opens it by its name. */
const unknownType = 'application/octet-stream';

/** Enough of a file's beginning to recognise it by. */
const sampleBytes = 4100;

const textEncodings = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;

/** Judges a file by its content, never by its name, while its bytes pass by. */
export class KindDetector {
  #sample: Buffer = Buffer.alloc(0);
  #decoders: TextDecoder[] = textEncodings.map((encoding) => new TextDecoder(encoding, { fatal: true }));

  push(bytes: Uint8Array): void {
    if (this.#sample.length < sampleBytes)
      this.#sample = Buffer.concat([this.#sample, bytes.subarray(0, sampleBytes - this.#sample.length)]);
    this.#decoders = this.#decoders
      .filter(({ encoding }) => this.#mayBe(encoding))
      .filter((decoder) => isText(decoder, bytes, true));
  }

  /** The media type: one of the shown types (text with its charset), another that was recognised, or `application/octet-stream`. */
  async finish(): Promise<{ readonly type: string; readonly shown: boolean }> {
    const found = (await fileTypeFromBuffer(this.#sample))?.mime;
    if (found !== undefined) return { type: found, shown: shownTypes.some((type) => type === found) };
    const encoding = this.#decoders.find((decoder) => isText(decoder, new Uint8Array(), false))?.encoding;
    return encoding === undefined
      ? { type: unknownType, shown: false }
      : { type: `text/plain; charset=${encoding}`, shown: true };
  }

  /** UTF-16 is believed only with its byte order mark: nearly any bytes decode as it. */
  #mayBe(encoding: string): boolean {
    const [first, second] = this.#sample;
    if (second === undefined) return true;
    if (encoding === 'utf-16le') return first === 0xff && second === 0xfe;
    if (encoding === 'utf-16be') return first === 0xfe && second === 0xff;
    return true;
  }
}

/** Bytes that decode, into characters that a text has: no controls but tab, line ends, form feed and escape. */
function isText(decoder: TextDecoder, bytes: Uint8Array, more: boolean): boolean {
  try {
    return !/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f]/.test(decoder.decode(bytes, { stream: more }));
  } catch {
    return false;
  }
}

const nameLengthMax = 200;

/** A sender's file name as a text that is safe to show: its last part, without control and direction characters. */
export function cleanName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').trim();
  return [...plain].slice(-nameLengthMax).join('') || 'file';
}
