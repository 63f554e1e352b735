import addressparser from 'nodemailer/lib/addressparser';
import { decodeText } from './charset.ts';

/** A structured header value such as Content-Type: the value in lower case and its decoded parameters (RFC 2231). */
export type Parameterised = { value: string; parameters: Record<string, string> };

/** A mailbox; the name is empty where none was given, the address where it is missing. */
export type MailAddress = { name: string; address: string };

/** An instant with the offset of its zone, so that the sender's local time can be shown. */
export type MailDate = { instant: Date; iso: string };

const addressCountMax = 1000;

/** Pieces of one value that are decoded each on its own, which for a wrong charset costs a statistical guess. */
const segmentCountMax = 500;
type Segment = { kind: 'text'; text: string } | { kind: 'word'; charset: string; encoding: string; text: string };

/**
 * Decodes a header value given as one character a byte: encoded words (RFC 2047), broken ones and characters split
 * between two words included, and raw 8-bit text in whatever charset `hint` or the bytes suggest.
 */
export function decodeHeader(value: string, hint?: string): string {
  return decodeSegments(splitSegments(value), hint).replace(/[\r\n\0]+/g, ' ');
}

function decodeSegments(segments: Segment[], hint: string | undefined): string {
  let decoded = '';
  let pending: { charset: string; bytes: Buffer[] } | undefined;
  const flush = (): void => {
    if (pending !== undefined) decoded += decodeText(Buffer.concat(pending.bytes), pending.charset, hint).text;
    pending = undefined;
  };
  for (const segment of segments) {
    if (segment.kind === 'text' || pending?.charset !== segment.charset) flush();
    if (segment.kind === 'text') decoded += decodeRaw(segment.text, hint);
    else {
      pending ??= { charset: segment.charset, bytes: [] };
      pending.bytes.push(decodeWord(segment.encoding, segment.text));
    }
  }
  flush();
  return decoded;
}

/** Cuts a value into encoded words and the text around them; white space between two words is not part of it. */
function splitSegments(value: string): Segment[] {
  const segments: Segment[] = [];
  const start = /=\?([^?\s]{1,80})\?([qb])\?/gi;
  let end = 0;
  for (let match = start.exec(value); match !== null; match = start.exec(value)) {
    const close = segments.length < segmentCountMax ? findWordEnd(value, start.lastIndex) : undefined;
    if (close === undefined) break;
    const between = value.slice(end, match.index);
    if (between.trim() !== '' || (between !== '' && segments.at(-1)?.kind !== 'word'))
      segments.push({ kind: 'text', text: between });
    const charset = (match[1] ?? '').replace(/\*.*$/, '').toLowerCase();
    segments.push({
      kind: 'word',
      charset,
      encoding: (match[2] ?? 'q').toLowerCase(),
      text: value.slice(start.lastIndex, close.textEnd),
    });
    end = start.lastIndex = close.end;
  }
  if (end < value.length) segments.push({ kind: 'text', text: value.slice(end) });
  return segments;
}

/** Where an encoded word ends: at `?=`, unless that is a question mark before `=3D` and the word goes on, or cut off. */
function findWordEnd(value: string, from: number): { textEnd: number; end: number } | undefined {
  let close = value.indexOf('?=', from);
  while (close !== -1 && /^[0-9A-F]{2}[^ ]{0,200}\?=/.test(value.slice(close + 2, close + 210)))
    close = value.indexOf('?=', close + 2);
  if (close !== -1) return { textEnd: close, end: close + 2 };
  const cutOff = /^[^\s?]+\??$/.exec(value.slice(from, from + 400))?.[0];
  return cutOff === undefined
    ? undefined
    : { textEnd: from + cutOff.replace(/\?$/, '').length, end: from + cutOff.length };
}

function decodeWord(encoding: string, text: string): Buffer {
  if (encoding === 'b') return Buffer.concat(text.split(/=+/).map((block) => Buffer.from(block, 'base64')));
  const bytes = text
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1');
}

function decodeRaw(text: string, hint: string | undefined): string {
  if (!/[\x80-\xff]|\x1b\$/.test(text)) return text;
  return decodeText(Buffer.from(text, 'latin1'), undefined, hint).text;
}

