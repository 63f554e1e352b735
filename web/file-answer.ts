import { Readable } from 'node:stream';
import type { OpenedFile } from './door.ts';

const pictures = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);

/** A stored file as an answer: pictures are drawn, everything else is offered to save, and nothing in it ever runs. */
export function fileAnswer({ file, content }: OpenedFile): Response {
  const place = pictures.has(file.type) ? 'inline' : 'attachment';
  // The browser's type of a stream and Node's are the same object here.
  return new Response(Readable.toWeb(Readable.from(content)) as unknown as ReadableStream, {
    headers: {
      'content-type': file.shown ? file.type : 'application/octet-stream',
      'content-length': String(file.size),
      'content-disposition': `${place}; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=3600, immutable',
    },
  });
}
