import type { QueryCtx } from './command.ts';
import type { Localized } from './localized.ts';

/** A file of a person's export, and what it is. */
export interface ExportFile {
  readonly path: string;
  readonly about: Localized;
  readonly content: { readonly json: unknown } | { readonly bytes: AsyncIterable<Uint8Array> };
}

/** What a slice holds of the person who acts in `ctx`; each slice gives its own, and the program puts them together. */
export type ExportPart = (ctx: QueryCtx) => AsyncIterable<ExportFile>;

/** Every page of a list that gives `next`, which is `after` of the next one. */
export async function* everyPage<Page extends { readonly next: string | null }>(
  read: (after: string | undefined) => Promise<Page>,
): AsyncGenerator<Page> {
  for (let after: string | undefined; ;) {
    const page = await read(after);
    yield page;
    if (page.next === null) return;
    after = page.next;
  }
}
