import { setTimeout } from 'node:timers/promises';
import { openApp } from '../src/app.ts';
import { assert } from '../src/platform/assert.ts';
import type { Actor } from '../src/platform/actor.ts';
import { systemCaller } from '../src/platform/door.ts';
import type { Caller } from '../src/platform/door.ts';
import { newId } from '../src/platform/id.ts';
import { bankNotification, bankStatement } from '../test/bank-statement.ts';
import { testConfig } from '../test/config.ts';
import type { TestDatabase } from '../test/database.ts';
import { median, printFigure } from './figure.ts';

const lineCount = 10_000;
const customerCount = 200;
const runs = 3;
const account = 'DE02120300000000202051';

function callerOf(actor: Actor): Caller {
  return { actor, locale: 'en', requestId: 'bench' };
}

/** A statement of 10,000 lines, uploaded and credited to its last line by the running program; then the notification of the same lines. */
export async function measureBank(database: TestDatabase): Promise<void> {
  const config = testConfig({ SHARDS: '4' });
  const app = await openApp({ config, databaseUrl: database.url, parts: ['worker'] });
  const staff = {
    kind: 'person',
    id: newId(0),
    name: 'Bench',
    email: 'bench@okpay.example',
    roles: ['admin'],
  } as const;
  await app.door.call(
    'wallet.add-bank-account',
    { number: account, asset: 'USD', holder: 'OkPay Ltd', bank: 'First Bank' },
    callerOf(staff),
  );
  const references: string[] = [];
  for (let number = 0; number < customerCount; number += 1) {
    const [userId, email] = [newId(number % config.shards), `c${number}@post.example`];
    const person = { userId, email, name: 'Anna Lee', passwordHash: 'none' };
    await app.door.call('identity.register-person', person, systemCaller('bench', 'bench'));
    const actor = { kind: 'person', id: userId, name: 'Anna Lee', email, roles: ['customer'] } as const;
    references.push((await app.door.call('wallet.get-top-up', {}, callerOf(actor))).reference);
  }
  const lines = (run: number) =>
    Array.from({ length: lineCount }, (_, index) => ({
      amount: '1.25',
      reference: `R${run}-${index}`,
      text: `Top-up ${references[index % customerCount] ?? ''}`,
    }));
  /** Seconds from the upload to the last line. */
  const book = async (xml: string): Promise<number> => {
    const start = performance.now();
    const file = Buffer.from(xml).toString('base64');
    const { sha256 } = await app.door.call('wallet.import-bank-statement', { file }, callerOf(staff));
    for (;;) {
      const { statements } = await app.door.call('wallet.list-bank-statements', { file: sha256 }, callerOf(staff));
      const [statement] = statements;
      if (statement?.booked === lineCount) break;
      await setTimeout(20);
    }
    return (performance.now() - start) / 1000;
  };
  const [first, again]: [number[], number[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    const documents = { id: `S-${run}`, account, lines: lines(run) };
    first.push(await book(bankStatement(documents)));
    again.push(await book(bankNotification({ ...documents, id: `N-${run}` })));
  }
  assert((await app.audit()).length === 0, 'the books are in order');
  printFigure('rails: bank statement of 10,000 lines, uploaded and credited', median(first), 's', lineCount * runs);
  printFigure('rails: notification of the same 10,000 lines, found again', median(again), 's', lineCount * runs);
  await app.close();
}
