import {
  headerBlockLength,
  isAttribution,
  isClosing,
  isDeviceLine,
  isSeparator,
  mayOpenAttribution,
  namesDateOrSender,
} from './quotation.ts';

const linesMax = 5000;
const signatureLinesMax = 20;
const attributionLinesMax = 6;

type Line = { text: string; kind: 'text' | 'blank' | 'quote' | 'attribution' };

/**
 * What the sender of a plain-text mail wrote: without the older messages a program put around it, its attribution
 * lines and the signature. Quotations that are answered in between stay. Empty when all of it is quoted.
 */
export function trimReply(body: string): string {
  const source = body.replace(/\r\n?/g, '\n').split('\n').slice(0, linesMax);
  let lines = classify(cutOlderMessages(source));
  for (let rounds = 0; rounds < 20; rounds++) {
    const shorter = dropTrailingSignature(dropTrailingQuotation(dropTrailingBlank(lines)));
    if (shorter.length === lines.length) break;
    lines = shorter;
  }
  lines = dropLeadingQuotation(lines);
  const kept = lines.filter((line) => line.kind !== 'attribution').map((line) => line.text);
  const reply = kept.join('\n').trim();
  if (reply !== '') return reply;
  return source.some((line) => isAttribution(stripQuoteMark(line)) || isSeparator(line)) ? '' : body.trim();
}

/** Cuts where the text says that older messages follow: a separator, a header block, or an attribution of unquoted text. */
function cutOlderMessages(lines: string[]): string[] {
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? '';
    if (line.trim() === '' || isQuoted(line)) continue;
    if (isSeparator(line) || headerBlockLength(lines, i) > 0) return lines.slice(0, i);
    const attribution = attributionLength(lines, i);
    if (attribution === 0) continue;
    const next = lines.slice(i + attribution).find((after) => after.trim() !== '');
    if (next === undefined || !isQuoted(next)) return lines.slice(0, i);
    i += attribution - 1;
  }
  return lines;
}

function classify(lines: string[]): Line[] {
  const classified: Line[] = [];
  for (let i = 0; i < lines.length; i++) {
    const text = lines[i] ?? '';
    const attribution = isQuoted(text) ? 0 : attributionLength(lines, i);
    if (attribution > 0) {
      for (const part of lines.slice(i, i + attribution)) classified.push({ text: part, kind: 'attribution' });
      i += attribution - 1;
    } else if (isQuoted(text)) classified.push({ text, kind: 'quote' });
    else if (text.trim() === '') classified.push({ text, kind: 'blank' });
    else {
      // A long quoted line that was wrapped on its way goes on without its mark, between two marked lines.
      const isWrapped =
        classified.at(-1)?.kind === 'quote' &&
        (classified.at(-1)?.text.length ?? 0) > 50 &&
        isQuoted(lines[i + 1] ?? '');
      classified.push({ text, kind: isWrapped ? 'quote' : 'text' });
    }
  }
  return classified;
}

/** How many lines from `index` on are an attribution that may be wrapped; 0 where there is none. */
function attributionLength(lines: string[], index: number): number {
  const first = lines[index] ?? '';
  if (first.trim() === '' || first.length > 400 || !mayOpenAttribution(first)) return 0;
  let joined = '';
  let count = 0;
  for (let i = index; i < lines.length && count < attributionLinesMax && joined.length < 400; i++) {
    const line = lines[i] ?? '';
    const isOpen = joined.lastIndexOf('<') > joined.lastIndexOf('>');
    if (isQuoted(line) && !isOpen && !/^\s*>\s*\S{1,12}\s*[:：]$/.test(line)) return 0;
    if (line.trim() === '' && !namesDateOrSender(joined)) return 0;
    if (line.trim() === '') continue;
    // What a program writes begins with the date or the sender; a line without either is the sender's own text.
    if (joined !== '' && !namesDateOrSender(first) && mayOpenAttribution(line) && namesDateOrSender(line)) return 0;
    joined += (joined === '' ? '' : ' ') + line.trim();
    count += 1;
    if (isAttribution(joined)) return i - index + 1;
  }
  return 0;
}

