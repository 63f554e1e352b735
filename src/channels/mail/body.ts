import { createHash } from 'node:crypto';
import { decodeText, type DecodedText } from './charset.ts';
import { decodeHeader, readParameterised } from './header.ts';
import { htmlToText } from './html-text.ts';
import { decodeContent, fieldOf, parseMime, uuencodedFiles, type MimePart } from './mime.ts';
import { readTnef } from './tnef.ts';

const nestedDepthMax = 3;

/** A file that came with a mail; the name is empty where the mail gives none. */
export type MailAttachment = {
  name: string;
  type: string;
  size: number;
  sha256: string;
  content: Buffer;
  disposition: 'attachment' | 'inline' | '';
  contentId: string;
};

/** The readable body of a mail and everything else it carries; texts have `\n` line ends and no NUL. */
export type MailBody = { text: string; html: string | undefined; charset: string; attachments: MailAttachment[] };

/** A stretch of the body in the forms it came in. */
type Passage = { text: string | undefined; html: string | undefined; charset: string };
type Collected = { passages: Passage[]; attachments: MailAttachment[] };

/** Sorts the parts of a mail into text to read and files to keep; nothing that was sent is left out of both. */
export function readBody(root: MimePart): MailBody {
  return assemble(root, nestedDepthMax);
}

function assemble(root: MimePart, depth: number): MailBody {
  const { passages, attachments: sent } = collect(root, root);
  const attachments = sent.flatMap((file) => [file, ...filesInside(file)]);
  if (passages.length === 0) promoteUnnamedText(root, passages, attachments);
  const charset = passages[0]?.charset ?? 'us-ascii';
  const text = passages.map((passage) => passage.text ?? htmlToText(passage.html ?? '')).reduce(joinLines, '');
  const hasHtml = passages.some((passage) => passage.html !== undefined);
  const html = hasHtml
    ? passages.map((passage) => passage.html ?? textToHtml(passage.text ?? '')).join('\n')
    : undefined;
  const nested = text.trim() === '' && html === undefined ? forwardedMessage(root) : undefined;
  if (nested === undefined || depth === 0) return { text, html, charset, attachments };
  // Forwarded as a file, without a word: what was forwarded is what there is to read.
  return { ...assemble(nested, depth - 1), attachments };
}

/** Outlook may wrap everything in one `winmail.dat`, which nobody else can open: its files stand beside it. */
function filesInside(container: MailAttachment): MailAttachment[] {
  if (!/^application\/(?:vnd\.)?ms-tnef$/.test(container.type) && container.name.toLowerCase() !== 'winmail.dat')
    return [];
  return readTnef(container.content).map(({ name, content }) =>
    describeFile({ name, content, type: typeOfBody(name), disposition: 'attachment', contentId: '' }),
  );
}

function typeOfBody(name: string): string {
  if (name === 'body.html') return 'text/html';
  return name === 'body.rtf' ? 'application/rtf' : 'application/octet-stream';
}

function forwardedMessage(root: MimePart): MimePart | undefined {
  const part = leavesOf(root).find((leaf) => leaf.contentType.value === 'message/rfc822');
  return part === undefined ? undefined : parseMime(decodeContent(part));
}

function collect(part: MimePart, root: MimePart): Collected {
  if (part.children.length > 0) {
    const children = part.children.map((child) => collect(child, root));
    const attachments = children.flatMap((child) => child.attachments);
    if (part.contentType.value === 'multipart/alternative')
      return { passages: chooseAlternative(children), attachments };
    return { passages: children.flatMap((child) => child.passages), attachments };
  }
  return readLeaf(part, root);
}

/** RFC 2046 §5.1.4: the variants say the same; the first with plain text and the last with HTML are kept. */
function chooseAlternative(children: Collected[]): Passage[] {
  const passages = children.map((child) => child.passages).filter((list) => list.length > 0);
  const plain = passages.find((list) =>
    list.some((passage) => passage.text !== undefined && passage.text.trim() !== ''),
  );
  const rich = passages.findLast((list) => list.some((passage) => passage.html !== undefined));
  // Without HTML these are not variants of one text, whatever the mail says.
  if (rich === undefined) return passages.flat();
  if (plain === undefined || plain === rich) return rich;
  const text = plain.map((passage) => passage.text ?? htmlToText(passage.html ?? '')).reduce(joinLines, '');
  const html = rich.map((passage) => passage.html ?? textToHtml(passage.text ?? '')).join('\n');
  return [{ text, html, charset: plain[0]?.charset ?? 'us-ascii' }];
}

