export const locales = ['en', 'zh-CN'] as const;
export type Locale = (typeof locales)[number];

/** One human text in every language that we ship. */
export type Localized = Readonly<Record<Locale, string>>;

/** The best of our locales for an `Accept-Language` header (RFC 9110 §12.5.4) or a stored preference. */
export function chooseLocale(acceptLanguage: string | undefined): Locale {
  const ranked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const quality = parameters.map((p) => /^\s*q=([\d.]+)$/.exec(p)?.[1]).find((q) => q !== undefined);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .sort((a, b) => b.quality - a.quality);
  for (const { tag, quality } of ranked) {
    if (quality <= 0) continue;
    if (tag.startsWith('zh')) return 'zh-CN';
    if (tag.startsWith('en')) return 'en';
  }
  return 'en';
}

/** The text in one language, its `{name}` places filled from `values`. */
export function localize(text: Localized, locale: Locale, values: Readonly<Record<string, string>> = {}): string {
  return text[locale].replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}
