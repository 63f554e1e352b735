import type { Locale } from '../src/platform/localized.ts';
import { en } from './locales/en.ts';
import { zhCN } from './locales/zh-CN.ts';
import { useShell } from './shell-context.ts';

export type Text = typeof zhCN;

const texts: Readonly<Record<Locale, Text>> = { en, 'zh-CN': zhCN };

export function textOf(locale: Locale): Text {
  return texts[locale];
}

/** Every text of the pages in the reader's language. */
export function useText(): Text {
  return texts[useShell().locale];
}

/** The text for a key that came from outside, in an address or a form: one of the table's own, or none. */
export function textFor(table: Readonly<Record<string, string>>, key: string | null | undefined): string | undefined {
  return typeof key === 'string' && Object.hasOwn(table, key) ? table[key] : undefined;
}
