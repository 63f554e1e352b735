import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { testConfig } from '../config.ts';
import { testDatabase } from '../database.ts';
import { connectSmtp, openMailWorld, untilFiled } from '../mail-world.ts';
import type { Tally } from './corpus.ts';

const connections = 8;

/**
 * Sends every mail of the set through the real SMTP door into a fresh program: each must be stored as it came and end
 * as exactly one of case, reply, automatic, bounce and kept. Returns how many ended as what.
 */
export async function sendThroughDoor(path: string, tally: Tally): Promise<string> {
  const database = await testDatabase();
  const world = await openMailWorld(database.url, testConfig());
  try {
    const names = globSync('**/*.eml', { cwd: path }).toSorted();
    const sessions = await Promise.all(Array.from({ length: connections }, () => connectSmtp(world.port)));
    await Promise.all(
      sessions.map(async (session, at) => {
        for (let i = at; i < names.length; i += connections) {
          const name = names[i] ?? '';
          // The envelope's recipient carries the name, so that the contact can be found again.
          await session.send(readFileSync(join(path, name)), 'corpus@post.example', `m${i}@okpay.example`);
        }
        session.quit();
      }),
    );
    await untilFiled(world.db);
    const { rows } = await sql<{ recipient: string; filed_as: string; reason: string | null; raw: Buffer }>`
      select envelope->'to'->>0 as recipient, filed_as, reason, raw from channels.contacts`.execute(world.db);
    const byIndex = new Map(rows.map((row) => [Number(/\d+/.exec(row.recipient)?.[0]), row]));
    for (const [index, name] of names.entries()) {
      const raw = readFileSync(join(path, name));
      const found = byIndex.get(index) ?? rows.find((row) => endsAlike(raw, row.raw));
      const isStored = found !== undefined && endsAlike(raw, found.raw) && found.filed_as !== null;
      tally.count(name.split('/')[0] ?? '', 'filed', isStored, () => `${name}: ${found?.filed_as ?? 'not stored'}`);
    }
    const counts = Map.groupBy(rows, (row) => (row.filed_as === 'kept' ? `kept (${row.reason})` : row.filed_as));
    return [...counts]
      .map(([kind, list]) => `${list.length} ${kind}`)
      .toSorted()
      .join(', ');
  } finally {
    await world.close();
    await database.drop();
  }
}

/** The same mail but for line ends, which SMTP makes CRLF; of one that came twice the header may be the other's. */
function endsAlike(file: Buffer, stored: Buffer): boolean {
  const [sent, kept] = [file, stored].map((bytes) => bytes.toString('latin1'));
  const bare = (text: string): string => text.replace(/[\r\n]+/g, '');
  const body =
    sent
      ?.split(/\r?\n\r?\n/)
      .slice(1)
      .join('') ?? '';
  return bare(sent ?? '') === bare(kept ?? '') || (body.trim() !== '' && bare(kept ?? '').endsWith(bare(body)));
}
