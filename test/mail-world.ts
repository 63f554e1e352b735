import { sql } from 'kysely';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { channelsOperations, createMailSender, openChannels } from '../src/channels/channels.ts';
import type { OpenChannel } from '../src/channels/channels.ts';
import { complaintsOperations } from '../src/complaints/complaints.ts';
import { systemClock } from '../src/platform/clock.ts';
import type { Config } from '../src/platform/config.ts';
import { createDatabase, createPool } from '../src/platform/db.ts';
import type { Database } from '../src/platform/db.ts';
import { createDoor } from '../src/platform/door.ts';
import { deliver, deliverTask } from '../src/platform/outbox.ts';
import { startWorker } from '../src/platform/worker.ts';

/** The mail side of the program on one database: SMTP door, worker, and outgoing mail. */
export interface MailWorld {
  readonly db: Database;
  /** The port of the SMTP door. */
  readonly port: number;
  close(): Promise<void>;
}

const jobsAtOnce = 8;

export async function openMailWorld(databaseUrl: string, config: Config): Promise<MailWorld> {
  const pool = createPool({ url: databaseUrl, max: 20 });
  const plainPool = createPool({ url: databaseUrl, max: jobsAtOnce + 2, plainTypes: true });
  const db = createDatabase(pool);
  const clock = systemClock;
  const operations = [...complaintsOperations, ...channelsOperations];
  const door = createDoor({ operations, db, clock, config });
  const sender = createMailSender(config);
  const delivery = {
    name: deliverTask,
    run: async (payload: unknown) => {
      if (typeof payload === 'object' && payload !== null && 'id' in payload)
        await deliver(db, { mail: sender.send }, String(payload.id), clock.now());
    },
  };
  const worker = await startWorker({
    pool: plainPool,
    door,
    operations,
    tasks: [delivery],
    concurrency: jobsAtOnce,
  });
  const channels = await openChannels({ config, db, clock });
  return {
    db,
    port: portOf(channels),
    close: async () => {
      await Promise.all(channels.map((channel) => channel.close()));
      await worker.stop();
      sender.close();
      await Promise.all([pool.end(), plainPool.end()]);
    },
  };
}

function portOf(channels: readonly OpenChannel[]): number {
  return Number(new URL(channels[0]?.address ?? '').port);
}

/** One SMTP session that sends raw mails one after another; each is in the program's hands when `send` returns. */
export async function connectSmtp(
  port: number,
): Promise<{ send: (raw: Buffer | string, from?: string, to?: string) => Promise<void>; quit: () => void }> {
  const connection = new SMTPConnection({ host: '127.0.0.1', port, ignoreTLS: true });
  await new Promise<void>((resolve, reject) => {
    connection.once('error', reject);
    connection.connect(() => resolve());
  });
  return {
    send: (raw, from = 'sender@post.example', to = 'complaints@okpay.example') =>
      new Promise((resolve, reject) => {
        connection.send({ from, to: [to] }, raw, (error) => (error ? reject(error) : resolve()));
      }),
    quit: () => connection.quit(),
  };
}

/** Sends one raw mail. */
export async function sendMail(port: number, raw: Buffer | string, from?: string, to?: string): Promise<void> {
  const session = await connectSmtp(port);
  try {
    await session.send(raw, from, to);
  } finally {
    session.quit();
  }
}

/** Waits until every contact is filed. */
export async function untilFiled(db: Database): Promise<void> {
  for (;;) {
    const { rows } = await sql<{
      waiting: number;
    }>`select count(*)::int as waiting from channels.contacts where filed_as is null`.execute(db);
    if (rows[0]?.waiting === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
