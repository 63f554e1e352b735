import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import type { AddressObject } from 'mailparser';
import addressparser from 'nodemailer/lib/addressparser';
import { htmlToText } from '../../src/channels/mail/html-text.ts';
import { mailToJson, parseMail } from '../../src/channels/mail/mail.ts';
import { readTnef } from '../../src/channels/mail/tnef.ts';
import type { TnefFile } from '../../src/channels/mail/tnef.ts';
import { sendThroughDoor } from './mail-door.ts';
import { Tally } from './corpus.ts';
import type { Corpus, CorpusReport } from './corpus.ts';
import { differencesByDesign } from './mail-differences.ts';

type Json = Record<string, unknown>;

/** What of a mail the expectations speak of, from whichever parser. */
interface Reading {
  readonly json: Json;
  readonly html: string;
  readonly isAbuseReport: boolean;
}

/** Shares of agreement below which the run fails, differences by design left out. */
const floors = { all: 0.97, subject: 0.99, bodyText: 0.97 };

const corpus: Corpus = { set: 'mail', run };
export default corpus;

async function run(path: string): Promise<CorpusReport> {
  const ours = new Tally();
  const theirs = new Tally();
  let byDesign = 0;
  for (const file of globSync('**/*.expected.json', { cwd: path }).toSorted()) {
    const name = file.replace('.expected.json', '');
    const expected: Json = JSON.parse(readFileSync(join(path, file), 'utf8'));
    const input = globSync(`${join(path, name)}.*`).find((candidate) => !candidate.endsWith('.expected.json'));
    if (input === undefined) continue;
    const raw = readFileSync(input);
    if (input.endsWith('.tnef')) {
      compareTnef(ours, name, expected, readTnef(raw));
      continue;
    }
    const mail = parseMail(raw);
    byDesign += compare(ours, name, expected, {
      json: mailToJson(mail),
      html: mail.bodyHtml ?? '',
      isAbuseReport: mail.nature === 'abuse-report',
    });
    compare(theirs, name, expected, await readWithMailparser(raw), []);
  }
  const door = await sendThroughDoor(path, ours);
  const failures = Object.entries(floors).flatMap(([field, floor]) => {
    const share = ours.share((counted) => field === 'all' || counted === field);
    return share < floor ? [`${field} ${percent(share)}, floor ${percent(floor)}`] : [];
  });
  const compared = ['subject', 'bodyText'].map(
    (field) => `${field} ${percent(theirs.share((counted) => counted === field))}`,
  );
  const notes = [
    `agreement ${percent(ours.share())}; ${byDesign} more stated values differ by design, each with its reason in test/corpus/mail-differences.ts`,
    `mailparser alone, without excuses: ${compared.join(', ')}`,
    `through the SMTP door: ${door}`,
  ];
  if (ours.share((field) => field === 'filed') < 1)
    failures.push('not every mail that went through the SMTP door was stored and filed');
  return { rows: ours.rows, failures, misses: ours.misses, notes };
}

/** A bare container: every file that the source names must be there. */
function compareTnef(tally: Tally, name: string, expected: Json, files: readonly TnefFile[]): void {
  const names = files.map((file) => file.name);
  const isRight = listOf(expected['tnefAttachments']).every((wanted) => names.includes(text(wanted)));
  tally.count(
    name.split('/')[0] ?? '',
    'attachments',
    isRight,
    () => `${name}: ${show(expected)} against ${show(names)}`,
  );
}

/** Judges every stated field and returns how many were left out as differences by design. */
function compare(tally: Tally, name: string, expected: Json, reading: Reading, excused = differencesByDesign): number {
  const source = name.split('/')[0] ?? '';
  let skipped = 0;
  for (const [field, wanted] of Object.entries(expected)) {
    const judged = judge(field, wanted, reading, expected, source);
    if (judged === undefined) continue;
    if (!judged.isRight && excused.some((difference) => difference.applies(name, judged.field ?? field))) {
      skipped += 1;
      continue;
    }
    tally.count(
      source,
      judged.field ?? field,
      judged.isRight,
      () => `${name}\n      wanted ${show(wanted)}\n      got    ${show(judged.got)}`,
    );
  }
  return skipped;
}

interface Judged {
  readonly field?: string;
  readonly isRight: boolean;
  readonly got: unknown;
}

function judge(field: string, wanted: unknown, reading: Reading, expected: Json, source: string): Judged | undefined {
  const got = reading.json[field];
  switch (field) {
    case 'subject':
    case 'replyText':
    case 'charset':
    case 'fromName':
      return same(wanted, got);
    case 'fromEmail':
      return { field: 'from', ...sameList([wanted], [reading.json['from']]) };
    case 'from':
      return expected['fromEmail'] === undefined ? sameList(addressesOf(wanted).slice(0, 1), [got]) : undefined;
    case 'to':
    case 'cc':
    case 'replyTo':
      return sameList(addressesOf(wanted), listOf(got));
    case 'date':
      return { isRight: Date.parse(text(got)) === Date.parse(text(wanted)), got };
    case 'messageId':
      return same(bare(wanted), bare(got));
    case 'inReplyTo':
    case 'references':
      return sameList(
        [wanted].flat().map(bare),
        listOf(got)
          .flatMap((id) => text(id).split(' '))
          .map(bare),
      );
    case 'bodyText':
      // A mail in HTML alone has its text as bodyText here; these sources leave theirs empty.
      return wanted === '' && reading.html !== ''
        ? undefined
        : same(wanted === 'no visible content' ? '' : wanted, got);
    case 'bodyTextContainsCount':
      return containsCount(wanted, text(reading.json['bodyText']), 'bodyText');
    case 'bodyTextEqualsIgnoringWhitespace':
      return {
        field: 'bodyText',
        isRight: resembles(text(wanted), text(reading.json['bodyText'])),
        got: reading.json['bodyText'],
      };
    case 'bodyHtml':
      return source === 'zammad'
        ? sameText(wanted, reading.html)
        : same(withoutCharset(text(wanted)), withoutCharset(reading.html));
    case 'bodyHtmlContainsCount':
      return containsCount(wanted, reading.html, 'bodyHtml');
    case 'attachments':
      return judgeAttachments(objectsOf(wanted), objectsOf(reading.json['attachments']));
    case 'attachmentCount':
      return {
        field: 'attachments',
        isRight: listOf(reading.json['attachments']).length === wanted,
        got: reading.json['attachments'],
      };
    case 'isBounce':
    case 'isAutoReply':
      return { isRight: got === wanted, got };
    case 'isAbuseReport':
      return { isRight: reading.isAbuseReport === wanted, got: reading.isAbuseReport };
    default:
      return undefined;
  }
}

