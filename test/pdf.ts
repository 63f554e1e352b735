import { extractText, getDocumentProxy } from 'unpdf';

/** What a reader of a PDF can select and copy; how it is set out counts for nothing. */
export async function textOfPdf(pdf: Uint8Array): Promise<string> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  return text.replace(/\s+/g, ' ');
}

/** The fonts that a PDF names, and how many it carries with it (ISO 32000-1 §9.9): a reader needs none of his own where the two agree. */
export function fontsOfPdf(pdf: Uint8Array): { readonly names: readonly string[]; readonly embedded: number } {
  const source = Buffer.from(pdf).toString('latin1');
  const names = [...source.matchAll(/\/Type \/FontDescriptor\s+\/FontName \/(\S+)/g)].map(([, name = '']) => name);
  return { names, embedded: [...source.matchAll(/\/FontFile[23]? \d+ 0 R/g)].length };
}
