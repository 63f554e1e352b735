import { createTransport } from 'nodemailer';
import type { App } from '../src/app.ts';
import type { Config } from '../src/platform/config.ts';
import type { DemoFile } from './files.ts';

export interface DemoMail {
  readonly from: string;
  readonly subject: string;
  readonly text: string;
  readonly date?: Date;
  readonly attachment?: DemoFile;
}

const filingSecondsMax = 120;

/** Sends mails through the SMTP door, some at a time, and waits until each is filed. */
export async function sendMails(app: App, config: Config, mails: readonly DemoMail[]): Promise<void> {
  const connections = Math.min(4, mails.length);
  const transport = createTransport({
    host: '127.0.0.1',
    port: config.smtpInPort,
    pool: true,
    maxConnections: connections,
    tls: { rejectUnauthorized: false },
  });
  const waiting = [...mails];
  const sendNext = async (): Promise<void> => {
    for (let mail = waiting.shift(); mail !== undefined; mail = waiting.shift()) {
      const { from, subject, text, date, attachment } = mail;
      await transport.sendMail({
        from,
        to: `complaints@${config.mailDomain}`,
        subject,
        text,
        ...(date === undefined ? {} : { date }),
        ...(attachment === undefined
          ? {}
          : {
              attachments: [{ filename: attachment.name, contentType: attachment.type, content: attachment.content }],
            }),
      });
    }
  };
  await Promise.all(Array.from({ length: connections }, sendNext));
  transport.close();
  await untilFiled(app);
}

async function untilFiled(app: App): Promise<void> {
  for (let waited = 0; waited < filingSecondsMax * 20; waited += 1) {
    const open = await app.db
      .selectFrom('channels.contacts')
      .select('id')
      .where('filed_as', 'is', null)
      .executeTakeFirst();
    if (open === undefined) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`some mails were not filed within ${filingSecondsMax} seconds`);
}
