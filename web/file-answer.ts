import type { OpenedFile } from './door.ts';

const pictures = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);

/** A stored file as an answer: pictures are drawn, everything else is offered to save, and nothing in it ever runs. */
export function fileAnswer({ file, content }: OpenedFile): Response {
  const place = pictures.has(file.type) ? 'inline' : 'attachment';
  return new Response(streamOf(content), {
    headers: {
      'content-type': file.shown ? file.type : 'application/octet-stream',
      'content-length': String(file.size),
      'content-disposition': `${place}; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'private, max-age=3600, immutable',
    },
  });
}

function streamOf(content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const parts = content[Symbol.asyncIterator]();
  return new ReadableStream({
    pull: async (controller) => {
      const next = await parts.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => {
      await parts.return?.();
    },
  });
}
