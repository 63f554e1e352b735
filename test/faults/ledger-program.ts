import pg from 'pg';
import { createLedger } from '../../src/ledger/ledger.ts';
import type { Transfer } from '../../src/ledger/ledger.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { newId } from '../../src/platform/id.ts';

// Moves money about in a process of its own, for tests that kill it or its database. Prints the id of each transfer
// when it is answered.
const callers = 64;
const asset = 'USD';
const [, , url = '', shardsText = '1'] = process.argv;
const shards = Number(shardsText);
const ledger = createLedger({ url, shards, clock: systemClock });
const client = new pg.Client({ connectionString: url });
await client.connect();
const { rows } = await client.query<{ id: string }>(`select id from ledger.public_accounts where kind = 'test'`);
await client.end();

function anyAccount(): string {
  return rows[Math.floor(Math.random() * rows.length)]?.id ?? '';
}

/** Answered, whatever the answer: a batch that the database's death interrupts is asked for again under its ids. */
async function post(transfer: Transfer): Promise<void> {
  for (;;) {
    try {
      await ledger.post(transfer);
      process.stdout.write(`${transfer.id}\n`);
      return;
    } catch (error) {
      process.stderr.write(`${String(error)}\n`);
    }
  }
}

async function call(): Promise<never> {
  for (;;) {
    const [debit, credit] = [anyAccount(), anyAccount()];
    const named = { id: newId(Math.floor(Math.random() * shards)), purpose: 'test' };
    const movement = { ...named, debit, credit, asset, amount: 1n };
    await post({ ...movement, kind: Math.random() < 0.5 ? 'hold' : 'post' });
    if (Math.random() < 0.5) await post({ ...named, id: newId(0), kind: 'post-hold', holdId: named.id, amount: 1n });
  }
}

await Promise.all(Array.from({ length: callers }, call));
