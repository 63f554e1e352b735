import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../src/platform/problem.ts';
import { platformProblem } from '../src/platform/problems.ts';
import { readForm, readUploads } from './body.ts';
import type { Upload } from './body.ts';

function post(body: BodyInit, contentType?: string): Request {
  return new Request('http://site.example/', {
    method: 'POST',
    body,
    ...(contentType === undefined ? {} : { headers: { 'content-type': contentType } }),
  });
}

async function keep({ name, content }: Upload): Promise<string> {
  let size = 0;
  for await (const bytes of content) size += bytes.length;
  return `${name} ${size}`;
}

test('a form is read: text trimmed, what is absent empty, lines ended by one sign', async () => {
  const form = await readForm(post(new URLSearchParams({ text: '  one\r\ntwo ', none: ' ' })));
  assert.equal(form.text('text'), 'one\ntwo');
  assert.equal(form.optional('none'), undefined);
  assert.equal(form.text('absent'), '');
});

test('a form larger than forms are, or that is none, is refused before it costs memory', async () => {
  await assert.rejects(readForm(post(`text=${'x'.repeat(1024 * 1024)}`, 'application/x-www-form-urlencoded')), {
    code: 'platform.too-large',
  });
  await assert.rejects(readForm(post('{}', 'application/json')), { code: 'platform.malformed-request' });
});

test('files are stored while they arrive, and one that is refused does not stop the next', async () => {
  const body = new FormData();
  body.append('intent', 'say');
  body.append('files', new File(['x'.repeat(200_000)], 'large.txt'));
  body.append('files', new File(['small'], '小.txt'));
  body.append('files', new File([], ''));
  const store = async (upload: Upload): Promise<string> => {
    if (upload.name === 'large.txt') throw platformProblem('too-large');
    return keep(upload);
  };
  const { form, stored, refused } = await readUploads(post(body), store);
  assert.equal(form.text('intent'), 'say');
  assert.deepEqual(stored, ['小.txt 5']);
  assert.deepEqual(
    refused.map((problem) => (problem instanceof Problem ? problem.code : problem)),
    ['platform.too-large'],
  );
});

test('a form without files is read by the same page', async () => {
  const { form, stored } = await readUploads(post(new URLSearchParams({ intent: 'verify', code: '123456' })), keep);
  assert.deepEqual([form.intent, form.text('code'), stored], ['verify', '123456', []]);
});

test('a broken upload is the sender’s mistake, a broken store is ours', async () => {
  await assert.rejects(readUploads(post('--x\r\nno end', 'multipart/form-data; boundary=x'), keep), {
    code: 'platform.malformed-request',
  });
  const part = '--x\r\ncontent-disposition: form-data; name="files"; filename="a.txt"\r\n\r\nhalf a file';
  await assert.rejects(readUploads(post(part, 'multipart/form-data; boundary=x'), keep), {
    code: 'platform.malformed-request',
  });
  const body = new FormData();
  body.append('files', new File(['x'], 'a.txt'));
  await assert.rejects(
    readUploads(post(body), () => Promise.reject(new Error('the disk is full'))),
    /disk is full/,
  );
});
