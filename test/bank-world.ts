import assert from 'node:assert/strict';
import { systemCaller } from '../src/platform/door.ts';
import { Problem } from '../src/platform/problem.ts';
import { auditWallet } from '../src/wallet/wallet.ts';
import { callerOf, openTestWallets } from './wallets.ts';
import type { PersonActor, TestWallets } from './wallets.ts';

export const ourAccount = 'DE02120300000000202051';

/** The code of the Problem that a call throws, or `done`. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : assert.fail(String(error))),
  );
}

export interface TestBank extends TestWallets {
  readonly handler: PersonActor;
  readonly admin: PersonActor;
  /** Uploads a file as the handler and books it to its end, as the jobs do. */
  importFile(
    xml: string,
  ): Promise<{ readonly sha256: string; readonly uploadedBefore: boolean; readonly waits: boolean }>;
  referenceOf(person: PersonActor): Promise<string>;
  balanceOf(person: PersonActor): Promise<bigint>;
  /** Books what is left of a file. */
  bookRest(sha256: string): Promise<void>;
  noViolation(): Promise<void>;
}

/** Wallets with a bank account in US dollars of ours. */
export async function openTestBank(
  settings: Readonly<Record<string, string>> = {},
  now: () => Date = () => new Date('2026-11-22T10:00:00Z'),
): Promise<TestBank> {
  const wallets = await openTestWallets({ SHARDS: '4', ...settings }, { now });
  const { db, door } = wallets;
  const [handler, admin] = [wallets.newStaff('handler'), wallets.newStaff('admin')];
  await door.call(
    'wallet.add-bank-account',
    { number: ourAccount, asset: 'USD', holder: 'OkPay Ltd', bank: 'First Bank', bic: 'FRSTDEFF' },
    callerOf(admin),
  );
  const bookRest = async (sha256: string): Promise<void> => {
    for (;;) {
      const { state } = await db
        .selectFrom('wallet.bank_files')
        .select('state')
        .where('sha256', '=', Buffer.from(sha256, 'hex'))
        .executeTakeFirstOrThrow();
      if (state !== 'booking') return;
      await door.call('wallet.book-bank-file', { file: sha256 }, systemCaller('job', 'test'));
    }
  };
  return {
    ...wallets,
    handler,
    admin,
    bookRest,
    importFile: async (xml) => {
      const file = Buffer.from(xml).toString('base64');
      const taken = await door.call('wallet.import-bank-statement', { file }, callerOf(handler));
      await bookRest(taken.sha256);
      return taken;
    },
    referenceOf: async (person) => (await door.call('wallet.get-top-up', {}, callerOf(person))).reference,
    balanceOf: async (person) =>
      (await door.call('wallet.get-wallet', {}, callerOf(person))).balances.find(({ asset }) => asset === 'USD')
        ?.balance ?? 0n,
    noViolation: async () => assert.deepEqual(await auditWallet(db), []),
  };
}
