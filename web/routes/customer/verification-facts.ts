import type { Locale } from '../../../src/platform/localized.ts';
import type { VerificationDetails } from '../../../src/wallet/verification/contract.ts';
import type { Text } from '../../text.ts';

/** A country as the reader calls it. */
export function countryName(code: string, locale: Locale): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
}

const shown = ['name', 'birthDate', 'country', 'documentKind', 'documentNumber', 'address', 'funds'] as const;

/** What somebody says of himself, as far as he was asked. */
export function detailFacts(details: VerificationDetails, text: Text['verification'], locale: Locale) {
  return shown.flatMap((name) => {
    const value = details[name];
    return value === undefined
      ? []
      : [{ id: name, term: text.fields[name], value: inWords(name, value, text, locale) }];
  });
}

function inWords(name: (typeof shown)[number], value: string, text: Text['verification'], locale: Locale): string {
  if (name === 'country') return countryName(value, locale);
  const kinds: Readonly<Record<string, string>> = text.identityDocuments;
  return name === 'documentKind' ? (kinds[value] ?? value) : value;
}
