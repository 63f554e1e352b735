/** Characters of an IBAN by country (the registry of ISO 13616, release 99). */
const lengths: Readonly<Record<string, number>> = Object.fromEntries(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18
  FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20
  LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24
  SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`
    .trim()
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** An account number in its one form: upper case, without spaces. */
export function normalizeAccountNumber(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
}

export type IbanFault = 'form' | 'country' | 'length' | 'check-digits';

/** What is wrong with a normalized IBAN (ISO 13616; check digits ISO 7064 MOD 97-10), in the order of looking; undefined: nothing. */
export function ibanFault(iban: string): IbanFault | undefined {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return 'form';
  const length = lengths[iban.slice(0, 2)];
  if (length === undefined) return 'country';
  if (iban.length !== length) return 'length';
  return hasFittingCheckDigits(iban) ? undefined : 'check-digits';
}

/** How many characters an IBAN of this country has; undefined where the country has no IBAN. */
export function ibanLength(country: string): number | undefined {
  return lengths[country];
}

function hasFittingCheckDigits(iban: string): boolean {
  const digits = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}

/** Whether a number of our own may be right: what begins as an IBAN must be one, and other numbers pass. */
export function isPlausibleAccountNumber(number: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(number)) return /^[A-Z0-9]{3,34}$/.test(number);
  return hasFittingCheckDigits(number);
}
