import { readdirSync, readFileSync } from 'node:fs';
import { Liquid } from 'liquidjs';
import type { Template } from 'liquidjs';
import { assert } from '../../platform/assert.ts';
import type { Locale, Localized } from '../../platform/localized.ts';

/** What each letter needs to be told; a template that names anything else fails loudly. */
interface LetterFacts {
  acknowledgement: {
    readonly greeting: string;
    readonly brand: string;
    readonly number: string;
    readonly received: string;
    readonly dates: readonly LetterDate[];
    readonly address: string;
    readonly complaint: ComplaintCopy | null;
  };
  receipt: { readonly greeting: string; readonly number: string; readonly received: string };
  'confirm-code': { readonly code: string; readonly until: string; readonly link: string };
  decision: {
    readonly greeting: string;
    readonly number: string;
    readonly outcome: string;
    readonly text: string;
    readonly redress: { readonly amount: string; readonly form: string; readonly reference: string } | null;
    readonly disagreeUntil: string;
    readonly doors: readonly string[];
  };
  'second-look': {
    readonly greeting: string;
    readonly number: string;
    readonly disagreed: boolean;
    readonly dates: readonly LetterDate[];
  };
  'clock-missed': {
    readonly greeting: string;
    readonly number: string;
    readonly due: string;
    readonly title: string;
    readonly door: string;
    readonly clause: string;
  };
  /** The end of a reply that announces a delay. */
  delay: { readonly until: string; readonly clauses: readonly string[]; readonly doors: readonly string[] };
  'dates-changed': {
    readonly greeting: string;
    readonly number: string;
    readonly lines: readonly {
      readonly title: string;
      readonly before: string | null;
      readonly after: string | null;
    }[];
  };
  'account-unlocked': { readonly greeting: string; readonly number: string };
  withdrawn: { readonly greeting: string; readonly number: string; readonly reason: string | null };
  footer: { readonly brand: string; readonly number: string; readonly link: string };
}

export type LetterName = keyof LetterFacts;

export interface LetterDate {
  readonly title: string;
  readonly on: string;
  readonly promise: boolean;
}

export interface ComplaintCopy {
  readonly issue: string;
  readonly text: string;
  readonly answers: readonly { readonly question: string; readonly text: string }[];
}

const liquid = new Liquid({ strictVariables: true, strictFilters: true });
const templates = loadTemplates();

/** A letter in one language: plain text without trailing blank lines. */
export function writeLetter<Name extends LetterName>(name: Name, locale: Locale, facts: LetterFacts[Name]): string {
  const template = templates.get(`${name}.${locale}`);
  assert(template !== undefined, `there is a letter ${name} in ${locale}`);
  return String(liquid.renderSync(template, facts))
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function loadTemplates(): ReadonlyMap<string, Template[]> {
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.liquid'));
  return new Map(
    files.map((file) => [file.slice(0, -'.liquid'.length), liquid.parse(readFileSync(new URL(file, folder), 'utf8'))]),
  );
}

const dayFormats: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }),
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' }),
};
const momentFormats: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
  'zh-CN': new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
};

/** A local date `2026-11-22` in words. */
export function writeDay(date: string, locale: Locale): string {
  return dayFormats[locale].format(new Date(`${date}T00:00:00Z`));
}

/** An instant in words, in UTC and saying so. */
export function writeMoment(at: Date, locale: Locale): string {
  return `${momentFormats[locale].format(at)} UTC`;
}

/** How a letter begins. */
export function greet(name: string | null, locale: Locale): string {
  return name === null ? greetings.nobody[locale] : greetings.named[locale].replace('{name}', () => name);
}

const greetings = {
  named: { en: 'Dear {name},', 'zh-CN': '{name}，您好：' },
  nobody: { en: 'Hello,', 'zh-CN': '您好：' },
} as const satisfies Readonly<Record<string, Localized>>;
