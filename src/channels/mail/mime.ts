import { readParameterised, type Parameterised } from './header.ts';

/** One header field; the value is unfolded and holds one character a byte (latin1), not yet decoded. */
export type HeaderField = { name: string; value: string };

/** One MIME entity (RFC 2046); `content` is the body as sent, before its transfer encoding is undone. */
export type MimePart = {
  fields: HeaderField[];
  contentType: Parameterised;
  content: Buffer;
  children: MimePart[];
};

const headerBytesMax = 1_000_000;
const fieldCountMax = 2000;
const partCountMax = 1000;
const depthMax = 40;

type OpenMultipart = { part: MimePart; delimiter: string };

/**
 * Splits a mail into its tree of parts (RFC 5322, RFC 2046) in one pass; accepts anything, however broken: a part that
 * is never closed ends with its parent, and a multipart whose boundary never comes is one part of text.
 */
export function parseMime(raw: Buffer): MimePart {
  const source = withNewlines(raw);
  const root = splitParts(source, skipEnvelope(source), undefined);
  const actual = root.children.length === 0 ? undeclaredBoundary(root) : undefined;
  return actual === undefined ? root : splitParts(source, skipEnvelope(source), actual);
}

/** The first value of a header field, or undefined. */
export function fieldOf(part: MimePart, name: string): string | undefined {
  return part.fields.find((field) => field.name === name)?.value;
}

