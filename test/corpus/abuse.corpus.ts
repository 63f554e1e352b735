import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import MailComposer from 'nodemailer/lib/mail-composer';
import { parseMail } from '../../src/channels/contract.ts';
import { complaintsOperations } from '../../src/complaints/complaints.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { createDoor } from '../../src/platform/door.ts';
import { createHttp } from '../../src/platform/http.ts';
import { createMetrics } from '../../src/platform/metrics.ts';
import { testConfig } from '../config.ts';
import { testDatabase } from '../database.ts';
import type { TestDatabase } from '../database.ts';
import { connectSmtp, openMailWorld, untilFiled } from '../mail-world.ts';
import { Tally } from './corpus.ts';
import type { Corpus, CorpusReport } from './corpus.ts';

const corpus: Corpus = { set: 'abuse', run };
export default corpus;

interface Naughty {
  readonly id: string;
  readonly category: string;
  readonly value: string;
}

interface JsonBody {
  readonly id: string;
  readonly expect: 'accept' | 'reject' | 'either';
  readonly bodyBase64: string;
}

/** Hostile strings travel by mail into a case and come out as they went in; hostile JSON is refused, never a crash. */
async function run(path: string): Promise<CorpusReport> {
  const tally = new Tally();
  const database = await testDatabase();
  try {
    await sendStrings(database, readLines(join(path, 'naughty-strings.jsonl')), tally);
    await postBodies(database, readLines(join(path, 'json-parsing.jsonl')), tally);
  } finally {
    await database.drop();
  }
  const failures =
    tally.misses.length === 0 ? [] : [`${tally.misses.length} hostile inputs were not taken as they should be`];
  return { rows: tally.rows, failures, misses: tally.misses, notes: [] };
}

function readLines<Line>(file: string): Line[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const parsed: Line = JSON.parse(line);
      return parsed;
    });
}

async function sendStrings(database: TestDatabase, strings: readonly Naughty[], tally: Tally): Promise<void> {
  const world = await openMailWorld(database.url, testConfig());
  const session = await connectSmtp(world.port);
  for (const [index, { id, value }] of strings.entries()) {
    const raw = await compose(value, `n${index}@post.example`);
    const mail = parseMail(raw);
    tally.count(
      'naughty strings',
      'mail subject',
      plain(mail.subject) === plain(value),
      () => `${id}: ${JSON.stringify([value, mail.subject])}`,
    );
    tally.count(
      'naughty strings',
      'mail body',
      plain(mail.bodyText) === plain(value),
      () => `${id}: ${JSON.stringify([value, mail.bodyText])}`,
    );
    await session.send(raw);
  }
  session.quit();
  await untilFiled(world.db);
  const { rows } = await sql<{ email: string; text: string }>`
    select c.email, m.text from complaints.cases c join complaints.messages m on m.shard = c.shard and m.case_id = c.id and m.kind = 'complaint'`.execute(
    world.db,
  );
  const texts = new Map(rows.map(({ email, text }) => [email, text]));
  for (const [index, { id, value }] of strings.entries()) {
    const text = texts.get(`n${index}@post.example`);
    tally.count(
      'naughty strings',
      'text of the case',
      plain(value) === '' || (text !== undefined && plain(text).includes(plain(value))),
      () => `${id}: ${JSON.stringify([value, text])}`,
    );
  }
  await world.close();
}

async function compose(value: string, from: string): Promise<Buffer> {
  const mail = new MailComposer({ from, to: 'complaints@okpay.example', subject: value, text: value });
  return mail.compile().build();
}

/** White space and control characters are a matter of transport. */
function plain(value: string): string {
  return value.replace(/[\s\p{Cc}\u200b\ufeff]+/gu, ' ').trim();
}

async function postBodies(database: TestDatabase, bodies: readonly JsonBody[], tally: Tally): Promise<void> {
  const { db } = database;
  const config = testConfig();
  const operations = [...complaintsOperations];
  const door = createDoor({ operations, db, clock: systemClock, config });
  const http = await createHttp({
    config,
    db,
    door,
    operations,
    metrics: createMetrics(db),
    actorOf: async () => ({ kind: 'guest' }),
  });
  for (const { id, expect, bodyBase64 } of bodies) {
    const payload = Buffer.from(bodyBase64, 'base64');
    const { statusCode, body } = await http.inject({
      method: 'POST',
      url: '/api/v1/cases',
      headers: { 'content-type': 'application/json' },
      payload,
    });
    // What is not JSON is refused as that; an object that is, for what it says; a JSON that is no object, either way.
    const isMalformed = body.includes('malformed-request');
    const isObject = payload.toString().trimStart().startsWith('{');
    const isTold = expect === 'reject' ? isMalformed : expect === 'either' || !isObject || !isMalformed;
    const isRight = statusCode >= 400 && statusCode < 500 && isTold;
    tally.count('JSON bodies', expect, isRight, () => `${id}: ${statusCode} ${body.slice(0, 200)}`);
  }
  await http.close();
}
