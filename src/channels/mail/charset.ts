import { createRequire } from 'node:module';
import iconv from 'iconv-lite';
import type * as jschardet from 'jschardet';

/** Text together with the name (IANA, lower case) of the charset its bytes were really in. */
export type DecodedText = { text: string; charset: string };

const sampleBytesMax = 4096;

/** Names found in real mail that neither ICU nor iconv-lite knows. */
const aliases: Record<string, string> = {
  '2dutf-8': 'utf-8',
  'uft-8': 'utf-8',
  'utf-8mb4': 'utf-8',
  utf8mb4: 'utf-8',
  'utf-8-sig': 'utf-8',
  'unicode-1-1-utf-8': 'utf-8',
  ascii: 'us-ascii',
  'ansi_x3.4-1968': 'us-ascii',
  '7bit': 'us-ascii',
  'unicode-1-1-utf-7': 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
  cp936: 'gbk',
  'windows-936': 'gbk',
  cp950: 'big5',
  'windows-950': 'big5',
  cp949: 'euc-kr',
  'windows-949': 'euc-kr',
  cp932: 'shift_jis',
  'windows-932': 'shift_jis',
  cp51932: 'euc-jp',
  cp50220: 'iso-2022-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  'x-ias-german': 'windows-1252',
  latin1: 'iso-8859-1',
  latin2: 'iso-8859-2',
  'win-1251': 'windows-1251',
  cp874: 'windows-874',
  'tis-620': 'windows-874',
};

/** What the detector may answer: charsets that mail is written in, not every charset there ever was. */
const detectable: Record<string, string> = {
  gb18030: 'gb18030',
  gb2312: 'gb18030',
  big5: 'big5',
  'big5-hkscs': 'big5',
  'euc-kr': 'euc-kr',
  cp949: 'euc-kr',
  'euc-jp': 'euc-jp',
  cp932: 'shift_jis',
  shift_jis: 'shift_jis',
  'iso-2022-jp': 'iso-2022-jp',
  'windows-1250': 'windows-1250',
  'windows-1251': 'windows-1251',
  'windows-1252': 'windows-1252',
  'windows-1253': 'windows-1253',
  'windows-1254': 'windows-1254',
  'windows-1255': 'windows-1255',
  'windows-1256': 'windows-1256',
  'windows-1257': 'windows-1257',
  'windows-1258': 'windows-1258',
  'koi8-r': 'koi8-r',
  'koi8-u': 'koi8-u',
  cp874: 'windows-874',
  'tis-620': 'windows-874',
  'iso-8859-2': 'iso-8859-2',
  ibm866: 'ibm866',
};

const western = new Set(['us-ascii', 'iso-8859-1', 'windows-1252', 'iso-8859-15']);
const doubleByte = new Set(['gb18030', 'big5', 'euc-kr', 'euc-jp', 'shift_jis']);
const stateful = new Set(['utf-7', 'iso-2022-jp', 'iso-2022-kr', 'hz-gb-2312', 'utf-16', 'utf-16le', 'utf-16be']);
const ownDecoders = new Set(['utf-7', 'iso-2022-kr', 'hz-gb-2312']);

/**
 * Decodes text of a mail: the declared charset where the bytes bear it out, else UTF-8 where they are valid UTF-8,
 * else what a statistical detector says; never throws. `hint` names a charset used elsewhere in the same mail.
 */
