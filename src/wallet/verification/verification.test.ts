import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { after, describe, test } from 'node:test';
import { callerOf, openTestWallets } from '../../../test/wallets.ts';
import type { PersonActor } from '../../../test/wallets.ts';
import { subscribe } from '../../platform/event.ts';
import { newId } from '../../platform/id.ts';
import { locales } from '../../platform/localized.ts';
import { Problem } from '../../platform/problem.ts';
import { verificationChanged } from '../events.ts';
import type { VerificationChanged } from '../events.ts';
import { refusalReasonCodes, refusalReasons } from './contract.ts';
import type { DocumentKind } from './contract.ts';
import { forgetDocuments } from './forget-documents.ts';
import { addVerificationDocument, documentsMax, openDocument, removeVerificationDocument } from './documents.ts';

let now = new Date('2026-11-25T10:00:00Z');
const { db, config, door, newCustomer, newStaff, close } = await openTestWallets({ SHARDS: '4' }, { now: () => now });
after(close);
const [first, second] = [newStaff('compliance'), newStaff('admin')];
const told: VerificationChanged[] = [];
subscribe(verificationChanged, async (_ctx, event) => void told.push(event));

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const photo = (): Buffer => Buffer.concat([png, randomBytes(40)]);
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : assert.fail(String(error))),
  );
}

async function pointersOf(call: Promise<unknown>): Promise<readonly string[]> {
  return call.then(
    () => [],
    (error: unknown) =>
      error instanceof Problem ? error.fields.map(({ pointer }) => pointer) : assert.fail(String(error)),
  );
}

function ctxOf(actor: PersonActor) {
  return { ...callerOf(actor), db, config, now };
}

async function open(person: PersonActor): Promise<string> {
  return (await door.call('wallet.open-verification', {}, callerOf(person))).id;
}

async function add(person: PersonActor, id: string, kind: DocumentKind, content: Buffer = photo()) {
  return addVerificationDocument(ctxOf(person), id, kind, { name: `${kind}.png`, content });
}

const details = {
  name: 'Ann Lee',
  birthDate: '1990-02-28',
  country: 'DE',
  documentKind: 'passport',
  documentNumber: 'C01X00T47',
} as const;

function submit(person: PersonActor, verification: string, given: object = details): Promise<unknown> {
  return door.call('wallet.submit-verification', { verification, ...given }, callerOf(person));
}

async function sent(person: PersonActor): Promise<string> {
  const id = await open(person);
  await add(person, id, 'identity');
  await submit(person, id);
  return id;
}

function recommend(verification: string, by = first, advice: 'approve' | 'refuse' = 'approve'): Promise<unknown> {
  return door.call(
    'wallet.recommend-verification',
    { verification, advice, because: 'all of it is clear' },
    callerOf(by),
  );
}

function decide(verification: string, by = second, given: object = { approve: true }): Promise<unknown> {
  return door.callUntyped('wallet.decide-verification', { verification, ...given }, callerOf(by));
}

async function levelOf(person: PersonActor): Promise<number> {
  return (await door.call('wallet.my-limits', {}, callerOf(person))).level;
}