/** The body of a part with its Content-Transfer-Encoding (RFC 2045 §6) undone; what cannot be decoded stays as sent. */
export function decodeContent(part: MimePart): Buffer {
  const encoding = (fieldOf(part, 'content-transfer-encoding') ?? '').replace(/\(.*?\)|["\s-]/g, '').toLowerCase();
  if (encoding.startsWith('base64')) return decodeBase64(part.content);
  if (encoding.startsWith('quotedprintable')) return decodeQuotedPrintable(part.content);
  if (/^(?:x)?uue?/.test(encoding)) return decodeUuencoded(part.content.toString('latin1'));
  return part.content;
}

/** Takes the files that were written into a text with uuencode (POSIX) out of it. */
export function uuencodedFiles(text: string): { rest: string; files: { name: string; content: Buffer }[] } {
  const files: { name: string; content: Buffer }[] = [];
  const rest = text.replace(
    /^begin(?:-base64)? [0-7]{3,4} ([^\r\n]{1,255})\r?\n((?:[ -`]{1,90}\r?\n)+?)(?:`?[ \t]*\r?\n)?end[ \t]*(?:\r?\n|$)/gm,
    (_, name: string, data: string) => {
      files.push({ name: name.trim(), content: decodeUuencoded(data) });
      return '';
    },
  );
  return { rest, files };
}

function decodeUuencoded(text: string): Buffer {
  const lines = text.split(/\r?\n/).filter((line) => !/^(?:begin \d{3,4} .*|end\s*|`?\s*)$/.test(line));
  return Buffer.concat(lines.map(decodeUuLine));
}

function decodeUuLine(line: string): Buffer {
  const length = ((line.charCodeAt(0) || 32) - 32) & 63;
  const bytes = Buffer.alloc(Math.ceil(length / 3) * 3);
  for (let group = 0; group * 3 < length; group++) {
    let bits = 0;
    for (let i = 1; i <= 4; i++) bits = (bits << 6) | (((line.charCodeAt(group * 4 + i) || 32) - 32) & 63);
    bytes.writeUIntBE(bits, group * 3, 3);
  }
  return bytes.subarray(0, length);
}

function splitParts(source: Buffer, start: number, boundary: string | undefined): MimePart {
  const text = source.toString('latin1');
  const open: OpenMultipart[] = [];
  let partCount = 0;
  let current: MimePart | undefined;
  let contentStart = 0;

  const beginPart = (at: number): [MimePart, number] => {
    const header = readHeader(text, at);
    const parent = open.at(-1)?.part;
    const part: MimePart = { ...describe(header.fields, parent), content: source.subarray(0, 0), children: [] };
    parent?.children.push(part);
    partCount += 1;
    const delimiter = (parent === undefined ? boundary : undefined) ?? part.contentType.parameters['boundary'];
    if (isMultipart(part) && delimiter && open.length < depthMax)
      open.push({ part, delimiter: `--${delimiter.trimEnd()}` });
    return [part, header.end];
  };
  const endPart = (at: number): void => {
    if (current !== undefined) current.content = source.subarray(contentStart, Math.max(contentStart, at));
    current = undefined;
  };

  const [root, bodyStart] = beginPart(start);
  current = root;
  contentStart = bodyStart;
  if (boundary !== undefined && open.length === 0) open.push({ part: root, delimiter: `--${boundary}` });
  for (let at = bodyStart; at < text.length;) {
    const newline = text.indexOf('\n', at);
    const next = newline === -1 ? text.length : newline + 1;
    const found =
      text.startsWith('--', at) && partCount < partCountMax ? matchDelimiter(text.slice(at, next), open) : undefined;
    if (found === undefined) {
      at = next;
      continue;
    }
    endPart(text[at - 2] === '\r' ? at - 2 : at - 1);
    open.length = found.level + 1;
    at = next;
    if (!found.isLast) [current, at] = beginPart(next);
    contentStart = at;
  }
  endPart(text.length);
  return root;
}

/** The innermost open multipart whose delimiter this line is (RFC 2046 §5.1.1). */
function matchDelimiter(rawLine: string, open: OpenMultipart[]): { level: number; isLast: boolean } | undefined {
  const line = rawLine.trimEnd();
  for (let level = open.length - 1; level >= 0; level--) {
    const delimiter = open[level]?.delimiter;
    if (line === delimiter) return { level, isLast: false };
    if (line === `${delimiter}--`) return { level, isLast: true };
  }
  return undefined;
}

function describe(fields: HeaderField[], parent: MimePart | undefined): Pick<MimePart, 'fields' | 'contentType'> {
  const declared = fields.find((field) => field.name === 'content-type' && field.value.trim() !== '')?.value;
  const fallback = parent?.contentType.value === 'multipart/digest' ? 'message/rfc822' : 'text/plain';
  const contentType = readParameterised(declared ?? fallback);
  if (!/^[^\s/]+\/[^\s/]+$/.test(contentType.value))
    contentType.value = contentType.value === 'text' ? 'text/plain' : fallback;
  return { fields, contentType };
}

function isMultipart(part: MimePart): boolean {
  return part.contentType.value.startsWith('multipart/');
}

function readHeader(text: string, start: number): { fields: HeaderField[]; end: number } {
  const fields: HeaderField[] = [];
  let at = start;
  while (at < text.length && at - start < headerBytesMax) {
    const newline = text.indexOf('\n', at);
    const next = newline === -1 ? text.length : newline + 1;
    const line = text.slice(at, next).replace(/[\r\n]+$/, '');
    if (line === '') return { fields: unfoldAll(fields), end: next };
    const name = /^[!-9;-~]{1,200}(?=[ \t]*:)/.exec(line)?.[0];
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last.value += line.trim() === '' ? '' : `\n${line}`;
    else if (name !== undefined && fields.length < fieldCountMax) {
      fields.push({ name: name.toLowerCase(), value: line.slice(line.indexOf(':') + 1) });
    } else if (
      (line.startsWith('--') && (last !== undefined || /^content-/i.test(text.slice(next, next + 8)))) ||
      !headerGoesOn(text.slice(next, next + 2000))
    ) {
      // Not a field and no field follows: the blank line is missing and this is already the body.
      return { fields: unfoldAll(fields), end: at };
    }
    at = next;
  }
  return { fields: unfoldAll(fields), end: at };
}

/** Whether a well-known field still comes before the blank line, so that a line without a name is only damage. */
function headerGoesOn(following: string): boolean {
  const header = following.split(/\r?\n\r?\n/, 1)[0] ?? '';
  return /^(?:received|from|to|subject|date|message-id|mime-version|content-[a-z-]{2,30}|x-[a-z-]{2,40})[ \t]*:/im.test(
    header,
  );
}

function unfoldAll(fields: HeaderField[]): HeaderField[] {
  return fields.map(({ name, value }) => ({ name, value: value.replace(/\r*\n[ \t]*/g, ' ').trim() }));
}

/** The delimiter a mail really uses where it declares none, or another than the one that it uses. */
function undeclaredBoundary(root: MimePart): string | undefined {
  if (!isMultipart(root) && root.fields.some((field) => field.name === 'content-type')) return undefined;
  const body = root.content.subarray(0, 4000).toString('latin1');
  const start = isMultipart(root)
    ? /(?:^|\n)--([^\s].{0,200}?)[ \t]*\r?\ncontent-[a-z-]+:/i
    : /^\s*--(\S.{0,200}?)[ \t]*\r?\ncontent-type:/i;
  return start.exec(body)?.[1];
}

/** Skips blank lines and the `From ` line that mailboxes put before a mail (RFC 4155). */
function skipEnvelope(source: Buffer): number {
  const head = source.subarray(0, 2000).toString('latin1');
  return /^(?:[ \t]*\r?\n)*(?:>?From [^\n]*\n)*/.exec(head)?.[0].length ?? 0;
}

function withNewlines(raw: Buffer): Buffer {
  if (raw.includes(0x0a)) return raw;
  return Buffer.from(raw.toString('latin1').replaceAll('\r', '\n'), 'latin1');
}

function decodeBase64(content: Buffer): Buffer {
  const text = content.toString('latin1');
  const sample = text.slice(0, 4096).replace(/\s/g, '');
  const foreign = sample.replace(/[A-Za-z0-9+/=]/g, '').length;
  if (foreign * 10 > sample.length) return content;
  const padding = text.indexOf('=');
  if (padding === -1 || /^[=\s]*$/.test(text.slice(padding, padding + 1000))) return Buffer.from(text, 'base64');
  // Several encoded blocks one after another, each with its own padding.
  return Buffer.concat(text.split(/=+/).map((block) => Buffer.from(block, 'base64')));
}

function decodeQuotedPrintable(content: Buffer): Buffer {
  const text = content
    .toString('latin1')
    .replace(/[ \t]+(?=\r?\n|$)/g, '')
    .replace(/=\r*\n|=$/g, '')
    .replace(/=([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}