/** Reads `value; name=value; …` (RFC 2045 §5.1) with continuations and charsets (RFC 2231), quotes missing or not. */
export function readParameterised(field: string): Parameterised {
  const [value = '', ...pieces] = splitOutsideQuotes(field.replace(/\r?\n\s*/g, ' '));
  const raw = new Map<string, string>();
  for (const piece of pieces) {
    const equals = piece.indexOf('=');
    const name = piece.slice(0, equals).trim().toLowerCase();
    if (equals > 0 && !raw.has(name)) raw.set(name, unquote(piece.slice(equals + 1).trim()));
  }
  const parameters: Record<string, string> = {};
  for (const name of new Set([...raw.keys()].map((key) => key.replace(/\*.*$/, '')))) {
    parameters[name] = readParameter(name, raw);
  }
  return {
    value: value
      .replace(/\(.*?\)/g, '')
      .trim()
      .toLowerCase()
      .replace(/\s*\/\s*/, '/')
      .replace(/[\s,].*$/, ''),
    parameters,
  };
}

/** One parameter from its forms `name*`, `name*0*`, `name*0` and `name`, the most explicit first. */
function readParameter(name: string, raw: Map<string, string>): string {
  const whole = raw.get(`${name}*`);
  if (whole !== undefined) return decodeExtended([{ text: whole, isEncoded: true }]);
  const segments: { text: string; isEncoded: boolean }[] = [];
  for (let i = raw.has(`${name}*0`) || raw.has(`${name}*0*`) ? 0 : 1; ; i++) {
    const encoded = raw.get(`${name}*${i}*`);
    const text = encoded ?? raw.get(`${name}*${i}`);
    if (text === undefined) break;
    segments.push({ text, isEncoded: encoded !== undefined });
  }
  return segments.length > 0 ? decodeExtended(segments) : decodeHeader(raw.get(name) ?? '');
}