describe('a verification', () => {
  test('is sent with its document, recommended by one person, approved by another, and raises the level', async () => {
    const person = await newCustomer('Ann Lee', 3, 0);
    const before = await door.call('wallet.my-verification', {}, callerOf(person));
    assert.deepEqual([before.level, before.nextLevel, before.missing], [0, 1, ['identity']]);
    const id = await sent(person);
    const { verifications } = await door.call('wallet.list-verifications', {}, callerOf(first));
    assert.deepEqual(
      verifications.filter((one) => one.id === id).map(({ level, state, forAnother }) => [level, state, forAnother]),
      [[1, 'submitted', false]],
    );
    await recommend(id);
    assert.equal(await levelOf(person), 0);
    await decide(id);
    assert.equal(await levelOf(person), 1);
    const { verification, nextLevel, missing } = await door.call('wallet.my-verification', {}, callerOf(person));
    assert.deepEqual([verification?.state, nextLevel, missing], ['approved', 2, ['address', 'funds']]);
    assert.deepEqual(
      told.filter(({ personId }) => personId === person.id).map(({ state }) => state),
      ['submitted', 'approved'],
    );
  });

  test('for level 2 needs address and funds, each with its document', async () => {
    const person = await newCustomer('Ann Lee', 1, 1);
    const id = await open(person);
    await add(person, id, 'address', pdf);
    const given = { address: 'Main Street 1, Harbour', funds: 'salary' };
    assert.deepEqual(await pointersOf(submit(person, id, given)), ['/funds']);
    await add(person, id, 'funds');
    assert.deepEqual(await pointersOf(submit(person, id, {})), ['/address', '/funds']);
    await submit(person, id, given);
    await recommend(id);
    await decide(id);
    assert.equal(await levelOf(person), 2);
    assert.equal(await codeOf(open(person)), 'wallet.verification-nothing-higher');
  });

  test('is decided by two different people, neither of whom it is', async () => {
    const person = await newCustomer('Ann Lee', 2, 0);
    const id = await sent(person);
    const own = { ...person, roles: ['customer', 'compliance'] } as const;
    assert.equal(await codeOf(decide(id)), 'wallet.verification-moved-on');
    assert.equal(await codeOf(recommend(id, own)), 'wallet.verification-own');
    const answers = await Promise.all([codeOf(recommend(id)), codeOf(recommend(id))]);
    assert.deepEqual(answers.toSorted(), ['done', 'wallet.verification-moved-on']);
    assert.equal(await codeOf(decide(id, first)), 'wallet.verification-second-person');
    assert.equal(await codeOf(decide(id, own)), 'wallet.verification-own');
    assert.equal(await codeOf(decide(id, newStaff('handler'))), 'platform.not-allowed');
    const decided = await Promise.all([codeOf(decide(id)), codeOf(decide(id, newStaff('compliance')))]);
    assert.deepEqual(decided.toSorted(), ['done', 'wallet.verification-moved-on']);
  });

  test('is refused with reasons that the customer reads, and sent again', async () => {
    const person = await newCustomer('Ann Lee', 0, 0);
    const id = await sent(person);
    await recommend(id, first, 'refuse');
    assert.equal(await codeOf(decide(id, second, { approve: false })), 'wallet.verification-reason-missing');
    const other = { approve: false, reasons: ['other'], remark: ' ' };
    assert.deepEqual(await pointersOf(decide(id, second, other)), ['/remark']);
    await decide(id, second, { approve: false, reasons: ['unreadable', 'unreadable'], remark: 'The lower edge.' });
    const { verification } = await door.call('wallet.my-verification', {}, callerOf(person));
    assert.deepEqual(
      [verification?.state, verification?.reasons, verification?.remark],
      ['refused', ['unreadable'], 'The lower edge.'],
    );
    assert.equal(await levelOf(person), 0);
    const again = await sent(person);
    assert.notEqual(again, id);
    assert.equal(await codeOf(open(person)), 'wallet.verification-under-way');
  });

  test('is tried five times in 30 days', async () => {
    const person = await newCustomer('Ann Lee', 0, 0);
    for (let times = 0; times < 5; times += 1) {
      const id = await sent(person);
      await recommend(id);
      await decide(id, second, { approve: false, reasons: ['expired'] });
    }
    assert.equal(await codeOf(open(person)), 'wallet.verification-too-often');
    now = new Date(now.getTime() + 31 * 86_400_000);
    assert.equal(await codeOf(open(person)), 'done');
    now = new Date('2026-11-25T10:00:00Z');
  });

  for (const [title, wrong, pointers] of [
    ['without anything', {}, ['/name', '/birthDate', '/country', '/documentKind', '/documentNumber']],
    ['of somebody of 17', { ...details, birthDate: '2008-11-26' }, ['/birthDate']],
    ['of a day that never was', { ...details, birthDate: '1990-02-30' }, ['/birthDate']],
    ['of somebody of 200', { ...details, birthDate: '1826-01-01' }, ['/birthDate']],
    ['of blanks', { ...details, name: '   ', documentNumber: '\t' }, ['/name', '/documentNumber']],
  ] as const)
    test(`${title} is refused at its fields`, async () => {
      const person = await newCustomer('Ann Lee', 0, 0);
      const id = await open(person);
      await add(person, id, 'identity');
      assert.deepEqual(await pointersOf(submit(person, id, wrong)), pointers);
      await submit(person, id, { ...details, birthDate: '2008-11-25' });
    });

  test('is another’s secret', async () => {
    const [person, other] = [await newCustomer('Ann Lee', 0, 0), await newCustomer('Bob Ray', 0, 0)];
    const id = await open(person);
    for (const call of [() => add(other, id, 'identity'), () => submit(other, id), () => submit(other, newId(0))])
      assert.equal(await codeOf(call()), 'wallet.verification-unknown');
    assert.equal(
      await codeOf(door.call('wallet.get-verification', { verification: id }, callerOf(newStaff('supervisor')))),
      'platform.not-allowed',
    );
  });
});

