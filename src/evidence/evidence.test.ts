import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { testConfig } from '../../test/config.ts';
import { testDatabase } from '../../test/database.ts';
import { newId } from '../platform/id.ts';
import { Problem } from '../platform/problem.ts';
import { decrypt, encrypt } from './cipher.ts';
import {
  eraseEvidence,
  fileBytesMax,
  filesMax,
  listEvidence,
  readEvidence,
  removeEvidence,
  storeEvidence,
} from './evidence.ts';
import { cleanName, KindDetector } from './file-kind.ts';
import { pathOf } from './vault.ts';

const { db, drop } = await testDatabase();
after(drop);
const config = testConfig();
const vault = { db, config };
const now = new Date('2026-11-22T10:00:00Z');

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const zip = Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(60)]);

async function codeOf(call: Promise<unknown>): Promise<string> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Problem, String(error));
  return error.code;
}

async function* inPieces(content: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}

async function filesOnDisk(): Promise<string[]> {
  const found = await readdir(join(config.dataDir, 'vault'), { recursive: true, withFileTypes: true });
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

test('the vault gives back exactly what was stored, and keeps nothing readable on disk', async () => {
  const holder = newId(0);
  const content = Buffer.concat([Buffer.from('A statement of my bank.\n'), Buffer.from('line\n'.repeat(50_000))]);
  const file = await storeEvidence(vault, { holder, name: 'statement.txt', content: inPieces(content, 10_007) }, now);
  assert.deepEqual([file.size, file.type, file.shown], [content.length, 'text/plain; charset=utf-8', true]);
  const { content: read } = await readEvidence(vault, file);
  assert.ok((await buffer(read)).equals(content));
  const sealed = await readFile(pathOf(config.dataDir, file));
  assert.ok(!sealed.includes('statement of my bank') && !sealed.includes('line\nline'));
  assert.deepEqual(await listEvidence(db, holder), [file]);
});

test('the vault refuses what is too large, empty, of another kind, or one too many, and then keeps nothing', async () => {
  const holder = newId(0);
  const store = async (name: string, content: Buffer | AsyncIterable<Buffer>) =>
    storeEvidence(vault, { holder, name, content }, now);
  const before = await filesOnDisk();
  assert.equal(
    await codeOf(store('big.txt', inPieces(Buffer.alloc(fileBytesMax + 1, 'a'), 1 << 20))),
    'evidence.too-large',
  );
  assert.equal(await codeOf(store('nothing.png', Buffer.alloc(0))), 'evidence.empty');
  assert.equal(await codeOf(store('picture.png', zip)), 'evidence.kind-refused');
  assert.deepEqual(await filesOnDisk(), before);
  for (let count = 0; count < filesMax; count += 1) await store(`${count}.txt`, Buffer.from(`file ${count}`));
  assert.equal(await codeOf(store('last.txt', Buffer.from('last'))), 'evidence.too-many');
  assert.equal((await listEvidence(db, holder)).length, filesMax);
});

test('the vault keeps what must not be lost, unshown', async () => {
  const holder = newId(0);
  const file = await storeEvidence(vault, { holder, name: 'macro.docm', content: zip, keepAll: true }, now);
  assert.deepEqual([file.shown, file.type], [false, 'application/zip']);
  const empty = await storeEvidence(vault, { holder, name: 'empty.txt', content: Buffer.alloc(0), keepAll: true }, now);
  assert.deepEqual([empty.shown, empty.size], [false, 0]);
  assert.equal((await buffer((await readEvidence(vault, empty)).content)).length, 0);
});

test('the vault finds a changed, shortened or lengthened file out, before any changed byte is given', async () => {
  const holder = newId(0);
  const content = Buffer.alloc(200_000, 'abcdefg ');
  for (const damage of [
    (sealed: Buffer) => sealed.fill(sealed.readUInt8(70_000) ^ 1, 70_000, 70_001),
    (sealed: Buffer) => sealed.subarray(0, -1),
    (sealed: Buffer) => sealed.subarray(0, 17 + 2 * (65_536 + 16)),
    (sealed: Buffer) => Buffer.concat([sealed, Buffer.from('x')]),
  ]) {
    const file = await storeEvidence(vault, { holder, name: 'a.txt', content }, now);
    const path = pathOf(config.dataDir, file);
    await writeFile(path, damage(await readFile(path)));
    await assert.rejects(async () => buffer((await readEvidence(vault, file)).content));
  }
});

test('the vault opens a file only under its own holder', async () => {
  const file = await storeEvidence(vault, { holder: newId(0), name: 'a.txt', content: Buffer.from('mine') }, now);
  assert.equal(await codeOf(readEvidence(vault, { holder: newId(0), id: file.id })), 'evidence.unknown');
});

test('the vault holds the same content of one holder once, and removes it with its last name', async () => {
  const holder = newId(0);
  const [one, two] = [
    await storeEvidence(vault, { holder, name: 'one.png', content: png }, now),
    await storeEvidence(vault, { holder, name: 'two.png', content: png }, now),
  ];
  assert.equal(pathOf(config.dataDir, one), pathOf(config.dataDir, two));
  await removeEvidence(vault, one);
  assert.ok((await buffer((await readEvidence(vault, two)).content)).equals(png));
  await removeEvidence(vault, two);
  assert.equal(existsSync(pathOf(config.dataDir, two)), false);
});

test('the vault erases a holder’s key, rows and files', async () => {
  const holder = newId(0);
  const file = await storeEvidence(vault, { holder, name: 'a.png', content: png }, now);
  await eraseEvidence(vault, holder);
  assert.equal(existsSync(pathOf(config.dataDir, file)), false);
  assert.deepEqual(await listEvidence(db, holder), []);
  assert.equal(await codeOf(readEvidence(vault, file)), 'evidence.unknown');
});

test('the vault takes many files of one new holder at once under one key', async () => {
  const holder = newId(0);
  const files = await Promise.all(
    Array.from({ length: 8 }, async (_, index) =>
      storeEvidence(vault, { holder, name: `${index}.txt`, content: Buffer.from(`text ${index}`) }, now),
    ),
  );
  for (const [index, file] of files.entries())
    assert.equal((await buffer((await readEvidence(vault, file)).content)).toString(), `text ${index}`);
});

test('the cipher opens what it sealed, whatever the length and the pieces', async () => {
  const lengths = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constantFrom(65_535, 65_536, 65_537, 131_072, 131_073));
  await fc.assert(
    fc.asyncProperty(
      lengths,
      fc.integer({ min: 1, max: 100_000 }),
      fc.integer({ min: 1, max: 100_000 }),
      async (length, pieceIn, pieceOut) => {
        const key = randomBytes(32);
        const plain = randomBytes(length);
        const sealed = await buffer(encrypt(key, inPieces(plain, pieceIn)));
        assert.ok((await buffer(decrypt(key, inPieces(sealed, pieceOut)))).equals(plain));
        await assert.rejects(async () => buffer(decrypt(randomBytes(32), inPieces(sealed, pieceOut))));
      },
    ),
    { numRuns: 60 },
  );
});

