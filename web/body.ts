import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Busboy } from '@fastify/busboy';
import type { Problem } from '../src/platform/problem.ts';
import { platformProblem } from '../src/platform/problems.ts';
import { Fields } from './fields.ts';

/** Largest form without files, in bytes: a long complaint in Chinese takes nine bytes a character. */
const formBytesMax = 1024 * 1024;

/** What a form with files may carry beside them and at most, in bytes and in number; the vault has its own limits. */
const fieldBytesMax = 128 * 1024;
const fieldsMax = 20;
const filesMax = 40;

/** Reads a form without files; throws `platform.too-large` before it takes more memory than a form may. */
export async function readForm(request: Request): Promise<Fields> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bodyOf(request)) {
    size += chunk.length;
    if (size > formBytesMax) throw platformProblem('too-large');
    chunks.push(chunk);
  }
  try {
    return new Fields(
      await new Response(Buffer.concat(chunks), { headers: { 'content-type': contentType(request) } }).formData(),
    );
  } catch {
    throw platformProblem('malformed-request');
  }
}

/** A file on its way in; its bytes are read once. */
export interface Upload {
  readonly field: string;
  readonly name: string;
  readonly content: AsyncIterable<Uint8Array>;
}

export interface Uploaded<Stored> {
  readonly form: Fields;
  /** What `store` gave for each file that it took. */
  readonly stored: readonly Stored[];
  /** Why others were not; the next ones were still taken. */
  readonly refused: readonly Problem[];
}

/** Reads a form with files as a stream: each file goes to `store` while it arrives, none is held in memory. */
export async function readUploads<Stored>(
  request: Request,
  store: (upload: Upload) => Promise<Stored>,
): Promise<Uploaded<Stored>> {
  const form = new FormData();
  const open = new Set<Readable>();
  const storing: Promise<Kept<Stored>>[] = [];
  const parser = createParser(request);
  parser.on('field', (name, value) => form.append(name, value));
  parser.on('file', (field, stream, name) => {
    open.add(stream.once('close', () => open.delete(stream)));
    // A file input without a choice sends one file without a name.
    if (name === undefined || name === '') stream.resume();
    else storing.push(keep(store({ field, name, content: stream }), stream));
  });
  const cut = await pipeline(Readable.from(bodyOf(request)), parser).then(() => undefined, asError);
  if (cut !== undefined) for (const stream of open) stream.destroy(cut);
  const kept = await Promise.all(storing);
  if (cut !== undefined) throw request.signal.aborted ? cut : platformProblem('malformed-request');
  for (const { failure } of kept) if (failure !== undefined && !isProblem(failure)) throw failure;
  const stored = kept.flatMap((one) => one.stored ?? []);
  return { form: new Fields(form), stored, refused: kept.map(({ failure }) => failure).filter(isProblem) };
}

interface Kept<Stored> {
  readonly stored?: readonly Stored[];
  readonly failure?: Error;
}

/** The outcome of storing one file, as a value: the rest of the form is read either way. */
async function keep<Stored>(storing: Promise<Stored>, stream: Readable): Promise<Kept<Stored>> {
  try {
    return { stored: [await storing] };
  } catch (error) {
    stream.resume();
    return { failure: asError(error) };
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function createParser(request: Request): Busboy {
  try {
    return new Busboy({
      headers: { 'content-type': contentType(request) },
      limits: { fieldSize: fieldBytesMax, fields: fieldsMax, files: filesMax },
    });
  } catch {
    throw platformProblem('malformed-request');
  }
}

function contentType(request: Request): string {
  return request.headers.get('content-type') ?? '';
}

async function* bodyOf(request: Request): AsyncGenerator<Uint8Array> {
  const reader = request.body?.getReader();
  if (reader === undefined) return;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}

/** By shape: the pages are bundled, so the server's class is not theirs. */
export function isProblem(error: unknown): error is Problem {
  return error instanceof Error && error.name === 'Problem' && 'render' in error && 'text' in error;
}