function decodeExtended(segments: { text: string; isEncoded: boolean }[]): string {
  const first = segments[0]?.text ?? '';
  const prefix = segments[0]?.isEncoded ? /^([^']*)'[^']*'/.exec(first) : null;
  const bytes = segments.map(({ text, isEncoded }, index) => {
    const plain = index === 0 && prefix !== null ? text.slice(prefix[0].length) : text;
    if (!isEncoded) return plain;
    return plain.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  });
  const joined = bytes.join('');
  return prefix === null ? decodeHeader(joined) : decodeText(Buffer.from(joined, 'latin1'), prefix[1]).text;
}

function splitOutsideQuotes(field: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let isQuoted = false;
  for (let i = 0; i < field.length; i++) {
    const character = field[i] ?? '';
    if (character === '\\' && isQuoted) {
      piece += character + (field[++i] ?? '');
      continue;
    }
    // A quote opens only at the start of a value; elsewhere, as in a name like 5" disk, it is a character.
    if (character === '"' && (isQuoted || /=\s*$/.test(piece.slice(-4)))) isQuoted = !isQuoted;
    if (character === ';' && !isQuoted) {
      pieces.push(piece);
      piece = '';
    } else piece += character;
  }
  return [...pieces, piece];
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text.replace(/\s+\([^()]*\)$/, '').replace(/^'(.*)'$/, '$1');
  return text.replace(/^"|"[^"]*$/g, '').replace(/\\(["\\])/g, '$1');
}

/** The mailboxes of an address field, groups flattened (RFC 5322 §3.4), names decoded; broken addresses kept as names. */
export function readAddresses(field: string, hint?: string): MailAddress[] {
  const words: string[] = [];
  // An encoded word may hold a comma or a quote: it travels through the address parser as one opaque atom.
  const opaque = joinWords(splitSegments(field))
    .map((run) =>
      run[0]?.kind === 'word' ? `\ue000${words.push(decodeSegments(run, hint)) - 1}\ue001` : decodeSegments(run, hint),
    )
    .join('');
  const restore = (text = ''): string =>
    text.replace(/\ue000(\d+)\ue001/g, (_, index: string) => words[Number(index)] ?? '').trim();
  return (
    addressparser(opaque, { flatten: true })
      .slice(0, addressCountMax)
      .map(({ name, address }) => ({ name: restore(name), address: restore(address).replace(/^mailto:/i, '') }))
      // A comment is not a recipient: `undisclosed-recipients:; (no To-header on input)`.
      .filter(({ name, address }) => address !== '' || (name !== '' && !opaque.includes(`(${name})`)))
  );
}

function joinWords(segments: Segment[]): Segment[][] {
  const runs: Segment[][] = [];
  for (const segment of segments) {
    const last = runs.at(-1);
    if (segment.kind === 'word' && last?.[0]?.kind === 'word') last.push(segment);
    else runs.push([segment]);
  }
  return runs;
}

/** The message ids `<…>` of a field, angle brackets kept, in order and once each. */
export function readMessageIds(field: string): string[] {
  const text = decodeHeader(field);
  const ids = text.match(/<[^<>\s][^<>]*>/g) ?? text.match(/[^\s<>,;]+@[^\s<>,;]+/g)?.map((id) => `<${id}>`) ?? [];
  return [...new Set(ids.map((id) => id.replace(/\s+/g, '')))];
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const zoneHours: Record<string, number> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  bst: 1,
  cet: 1,
  cest: 2,
  met: 1,
  mest: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  jst: 9,
  kst: 9,
  ist: 5.5,
  hkt: 8,
};

/** Reads a Date field: RFC 5322, its obsolete forms, `ctime` and ISO 8601; undefined where it names no instant. */
export function readDate(field: string): MailDate | undefined {
  const text = field
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  const day = readDay(text);
  if (day === undefined) return undefined;
  const time = /(\d{1,2}):(\d{1,2})(?::(\d{1,2}))?(?:\.\d+)?\s*([ap]m)?/.exec(text);
  const [, hours, minutes, seconds, half] = time ?? [];
  const hour = (Number(hours ?? 0) % (half === undefined ? 24 : 12)) + (half === 'pm' ? 12 : 0);
  const local = Date.UTC(day.year, day.month, day.day, hour, Number(minutes ?? 0), Number(seconds ?? 0));
  const offset = time === null ? 0 : readOffsetMinutes(text.slice(time.index + time[0].length));
  const instant = new Date(local - offset * 60_000);
  if (Number.isNaN(instant.getTime()) || Number(minutes ?? 0) > 59) return undefined;
  return { instant, iso: formatWithOffset(new Date(local), offset) };
}

/** The day in `21 Nov 1997`, `Nov 21 09:55:06 1997` or `1997-11-21`; months count from 0. */
function readDay(text: string): { year: number; month: number; day: number } | undefined {
  const iso = /(\d{4})-(\d{2})-(\d{2})/.exec(text);
  const dayFirst = /(\d{1,2})[ -]+([a-z]{3})[a-z]*\.?[ -,]+(\d{2,4})/.exec(text);
  const monthFirst = /([a-z]{3})[a-z]* (\d{1,2})\b.*?\b(\d{4})\b/.exec(text);
  const [year, month, day] = iso
    ? [iso[1], String(Number(iso[2]) - 1), iso[3]]
    : dayFirst
      ? [fullYear(dayFirst[3] ?? ''), months.indexOf(dayFirst[2] ?? ''), dayFirst[1]]
      : [monthFirst?.[3], months.indexOf(monthFirst?.[1] ?? ''), monthFirst?.[2]];
  const found = { year: Number(year), month: Number(month), day: Number(day) };
  return found.month >= 0 && found.month <= 11 && found.day >= 1 && found.day <= 31 ? found : undefined;
}

function readOffsetMinutes(text: string): number {
  const numeric = /([+-])(\d{2}):?(\d{2})/.exec(text);
  if (numeric !== null) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3]);
    return minutes < 24 * 60 ? (numeric[1] === '-' ? -minutes : minutes) : 0;
  }
  const name = /\b[a-z]{1,4}\b/.exec(text)?.[0] ?? '';
  return (zoneHours[name] ?? 0) * 60;
}

function formatWithOffset(local: Date, offset: number): string {
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const size = Math.abs(offset);
  return `${local.toISOString().slice(0, 19)}${offset < 0 ? '-' : '+'}${two(size / 60)}:${two(size % 60)}`;
}

/** Two-digit years as RFC 5322 §4.3 reads them. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 2) return year < 50 ? 2000 + year : 1900 + year;
  return digits.length === 3 ? 1900 + year : year;
}
