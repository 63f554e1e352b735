import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { after, test } from 'node:test';
import { guest, holderOf, openTestCases } from '../../test/cases.ts';
import { callerOf } from '../../test/wallets.ts';
import type { Actor } from '../platform/actor.ts';
import { newId } from '../platform/id.ts';
import { Problem } from '../platform/problem.ts';
import { addDraftFile, auditCases, readCaseFile, uploadEvidence } from './complaints.ts';

const { db, config, door, clock, newCustomer, newStaff, close } = await openTestCases();
after(async () => {
  assert.deepEqual(await auditCases(db), []);
  await close();
});

const hannah = newStaff('handler');

function as(actor: Actor) {
  return { ...callerOf(actor), now: clock.now(), db, config };
}

function file(name: string) {
  return { name, content: Buffer.from(`The content of ${name}`) };
}

async function codeOf(call: () => Promise<unknown>): Promise<string> {
  const error = await call().then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof Problem, `not refused: ${String(error)}`);
  return error.code;
}

test('a file that its complainant adds is read by him, by the desk, and by nobody else', async () => {
  const alice = await newCustomer();
  const opened = await door.call('complaints.open-case', { text: 'Help' }, callerOf(alice));
  const { number } = opened;
  const stored = await uploadEvidence(as(alice), number, file('proof.txt'));
  await door.call('complaints.add-message', { number, text: 'Here is my proof', files: [stored.id] }, callerOf(alice));
  for (const reader of [alice, hannah, holderOf(opened)]) {
    const { content } = await readCaseFile(as(reader), number, stored.id);
    assert.equal(await text(content), 'The content of proof.txt');
  }
  for (const reader of [await newCustomer(), guest, holderOf({ caseId: newId(0) })]) {
    assert.equal(await codeOf(async () => readCaseFile(as(reader), number, stored.id)), 'complaints.unknown-case');
    assert.equal(
      await codeOf(async () => uploadEvidence(as(reader), number, file('x.txt'))),
      'complaints.unknown-case',
    );
  }
  const seen = await door.call('complaints.get-case', { number }, callerOf(hannah));
  assert.deepEqual(
    seen.files.map(({ name, seq }) => [name, seq]),
    [['proof.txt', 3]],
  );
});

test('a file of one case is no file of another, and is part of its own once', async () => {
  const alice = await newCustomer();
  const [one, two] = [
    await door.call('complaints.open-case', { text: 'One' }, callerOf(alice)),
    await door.call('complaints.open-case', { text: 'Two' }, callerOf(alice)),
  ];
  const { id } = await uploadEvidence(as(alice), one.number, file('a.txt'));
  await door.call('complaints.attach-evidence', { number: two.number, files: [id] }, callerOf(alice));
  assert.equal(await codeOf(async () => readCaseFile(as(alice), two.number, id)), 'complaints.unknown-case');
  for (const version of [3, 3]) {
    const attached = await door.call(
      'complaints.attach-evidence',
      { number: one.number, files: [id] },
      callerOf(alice),
    );
    assert.equal(attached.version, version);
  }
});

test('a case takes twenty files, those of its draft included', async () => {
  const draft = await door.call('complaints.save-draft', { answers: {} }, callerOf(guest));
  for (let count = 0; count < 19; count += 1)
    await addDraftFile({ db, config }, draft.code, file(`${count}.txt`), clock.now());
  const opened = await door.call('complaints.open-case', { text: 'Help', draft: draft.code }, callerOf(guest));
  const holder = holderOf(opened);
  const [last, surplus] = [
    await uploadEvidence(as(holder), opened.number, file('last.txt')),
    await uploadEvidence(as(holder), opened.number, file('surplus.txt')),
  ];
  const attach = async (id: string) =>
    door.call('complaints.attach-evidence', { number: opened.number, files: [id] }, callerOf(holder));
  await attach(last.id);
  assert.equal(await codeOf(async () => attach(surplus.id)), 'evidence.too-many');
  assert.equal(await codeOf(async () => uploadEvidence(as(holder), opened.number, file('x.txt'))), 'evidence.too-many');
});
