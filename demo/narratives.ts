import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type { App } from '../src/app.ts';
import type { Config } from '../src/platform/config.ts';
import { StartFailure } from '../src/platform/start-failure.ts';
import { sendMails } from './mailer.ts';

interface Narrative {
  readonly id: string;
  readonly subject: string;
  readonly text: string;
  readonly isWallet: boolean;
}

/** Sends the complaints of a file (gzipped JSON lines with `complaintId`, `narrative`, `product`) through the SMTP door, those about wallets and transfers first. */
export async function sendFromFile(app: App, config: Config, file: string, count: number): Promise<void> {
  if (!Number.isInteger(count) || count < 1)
    throw new StartFailure('--count takes a whole number of complaints, at least 1.');
  const narratives = (await readNarratives(file))
    .sort((a, b) => Number(b.isWallet) - Number(a.isWallet))
    .slice(0, count);
  const startedAt = performance.now();
  await sendMails(
    app,
    config,
    narratives.map(({ id, subject, text }) => ({ from: `complainant-${id}@post.example`, subject, text })),
  );
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `${narratives.length} complaints from ${file} came in by mail and were filed in ${seconds} s, ${narratives.filter(({ isWallet }) => isWallet).length} of them about wallets and transfers`,
  );
  const rows = await app.db
    .selectFrom('complaints.cases')
    .select(({ fn }) => ['issue', fn.countAll<bigint>().as('cases')])
    .where('email', 'like', 'complainant-%')
    .groupBy('issue')
    .orderBy('issue')
    .execute();
  console.log(rows.map(({ issue, cases }) => `${issue} ${cases}`).join('   '));
}

async function readNarratives(file: string): Promise<Narrative[]> {
  const input = createReadStream(file);
  const opened = new Promise<void>((resolve, reject) => {
    input.once('open', () => resolve());
    input.once('error', () => reject(new StartFailure(`The file ${file} cannot be read.`)));
  });
  await opened;
  const found: Narrative[] = [];
  for await (const line of createInterface({ input: file.endsWith('.gz') ? input.pipe(createGunzip()) : input })) {
    const row: unknown = JSON.parse(line);
    const narrative = readRow(row);
    if (narrative !== undefined) found.push(narrative);
  }
  return found;
}

function readRow(row: unknown): Narrative | undefined {
  if (typeof row !== 'object' || row === null || !('narrative' in row) || typeof row.narrative !== 'string')
    return undefined;
  const text = (name: string): string => {
    const value: unknown = Reflect.get(row, name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const product = text('product');
  return {
    id: text('complaintId'),
    subject: row.narrative.split(/\s+/).slice(0, 8).join(' '),
    text: row.narrative,
    isWallet: /money transfer|virtual currency|^prepaid/i.test(product),
  };
}
