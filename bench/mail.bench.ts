import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { assert } from '../src/platform/assert.ts';
import { testConfig } from '../test/config.ts';
import type { TestDatabase } from '../test/database.ts';
import { connectSmtp, openMailWorld, untilFiled } from '../test/mail-world.ts';
import { median, percentile, printFigure } from './figure.ts';

const mailsPerRun = 1000;
const runs = 3;
const connections = 8;
const pictureShare = 0.3;
const pictureBytes = 100_000;

/** From SMTP to the case, three mails in ten carrying a picture; the median of three runs, and nothing lost. */
export default async function mailBench(database: TestDatabase): Promise<void> {
  const world = await openMailWorld(database.url, testConfig());
  const filed: number[] = [];
  const waits: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const mails = Array.from({ length: mailsPerRun }, (_, i) => complaint(run, i));
    const start = performance.now();
    const sessions = await Promise.all(Array.from({ length: connections }, () => connectSmtp(world.port)));
    await Promise.all(
      sessions.map(async (session, at) => {
        for (let i = at; i < mails.length; i += connections) {
          const sent = performance.now();
          await session.send(mails[i] ?? '');
          waits.push(performance.now() - sent);
        }
        session.quit();
      }),
    );
    await untilFiled(world.db);
    filed.push((mailsPerRun * 1000) / (performance.now() - start));
  }
  const { rows } = await sql<{ cases: number; files: number }>`
    select (select count(*)::int from complaints.cases) as cases, (select count(*)::int from complaints.case_files) as files`.execute(
    world.db,
  );
  assert(rows[0]?.cases === runs * mailsPerRun, 'every mail is a case');
  assert(rows[0]?.files === runs * mailsPerRun * pictureShare, 'every picture is in its case');
  await world.close();
  printFigure('mail: SMTP to case', median(filed), 'mails/s', runs * mailsPerRun);
  printFigure('mail: time to the 250 answer, p99', percentile(waits, 0.99), 'ms', waits.length);
}

function complaint(run: number, index: number): string {
  const head = [
    `From: Customer ${index} <c${run}-${index}@post.example>`,
    'To: complaints@okpay.example',
    `Subject: Transfer ${index} is missing`,
    `Message-ID: <${run}.${index}@post.example>`,
  ];
  const text = `I sent 50 EUR on 1 June and it never arrived. 我的转账一直没有到账。 (${index})`;
  if (index % 10 >= pictureShare * 10)
    return [...head, 'Content-Type: text/plain; charset=utf-8', '', text, ''].join('\r\n');
  const picture = Buffer.concat([
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    randomBytes(pictureBytes - 16),
  ]);
  const lines = picture.toString('base64').match(/.{1,76}/g) ?? [];
  return [
    ...head,
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '--b',
    'Content-Type: image/png; name=screen.png',
    'Content-Transfer-Encoding: base64',
    '',
    ...lines,
    '--b--',
    '',
  ].join('\r\n');
}
