import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { sql } from 'kysely';
import { assert } from '../src/platform/assert.ts';
import { testConfig } from '../test/config.ts';
import type { TestDatabase } from '../test/database.ts';
import { openMailWorld, untilFiled } from '../test/mail-world.ts';
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
    const sessions = await Promise.all(Array.from({ length: connections }, () => openSession(world.port)));
    await Promise.all(
      sessions.map(async (session, at) => {
        for (let i = at; i < mails.length; i += connections) {
          const sent = performance.now();
          await session.send(mails[i] ?? Buffer.alloc(0));
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

/** A mail as SMTP sends it; none of its lines begins with a dot. */
function asData(lines: readonly string[]): Buffer {
  return Buffer.from(`${lines.join('\r\n')}\r\n.\r\n`);
}

/** A bare client, so that the figure is the program's and not a mail library's. */
async function openSession(port: number): Promise<{ send: (data: Buffer) => Promise<void>; quit: () => void }> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  await expectReply(socket, '220');
  const say = async (line: string | Buffer, code: string): Promise<void> => {
    socket.write(line);
    await expectReply(socket, code);
  };
  await say('HELO bench\r\n', '250');
  return {
    send: async (data) => {
      await say('MAIL FROM:<bench@post.example>\r\n', '250');
      await say('RCPT TO:<complaints@okpay.example>\r\n', '250');
      await say('DATA\r\n', '354');
      await say(data, '250');
    },
    quit: () => socket.end('QUIT\r\n'),
  };
}

async function expectReply(socket: Socket, code: string): Promise<void> {
  // oxlint-disable-next-line typescript/no-unsafe-assignment -- events are untyped
  const [reply]: unknown[] = await once(socket, 'data');
  assert(String(reply).startsWith(code), `the door answers ${code}`);
}

function complaint(run: number, index: number): Buffer {
  const head = [
    `From: Customer ${index} <c${run}-${index}@post.example>`,
    'To: complaints@okpay.example',
    `Subject: Transfer ${index} is missing`,
    `Message-ID: <${run}.${index}@post.example>`,
  ];
  const text = `I sent 50 EUR on 1 June and it never arrived. 我的转账一直没有到账。 (${index})`;
  if (index % 10 >= pictureShare * 10) return asData([...head, 'Content-Type: text/plain; charset=utf-8', '', text]);
  const picture = Buffer.concat([
    Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
    randomBytes(pictureBytes - 16),
  ]);
  const lines = picture.toString('base64').match(/.{1,76}/g) ?? [];
  return asData([
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
  ]);
}