export function decodeText(bytes: Buffer, declared?: string, hint?: string): DecodedText {
  const name = normaliseCharset(declared);
  if (name !== undefined && stateful.has(name)) return decodeStateful(bytes, name);
  const bom = byteOrderMark(bytes);
  if (bom !== undefined) return { text: decodeAs(bytes, bom), charset: bom };
  if (isAscii(bytes)) {
    if (/\x1b\$[@B(]|\x1b\(J/.test(bytes.subarray(0, sampleBytesMax).toString('latin1')))
      return decodeStateful(bytes, 'iso-2022-jp');
    return { text: bytes.toString('latin1'), charset: name ?? 'us-ascii' };
  }
  const utf8 = decodeStrictly(bytes, 'utf-8');
  if (utf8 !== undefined && (name === undefined || name === 'utf-8' || western.has(name) || manyMultibyte(bytes, utf8)))
    return { text: utf8, charset: 'utf-8' };
  if (name !== undefined && name !== 'us-ascii' && !western.has(name)) {
    const text = decodeStrictly(bytes, name) ?? decodeMostly(bytes, name);
    if (text !== undefined) return { text, charset: name };
  }
  const charset = chooseCharset(bytes, name, normaliseCharset(hint));
  return { text: decodeAs(bytes, charset), charset };
}

/** The name a decoder knows for a declared charset, or undefined for nonsense such as `x-unknown`. */
function normaliseCharset(declared: string | undefined): string | undefined {
  if (declared === undefined) return undefined;
  const cleaned = declared
    .trim()
    .toLowerCase()
    .replace(/^['"]+|['"\s;]+$/g, '')
    .replace(/^charset=/, '')
    .replace(/^(iso)[-_]?(8859)[-_]?(\d+).*$/, '$1-$2-$3')
    .replace(/^(?:cp|win|windows)[-_]?(125\d)$/, 'windows-$1')
    .replace(/^utf_?(\d)/, 'utf-$1');
  const name = aliases[cleaned] ?? cleaned;
  return name === 'us-ascii' || ownDecoders.has(name) || isKnownToIcu(name) || iconv.encodingExists(name)
    ? name
    : undefined;
}

function chooseCharset(bytes: Buffer, declared: string | undefined, hint: string | undefined): string {
  if (hint !== undefined && doubleByte.has(hint) && decodeStrictly(bytes, hint) !== undefined) return hint;
  const detected = detectCharset(bytes);
  const trusted = declared === undefined || declared === 'us-ascii' || declared === 'utf-8' ? undefined : declared;
  if (trusted !== undefined && western.has(trusted)) {
    // Western mailers of Asian desktops declare iso-8859-1 for double-byte text, where high bytes come in pairs.
    return detected !== undefined && doubleByte.has(detected) && highBytesComeInPairs(bytes) ? detected : trusted;
  }
  if (declared === 'utf-8' && decodeMostly(bytes, 'utf-8') !== undefined) return 'utf-8';
  return detected ?? hint ?? 'windows-1252';
}

let detector: typeof jschardet | undefined;

/** The detector is a large part of an idle program's memory, and most mail says what it is written in: it is loaded by the first that does not. */
function loadDetector(): typeof jschardet {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the package's own types
  return (detector ??= createRequire(import.meta.url)('jschardet') as typeof jschardet);
}

function detectCharset(bytes: Buffer): string | undefined {
  const sample = sampleAroundHighBytes(bytes);
  for (const { encoding } of loadDetector().detectAll(sample)) {
    const name = encoding === null ? undefined : detectable[encoding.toLowerCase()];
    if (name !== undefined && (!doubleByte.has(name) || decodeMostly(bytes, name) !== undefined)) return name;
  }
  return undefined;
}

/** The detector reads a few kilobytes: enough for an answer, and its cost is bounded. */
function sampleAroundHighBytes(bytes: Buffer): Buffer {
  if (bytes.length <= sampleBytesMax) return bytes;
  const first = bytes.findIndex((byte) => byte >= 0x80);
  return bytes.subarray(Math.max(0, first - 64), Math.max(0, first - 64) + sampleBytesMax);
}

function highBytesComeInPairs(bytes: Buffer): boolean {
  const runs =
    bytes
      .subarray(0, sampleBytesMax)
      .toString('latin1')
      .match(/[\x80-\xff]+/g) ?? [];
  const even = runs.filter((run) => run.length % 2 === 0).length;
  return runs.length > 0 && even / runs.length > 0.95 && runs.join('').length >= 8;
}

function manyMultibyte(bytes: Buffer, utf8: string): boolean {
  return bytes.length - utf8.length >= 4;
}

function byteOrderMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function decodeStateful(bytes: Buffer, name: string): DecodedText {
  if (name === 'utf-16') {
    const charset = byteOrderMark(bytes) === 'utf-16le' ? 'utf-16le' : 'utf-16be';
    return { text: decodeAs(bytes, charset), charset: name };
  }
  if (!isAscii(bytes) && !name.startsWith('utf-16')) return decodeText(bytes);
  return { text: decodeAs(bytes, name), charset: name };
}

function decodeStrictly(bytes: Buffer, name: string): string | undefined {
  if (!isKnownToIcu(name)) return decodeAs(bytes, name);
  try {
    return new TextDecoder(name, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The text when at most one character in fifty is damaged, as in mail cut off within a character. */
function decodeMostly(bytes: Buffer, name: string): string | undefined {
  const text = decodeAs(bytes, name);
  const damaged = text.split('\ufffd').length - 1;
  const beyondAscii = text.length - text.replace(/[^\x00-\x7f]/g, '').length;
  return damaged <= 1 || damaged * 50 <= beyondAscii ? (damaged < beyondAscii ? text : undefined) : undefined;
}

function decodeAs(bytes: Buffer, name: string): string {
  if (name === 'hz-gb-2312')
    return decodeShifted(bytes, /~\{((?:[\x21-\x7e]{2})*)(?:~\}|$)/g, 'gb18030').replaceAll('~~', '~');
  if (name === 'iso-2022-kr')
    return decodeShifted(bytes, /\x0e([\x21-\x7e]*)(?:\x0f|$)/g, 'euc-kr').replace('\x1b$)C', '');
  // Two words joined leave a shift back followed by a shift forth, which a strict decoder takes for an error.
  if (name === 'iso-2022-jp')
    return new TextDecoder(name).decode(
      Buffer.from(bytes.toString('latin1').replace(/\x1b\([BJ](?=\x1b)/g, ''), 'latin1'),
    );
  if (name === 'us-ascii') return new TextDecoder('windows-1252').decode(bytes);
  return isKnownToIcu(name) ? new TextDecoder(name).decode(bytes) : iconv.decode(bytes, name);
}

/** Charsets that shift into a double-byte set by a marker hold the same bytes as `charset` without the high bit. */
function decodeShifted(bytes: Buffer, shifted: RegExp, charset: string): string {
  return bytes.toString('latin1').replace(shifted, (_, inner: string) => {
    const raised = Buffer.from(inner, 'latin1').map((byte) => byte | 0x80);
    return new TextDecoder(charset).decode(raised);
  });
}

function isAscii(bytes: Buffer): boolean {
  return !/[\x80-\xff]/.test(bytes.toString('latin1'));
}

const known = new Map<string, boolean>();

function isKnownToIcu(name: string): boolean {
  const before = known.get(name);
  if (before !== undefined) return before;
  let answer = !ownDecoders.has(name);
  try {
    answer = answer && new TextDecoder(name).encoding !== 'replacement';
  } catch {
    answer = false;
  }
  if (known.size < 500) known.set(name, answer);
  return answer;
}