function isQuoted(line: string): boolean {
  return /^\s{0,3}(?:[A-Z]{1,3})?[>＞]/.test(line);
}

function stripQuoteMark(line: string): string {
  return line.replace(/^[\s>＞]+/, '');
}

function dropTrailingBlank(lines: Line[]): Line[] {
  let end = lines.length;
  while (end > 0 && isEmptyTail(lines[end - 1])) end -= 1;
  return lines.slice(0, end);
}

/** Blank lines and rules such as `-----` or `***`, and the mark that a tracking extension leaves behind. */
function isEmptyTail(line: Line | undefined): boolean {
  return line?.kind === 'blank' || (line?.kind === 'text' && /^\s*(?:[-_*=#~+—–]{2,}|ᐧ)\s*$/.test(line.text));
}

/** A quotation at the end with its attribution; a mail that is nothing but marked lines has no reply above them. */
function dropTrailingQuotation(lines: Line[]): Line[] {
  let start = lines.length;
  while (start > 0 && lines[start - 1]?.kind !== 'text') start -= 1;
  const tail = lines.slice(start);
  const isQuotation = tail.some((line) => line.kind === 'quote' || line.kind === 'attribution');
  return isQuotation ? lines.slice(0, start) : lines;
}

function dropLeadingQuotation(lines: Line[]): Line[] {
  const first = lines.findIndex((line) => line.kind !== 'blank');
  if (lines[first]?.kind !== 'attribution') return lines;
  const end = lines.findIndex((line, index) => index > first && line.kind === 'text');
  return end === -1 ? [] : lines.slice(end);
}

function dropTrailingSignature(lines: Line[]): Line[] {
  const start = signatureStart(lines);
  return start > 0 && lines.slice(0, start).some((line) => line.kind === 'text') ? lines.slice(0, start) : lines;
}

/** Where the signature of a text begins (the length of the text where it has none). */
function signatureStart(lines: Line[]): number {
  const from = Math.max(0, lines.length - signatureLinesMax);
  const marked = lines.findIndex((line) => line.kind === 'text' && /^\s*(?:--|—|–)\s*$/.test(line.text));
  if (
    marked !== -1 &&
    lines.length - marked <= 2 * signatureLinesMax &&
    lines.slice(marked).every((line) => line.kind !== 'quote')
  )
    return marked;
  const device = lines.findIndex(
    (line, index) => line.kind === 'text' && isDeviceLine(line.text) && isParagraphStart(lines, index),
  );
  if (device !== -1) return device;
  for (let i = lines.length - 1; i >= from; i--) {
    const line = lines[i];
    if (line === undefined || line.kind === 'quote') break;
    const rest = lines
      .slice(i + 1)
      .filter((after) => after.kind === 'text')
      .map((after) => after.text);
    if (/^\s*_{5,}\s*$/.test(line.text) && rest.every((text) => text.length < 100)) return i;
    if (
      /^\s*[-=*]{3,}\s*$/.test(line.text) &&
      rest.length > 0 &&
      rest.every((text) => text.length < 80) &&
      rest.some(isContact)
    )
      return i;
    if (isClosing(line.text) && rest.length >= 2 && rest.length <= 8 && rest.every((text) => text.trim().length < 60))
      return i;
    if (rest.length === 0 && /^\s*-\s?\p{Lu}[\p{L}.' ]{1,40}$/u.test(line.text) && isParagraphStart(lines, i)) return i;
  }
  return lines.length;
}

function isParagraphStart(lines: Line[], index: number): boolean {
  return index === 0 || lines[index - 1]?.kind === 'blank';
}

function isContact(text: string): boolean {
  return /https?:|www\.|\S@\S+\.\S|\+?\d[\d\s().-]{6,}\d|\b(?:tel|phone|fax|mobile|skype|mailing list|unsubscribe)\b/i.test(
    text,
  );
}