async function kindOf(content: Buffer, piece = 7): Promise<string> {
  const detector = new KindDetector();
  for await (const bytes of inPieces(content, piece)) detector.push(bytes);
  const { type, shown } = await detector.finish();
  return shown ? type : `${type}, unshown`;
}

test('the kind of a file is judged by its content', async () => {
  const chinese = '充值没有到账，请帮我查一下。';
  const gb18030 = Buffer.from('b3e4d6b5c3bbd3d0b5bdd5cba3acc7ebb0efced2b2e9d2bbcfc2a1a3', 'hex');
  assert.equal(await kindOf(png), 'image/png');
  assert.equal(await kindOf(pdf), 'application/pdf');
  assert.equal(await kindOf(Buffer.from(chinese)), 'text/plain; charset=utf-8');
  assert.equal(await kindOf(gb18030), 'text/plain; charset=gb18030');
  assert.equal(new TextDecoder('gb18030').decode(gb18030), chinese);
  assert.equal(await kindOf(Buffer.from(`\ufeff${chinese}`, 'utf16le')), 'text/plain; charset=utf-16le');
  assert.equal(await kindOf(zip), 'application/zip, unshown');
  assert.equal(await kindOf(Buffer.from('a\u0000b')), 'application/octet-stream, unshown');
  assert.equal(
    await kindOf(Buffer.from('<script>alert(1)</script>')),
    'text/plain; charset=utf-8',
    'a page is shown as the text that it is',
  );
  assert.match(await kindOf(Buffer.from('MZ\u0090\u0000\u0003')), /unshown$/);
});

test('the kind of a file has a name that is safe to show', () => {
  assert.equal(cleanName('../../etc/passwd'), 'passwd');
  assert.equal(cleanName('C:\\Users\\me\\scan.pdf'), 'scan.pdf');
  assert.equal(cleanName('invoice\u202egpj.exe'), 'invoicegpj.exe');
  assert.equal(cleanName('a\r\nb.txt'), 'ab.txt');
  assert.equal(cleanName('银行回单.png'), '银行回单.png');
  assert.equal(cleanName(' \u0000 '), 'file');
  assert.equal([...cleanName('x'.repeat(5000))].length, 200);
});
