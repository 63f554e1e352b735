import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { testConfig } from '../../test/config.ts';
import { testDatabase } from '../../test/database.ts';
import { connectSmtp, openMailWorld, sendMail, untilFiled } from '../../test/mail-world.ts';
import { createDatabase, createPool } from '../platform/db.ts';
import { systemClock } from '../platform/clock.ts';
import { openChannels } from './channels.ts';

const database = await testDatabase();
after(() => database.drop());

const complaint = (i: number): string =>
  `From: k${i}@post.example\r\nSubject: Mail ${i}\r\nMessage-ID: <k${i}@post.example>\r\n\r\nText ${i}\r\n`;

test('a mail that was acknowledged is filed once, though the program was killed while it was filing', async () => {
  const door = spawn(process.execPath, [join(import.meta.dirname, '../../test/faults/mail-program.ts'), database.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(door.stdout, 'data');
  const port = Number(String(line));
  const acknowledged: number[] = [];
  let next = 0;
  const talk = async (): Promise<void> => {
    const session = await connectSmtp(port);
    for (;;) {
      const i = next++;
      await session.send(complaint(i));
      acknowledged.push(i);
      if (acknowledged.length === 60) door.kill('SIGKILL');
    }
  };
  await Promise.allSettled(Array.from({ length: 8 }, talk));
  assert.ok(acknowledged.length >= 60, 'mails were acknowledged before the kill');

  // Mail servers try again what they have no answer for: every mail comes a second time.
  const world = await openMailWorld(database.url, testConfig());
  const session = await connectSmtp(world.port);
  for (let i = 0; i < next; i += 1) await session.send(complaint(i));
  session.quit();
  await untilFiled(world.db);
  const { rows } = await sql<{ subject: string; cases: number }>`
    select mail_subject as subject, count(*)::int as cases from complaints.cases group by mail_subject`.execute(
    world.db,
  );
  await world.close();
  assert.deepEqual(
    rows.map((row) => [row.subject, row.cases]).toSorted(([a], [b]) => String(a).localeCompare(String(b))),
    Array.from({ length: next }, (_, i) => [`Mail ${i}`, 1]).toSorted(([a], [b]) => String(a).localeCompare(String(b))),
  );
});

test('without a database the sender is told to try again later', async () => {
  const pool = createPool({ url: database.url });
  const [email] = await openChannels({ config: testConfig(), db: createDatabase(pool), clock: systemClock });
  await pool.end();
  await assert.rejects(sendMail(Number(new URL(email?.address ?? '').port), complaint(1)), /451/);
  await email?.close();
});