function readLeaf(part: MimePart, root: MimePart): Collected {
  const type = part.contentType.value;
  const name = fileName(part);
  const disposition = dispositionOf(part);
  const isText = type === 'text/plain' || type === 'text/html' || type.startsWith('multipart/');
  if (!isText || disposition === 'attachment' || (name !== '' && (disposition === 'inline' || part !== root))) {
    return { passages: [], attachments: [toAttachment(part, name || messageName(part), disposition)] };
  }
  const decoded = decodePart(part);
  if (type.startsWith('multipart/') && decoded.text.trim() === '') return { passages: [], attachments: [] };
  if (type === 'text/html')
    return { passages: [{ text: undefined, html: decoded.text, charset: decoded.charset }], attachments: [] };
  const { rest, files } = uuencodedFiles(decoded.text);
  const attachments = files.map((file) =>
    describeFile({ ...file, type: 'application/octet-stream', disposition: 'attachment', contentId: '' }),
  );
  return { passages: [{ text: rest, html: undefined, charset: decoded.charset }], attachments };
}

function decodePart(part: MimePart): DecodedText {
  const { text, charset } = decodeText(decodeContent(part), part.contentType.parameters['charset']);
  return { text: text.replace(/\r\n?/g, '\n').replaceAll('\0', ''), charset };
}

/** A mail whose only text is of an unusual kind, such as text/enriched, or in a named part, still has something to read. */
function promoteUnnamedText(root: MimePart, passages: Passage[], attachments: MailAttachment[]): void {
  const part = leavesOf(root).find(
    (leaf) =>
      /^text\/(?!calendar|rfc822-headers|x-|css)/.test(leaf.contentType.value) && dispositionOf(leaf) !== 'attachment',
  );
  if (part === undefined) return;
  const { text, charset } = decodePart(part);
  const isTagged = /^text\/(?:enriched|richtext)$/.test(part.contentType.value);
  if (part.contentType.value === 'text/html') passages.push({ text: undefined, html: text, charset });
  else passages.push({ text: isTagged ? text.replace(/<[^<>]{1,80}>/g, '') : text, html: undefined, charset });
  const index = attachments.findIndex(
    (attachment) => attachment.type === part.contentType.value && attachment.name === '',
  );
  if (index !== -1) attachments.splice(index, 1);
}

/** The parts that hold content, in the order sent. */
export function leavesOf(part: MimePart): MimePart[] {
  return part.children.length === 0 ? [part] : part.children.flatMap(leavesOf);
}

function toAttachment(part: MimePart, name: string, disposition: MailAttachment['disposition']): MailAttachment {
  const contentId = (fieldOf(part, 'content-id') ?? '').trim().replace(/^<|>$/g, '');
  return describeFile({ name, type: part.contentType.value, content: decodeContent(part), disposition, contentId });
}

function describeFile(file: Omit<MailAttachment, 'size' | 'sha256'>): MailAttachment {
  return { ...file, size: file.content.length, sha256: createHash('sha256').update(file.content).digest('hex') };
}

function dispositionOf(part: MimePart): MailAttachment['disposition'] {
  const value = readParameterised(fieldOf(part, 'content-disposition') ?? '').value;
  return value === 'attachment' || value === 'inline' ? value : '';
}

/** The file name of a part in the sender's spelling, without control characters (RFC 2183 §2.3). */
function fileName(part: MimePart): string {
  const disposition = readParameterised(fieldOf(part, 'content-disposition') ?? '').parameters;
  const parameters = part.contentType.parameters;
  const name = disposition['filename'] || parameters['name'] || disposition['name'] || parameters['filename'] || '';
  return name.replace(/[\0-\x1f\x7f]/g, '').trim();
}

/** A name for a mail within a mail, which rarely has one: its subject, or what the sender's system calls it. */
function messageName(part: MimePart): string {
  if (!part.contentType.value.startsWith('message/')) return '';
  const description = decodeHeader(fieldOf(part, 'content-description') ?? '');
  if (part.contentType.value !== 'message/rfc822') return description === '' ? '' : `${description}.txt`;
  const subject = decodeHeader(fieldOf(parseMime(decodeContent(part)), 'subject') ?? '');
  return subject === '' && description === '' ? '' : `${subject || description}.eml`;
}

function joinLines(before: string, next: string): string {
  return before === '' || before.endsWith('\n') ? before + next : `${before}\n${next}`;
}

function textToHtml(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<pre>${escaped}</pre>`;
}
