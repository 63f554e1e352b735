import { openApp } from '../src/app.ts';
import type { App } from '../src/app.ts';
import { testConfig } from './config.ts';
import { testDatabase } from './database.ts';
import type { Database } from '../src/platform/db.ts';
import type { Mail } from '../src/platform/outbox.ts';

/** The whole program on a fresh database and free ports, as `npm start` composes it. */
export interface TestSite {
  readonly app: App;
  readonly url: string;
  /** The newest mail to this address that `matches`; waits for it. */
  mailTo(address: string, matches?: (mail: Mail) => boolean): Promise<Mail>;
  close(): Promise<void>;
}

export async function openSite(settings: Readonly<Record<string, string>> = {}): Promise<TestSite> {
  const database = await testDatabase();
  const app = await openApp({ config: testConfig(settings), databaseUrl: database.url });
  const close = async (): Promise<void> => {
    await app.close();
    await database.drop();
  };
  return { app, url: app.url ?? '', mailTo: (address, matches) => newestMailTo(app.db, address, matches), close };
}

const waitSecondsMax = 20;

/** The newest mail to an address that `matches`, from the outbox; waits for it. */
async function newestMailTo(
  db: Database,
  address: string,
  matches: (mail: Mail) => boolean = () => true,
): Promise<Mail> {
  for (let waited = 0; waited < waitSecondsMax * 20; waited += 1) {
    const rows = await db
      .selectFrom('platform.outbox')
      .select('payload')
      .where('kind', '=', 'mail')
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .execute();
    const mail = rows
      // oxlint-disable-next-line typescript/consistent-type-assertions -- `putOutgoing` wrote these payloads as mails
      .map(({ payload }) => payload as unknown as Mail)
      .find((candidate) => candidate.to === address && matches(candidate));
    if (mail !== undefined) return mail;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no such mail to ${address} came within ${waitSecondsMax} seconds`);
}

/** The code of six to eight digits in a mail. */
export function codeIn(mail: Mail): string {
  const code = /(?<!\d)\d{6,8}(?!\d)/.exec(mail.text)?.[0];
  if (code === undefined) throw new Error(`no code in the mail "${mail.subject}"`);
  return code;
}

/** The first link to our own pages in a mail: path and query. */
export function linkIn(mail: Mail, path: RegExp): string {
  const link = [...mail.text.matchAll(/https?:\/\/\S+/g)]
    .map(([found]) => new URL(found))
    .find((url) => path.test(url.pathname));
  if (link === undefined) throw new Error(`no link to ${path.source} in the mail "${mail.subject}"`);
  return link.pathname + link.search;
}
