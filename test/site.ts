import { openApp } from '../src/app.ts';
import type { App } from '../src/app.ts';
import { testConfig } from './config.ts';
import { testDatabase } from './database.ts';
import { newestMailTo } from './mailbox.ts';
import type { Mail } from '../src/platform/outbox.ts';

export { codeIn, linkIn } from './mailbox.ts';

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
