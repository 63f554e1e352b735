import type { TestDatabase } from '../test/database.ts';
import { measureBank } from './bank-lines.ts';
import { measureChain } from './chain-deposits.ts';

/** What bars the ways in and out have: lines of a bank, and deposits on the chain. */
export default async function bench(database: TestDatabase): Promise<void> {
  await measureBank(database);
  await measureChain();
}
