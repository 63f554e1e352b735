import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { openApp } from '../src/app.ts';
import type { App } from '../src/app.ts';
import { createLedger, systemAccountId } from '../src/ledger/ledger.ts';
import { assert } from '../src/platform/assert.ts';
import { systemClock } from '../src/platform/clock.ts';
import { systemCaller } from '../src/platform/door.ts';
import { newId } from '../src/platform/id.ts';
import { walletAccountId } from '../src/wallet/wallet.ts';
import { testConfig } from '../test/config.ts';
import type { TestDatabase } from '../test/database.ts';
import { printFigure } from './figure.ts';

const movements = 100_000;
const perCall = 1000;
const counterparties = 50;
const shard = 0;

/** A statement of 100,000 movements as PDF and as CSV, each made by a process of its own, from the books into the vault. */
export default async function statementsBench({ url }: TestDatabase): Promise<void> {
  const config = testConfig({ SHARDS: '1' });
  const env = { ...process.env, DATA_DIR: config.dataDir };
  const app = await openApp({ config, databaseUrl: url, parts: [] });
  const [owner = '', ...others] = await Promise.all(
    Array.from({ length: counterparties + 1 }, (_, number) => register(app, number)),
  );
  await app.close();
  await fill(url, owner, others);
  for (const format of ['pdf', 'csv']) {
    const program = join(import.meta.dirname, 'statement-program.ts');
    const options = ['--max-semi-space-size=8', program, url, owner, format];
    const { stdout, stderr, status } = spawnSync(process.execPath, options, { encoding: 'utf8', env });

    assert(status === 0, `the statement is made: ${stderr}`);
    const [seconds = 0, peak = 0, size = 0] = stdout.trim().split(' ').map(Number);
    const name = `statement of 100,000 movements, ${format.toUpperCase()}`;
    printFigure(name, seconds, 's', movements);
    printFigure(`${name}, peak memory of its process`, peak, 'MiB', movements);
    printFigure(`${name}, size of the file`, size, 'MiB', movements);
  }
}

async function register(app: App, number: number): Promise<string> {
  const userId = newId(shard);
  const person = { userId, email: `c${number}@post.example`, name: `Person ${number} 李`, passwordHash: 'none' };
  await app.door.call('identity.register-person', person, systemCaller('bench', 'bench'));
  return userId;
}

/** Half of the movements come from the bank, half go to other people, each with a note. */
async function fill(url: string, owner: string, others: readonly string[]): Promise<void> {
  const ledger = createLedger({ url, shards: 1, clock: systemClock });
  const [account, bank] = [walletAccountId(owner, 'USD'), systemAccountId('bank', 'USD', shard)];
  for (let done = 0; done < movements; done += perCall) {
    const results = await ledger.post(
      Array.from({ length: perCall }, (_, index) => {
        const comes = index % 2 === 0;
        const other = walletAccountId(others[index % counterparties] ?? '', 'USD');
        return {
          kind: 'post',
          id: newId(shard),
          purpose: comes ? 'deposit' : 'payment',
          debit: comes ? bank : account,
          credit: comes ? account : other,
          asset: 'USD',
          amount: 100_000n - BigInt(index),
          memo: `Order ${done + index} 订单`,
        } as const;
      }),
    );
    assert(
      results.every((result) => !('refused' in result)),
      'every movement of the bench is taken',
    );
  }
  await ledger.stop();
}