function judgeAttachments(wanted: Json[], got: Json[]): Judged {
  const left = [...got];
  const files = wanted.filter((file) => file['isBodyAlternative'] !== true);
  const isRight = files.every((file) => {
    const index = left.findIndex((candidate) => isSameFile(file, candidate));
    if (index !== -1) left.splice(index, 1);
    return index !== -1;
  });
  return {
    isRight: isRight && left.length === 0,
    got: got.map((file) => `${text(file['name'])} ${text(file['type'])} ${text(file['size'])}`),
  };
}

function isSameFile(wanted: Json, got: Json): boolean {
  const name = text(wanted['name']);
  const size = Number(got['size']);
  const type = text(wanted['type']).split(';')[0];
  // One source states the length in base64, and line ends counted once.
  const isSize =
    wanted['size'] === undefined ||
    [size, Math.ceil(size / 3) * 4].includes(Number(wanted['size'])) ||
    /^(?:text|message|application\/pgp)/.test(type ?? '');
  return (
    (name === '' || collapse(name) === collapse(text(got['name']))) &&
    (type === '' || type === text(got['type'])) &&
    isSize
  );
}

async function readWithMailparser(raw: Buffer): Promise<Reading> {
  const mail = await simpleParser(raw, { skipTextToHtml: true });
  const addresses = (field: AddressObject | AddressObject[] | undefined): string[] =>
    [field ?? []].flat().flatMap((part) => part.value.map(({ address, name }) => address || name));
  const json = {
    subject: mail.subject ?? '',
    from: addresses(mail.from)[0] ?? '',
    fromName: mail.from?.value[0]?.name ?? '',
    to: addresses(mail.to),
    cc: addresses(mail.cc),
    replyTo: addresses(mail.replyTo),
    date: mail.date?.toISOString() ?? '',
    messageId: mail.messageId ?? '',
    inReplyTo: mail.inReplyTo ?? '',
    references: [mail.references ?? []].flat(),
    bodyText: mail.text ?? '',
    attachments: mail.attachments.map(({ filename, contentType, size }) => ({
      name: filename ?? '',
      type: contentType,
      size,
    })),
  };
  return { json, html: mail.html === false ? '' : (mail.html ?? ''), isAbuseReport: false };
}

function same(wanted: unknown, got: unknown): Judged {
  return { isRight: collapse(text(wanted)) === collapse(text(got)), got };
}

/** Another product's sanitised HTML is compared by its letters; a title shown above the text is its own habit. */
function sameText(wanted: unknown, html: string): Judged {
  const letters = (value: string): string => htmlToText(value).replace(/[^\p{L}\p{N}]+/gu, '');
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(html)?.[1] ?? '';
  const [theirs, ours] = [letters(text(wanted)), letters(html)];
  return { isRight: theirs === ours || theirs === letters(title) + ours, got: html };
}

function sameList(wanted: readonly unknown[], got: readonly unknown[]): Judged {
  const clean = (list: readonly unknown[]): string =>
    list
      .map((entry) => collapse(text(entry)).toLowerCase())
      .filter(Boolean)
      .join('\n');
  return { isRight: clean(wanted) === clean(got), got };
}

function containsCount(wanted: unknown, within: string, field: string): Judged {
  const [stated] = objectsOf([wanted]);
  return { field, isRight: within.split(text(stated?.['substring'])).length - 1 === stated?.['times'], got: within };
}

/** Equal but for white space; where the expectation itself is damaged, any letter will do. */
function resembles(wanted: string, got: string): boolean {
  const [theirs, ours] = [wanted, got].map((value) => [...value.replace(/\s+/g, '')]);
  return (
    theirs?.length === ours?.length &&
    (theirs ?? []).every((letter, index) => letter === '\ufffd' || letter === ours?.[index])
  );
}

function addressesOf(wanted: unknown): string[] {
  return listOf(wanted).flatMap((entry) => {
    if (typeof entry === 'string')
      return addressparser(entry, { flatten: true }).map(({ address, name }) => address || name);
    const [mailbox] = objectsOf([entry]);
    return text(mailbox?.['address']) || text(mailbox?.['name']);
  });
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function objectsOf(value: unknown): Json[] {
  return listOf(value).filter((entry): entry is Json => typeof entry === 'object' && entry !== null);
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function bare(id: unknown): string {
  return text(id).trim().replace(/^<|>$/g, '');
}

function withoutCharset(html: string): string {
  return html.replace(/charset\s*=\s*["']?[\w-]+/gi, 'charset');
}

function collapse(value: string): string {
  return value.replace(/[\s\u00a0]+/g, ' ').trim();
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'undefined').slice(0, 400);
}