describe('a document', () => {
  test('is judged by its content, and there is room for six', async () => {
    const person = await newCustomer('Ann Lee', 0, 0);
    const id = await open(person);
    for (const [content, code] of [
      [Buffer.from('just a text'), 'wallet.document-kind-refused'],
      [Buffer.from('<html><script>alert(1)</script></html>'), 'wallet.document-kind-refused'],
      [Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(60)]), 'evidence.kind-refused'],
      [Buffer.alloc(0), 'evidence.empty'],
    ] as const)
      assert.equal(await codeOf(add(person, id, 'identity', content)), code);
    const files = [];
    for (let count = 0; count < documentsMax; count += 1) files.push(await add(person, id, 'identity'));
    assert.equal(await codeOf(add(person, id, 'identity')), 'wallet.document-too-many');
    await removeVerificationDocument(ctxOf(person), id, files[0]?.id ?? '');
    const { verification } = await door.call('wallet.my-verification', {}, callerOf(person));
    assert.equal(verification?.documents.length, documentsMax - 1);
  });

  test('is opened by compliance alone, and each opening is on record', async () => {
    const person = await newCustomer('Ann Lee', 2, 0);
    const id = await open(person);
    const content = photo();
    const file = await add(person, id, 'identity', content);
    await submit(person, id);
    for (const reader of [person, newStaff('handler'), newStaff('supervisor')])
      assert.equal(await codeOf(openDocument(ctxOf(reader), id, file.id)), 'evidence.unknown');
    assert.deepEqual(await buffer((await openDocument(ctxOf(first), id, file.id)).content), content);
    const { openings, documents } = await door.call('wallet.get-verification', { verification: id }, callerOf(second));
    assert.deepEqual(
      [openings.map(({ fileId, at }) => [fileId, at]), documents.map(({ kind }) => kind)],
      [[[file.id, now]], ['identity']],
    );
    assert.equal(await codeOf(openDocument(ctxOf(first), newId(2), file.id)), 'evidence.unknown');
    assert.equal(await codeOf(add(person, id, 'identity')), 'wallet.verification-under-way');
  });
});

test('papers that led to nothing are erased after 90 days, and the facts stay', async () => {
  const [refused, unsent] = [await newCustomer('Ann Lee', 0, 0), await newCustomer('Bob Ray', 1, 0)];
  const id = await sent(refused);
  await recommend(id);
  await decide(id, second, { approve: false, reasons: ['expired'] });
  await add(unsent, await open(unsent), 'identity');
  const approved = await newCustomer('Cid Orr', 2, 0);
  const kept = await sent(approved);
  await recommend(kept);
  await decide(kept);
  const later = { now: () => new Date(now.getTime() + 91 * 86_400_000) };
  const { run } = forgetDocuments({ db, config, clock: later });
  for (let times = 0; times < 2; times += 1) await run({});
  const mine = async (person: PersonActor) =>
    (await door.call('wallet.my-verification', {}, callerOf(person))).verification;
  assert.deepEqual(
    [await mine(refused), await mine(unsent), await mine(approved)].map((one) => [
      one?.state,
      one?.details.name,
      one?.documents.length,
    ]),
    [
      ['refused', undefined, 0],
      [undefined, undefined, undefined],
      ['approved', 'Ann Lee', 1],
    ],
  );
});

test('every reason of a refusal is said in every language, with what to do', () => {
  assert.deepEqual([...refusalReasonCodes].toSorted(), Object.keys(refusalReasons).toSorted());
  for (const sentence of Object.values(refusalReasons))
    for (const locale of locales) assert.match(sentence[locale], locale === 'en' ? /\.$/ : /。$/);
});
