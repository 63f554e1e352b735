import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ZipFile } from 'yazl';
import type { QueryCtx } from '../../platform/command.ts';
import type { ExportFile, ExportPart } from '../../platform/export.ts';
import { toJson } from '../../platform/json.ts';
import type { Maker } from '../statements/make-document.ts';
import { writeReadme } from './readme.ts';

/** Makes the archive of everything that the parts hold of a person. */
export function exportMaker(parts: readonly ExportPart[]): Maker {
  return async ({ db, config }, { row, holder, now, onProgress }) => {
    const ctx: QueryCtx = {
      db,
      config,
      now,
      actor: { kind: 'person', ...holder },
      locale: row.locale,
      requestId: row.id,
    };
    return {
      name: `${config.brand}-export-${now.toISOString().slice(0, 10)}.zip`,
      content: zipped(ctx, parts, onProgress),
    };
  };
}

/** The bytes of the archive while it is filled, so that it is never in memory. */
async function* zipped(
  ctx: QueryCtx,
  parts: readonly ExportPart[],
  onProgress: (done: number) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  const { ZipFile: Library } = await import('yazl');
  const zip = new Library();
  const output = Readable.from(zip.outputStream);
  const stop = new AbortController();
  const filled = fill(zip, ctx, parts, onProgress, stop.signal).catch((error: unknown) => {
    output.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const chunk of output) if (chunk instanceof Uint8Array) yield chunk;
  } finally {
    stop.abort();
    await filled;
  }
}

async function fill(
  zip: ZipFile,
  ctx: QueryCtx,
  parts: readonly ExportPart[],
  onProgress: (done: number) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const files: Pick<ExportFile, 'path' | 'about'>[] = [];
  for (const part of parts) {
    for await (const { path, about, content } of part(ctx)) {
      const bytes = Readable.from('json' in content ? [Buffer.from(`${toPlainJson(content.json)}\n`)] : content.bytes);
      zip.addReadStream(bytes, path, { mtime: ctx.now });
      // One after the other: the next is read when this one is in the archive.
      await finished(bytes, { signal, writable: false });
      files.push({ path, about });
      await onProgress(files.length);
    }
  }
  for (const locale of ['en', 'zh-CN'] as const)
    zip.addBuffer(Buffer.from(writeReadme(files, ctx, locale)), locale === 'en' ? 'README.txt' : '说明.txt', {
      mtime: ctx.now,
    });
  zip.end();
}

/** Indented, for people; amounts as strings, as on the wire. */
function toPlainJson(value: unknown): string {
  return JSON.stringify(JSON.parse(toJson(value)), null, 2);
}
