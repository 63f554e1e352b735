import { openApp } from '../src/app.ts';
import type { App } from '../src/app.ts';
import type { Mail } from '../src/platform/outbox.ts';
import { testConfig } from './config.ts';
import { testDatabase } from './database.ts';

/** The whole program on a fresh database and free ports, as `npm start` composes it. */
export interface TestSite {
  readonly app: App;
  readonly url: string;
  /** Waits for a mail to this address (kept in the outbox) that `matches`; the newest. */
  mailTo(address: string, matches?: (mail: Mail) => boolean): Promise<Mail>;
  close(): Promise<void>;
}

const mailSecondsMax = 20;

export async function openSite(settings: Readonly<Record<string, string>> = {}): Promise<TestSite> {
  const database = await testDatabase();
  const app = await openApp({ config: testConfig(settings), databaseUrl: database.url });
  const close = async (): Promise<void> => {
    await app.close();
    await database.drop();
  };
  const newestMail = async (address: string, matches: (mail: Mail) => boolean): Promise<Mail | undefined> => {
    const rows = await app.db.selectFrom('platform.outbox').select('payload').where('kind', '=', 'mail').orderBy('created_at', 'desc').execute();
    // `putOutgoing` wrote these payloads as mails.
    return rows.map(({ payload }) => payload as unknown as Mail).find((mail) => mail.to === address && matches(mail));
  };
  return {
    app,
    url: app.url ?? '',
    mailTo: async (address, matches = () => true) => {
      for (let waited = 0; waited < mailSecondsMax * 10; waited += 1) {
        const mail = await newestMail(address, matches);
        if (mail !== undefined) return mail;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error(`no such mail to ${address} came within ${mailSecondsMax} seconds`);
    },
    close,
  };
}

/** The code of six to eight digits in a mail. */
export function codeIn(mail: Mail): string {
  const code = /(?<!\d)\d{6,8}(?!\d)/.exec(mail.text)?.[0];
  if (code === undefined) throw new Error(`no code in the mail "${mail.subject}"`);
  return code;
}

/** The first link to our own pages in a mail. */
export function linkIn(mail: Mail, path: RegExp): string {
  const link = [...mail.text.matchAll(/https?:\/\/\S+/g)].map(([found]) => new URL(found)).find((url) => path.test(url.pathname));
  if (link === undefined) throw new Error(`no link to ${path.source} in the mail "${mail.subject}"`);
  return link.pathname + link.search;
}
