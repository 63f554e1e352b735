import type { TestDatabase } from '../test/database.ts';
import { measureChain } from './chain-deposits.ts';

/** What bars the ways in and out have: deposits on the chain. */
export default async function bench(_database: TestDatabase): Promise<void> {
  await measureChain();
}
