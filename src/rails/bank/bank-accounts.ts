import type { Database, Tx } from '../../platform/db.ts';

/** One of our own accounts at a bank. */
export interface BankAccount {
  /** IBAN, or the bank's own number. */
  readonly number: string;
  readonly asset: string;
  readonly holder: string;
  readonly bank: string;
  readonly bic: string | null;
}

/** Our bank accounts by asset, the oldest first. */
export async function listBankAccounts(db: Database | Tx): Promise<readonly BankAccount[]> {
  return db
    .selectFrom('rails.bank_accounts')
    .select(['number', 'asset', 'holder', 'bank', 'bic'])
    .orderBy('asset')
    .orderBy('opened_at')
    .execute();
}

/** Adds one of our accounts; false: it was there. */
export async function openBankAccount(tx: Tx, account: BankAccount, now: Date): Promise<boolean> {
  const added = await tx
    .insertInto('rails.bank_accounts')
    .values({ ...account, opened_at: now })
    .onConflict((conflict) => conflict.column('number').doNothing())
    .returning('number')
    .executeTakeFirst();
  return added !== undefined;
}

/** Our account of a number, locked until the caller commits, so that its movements are booked by one at a time. */
export async function lockBankAccount(tx: Tx, number: string): Promise<{ readonly asset: string } | undefined> {
  return tx
    .selectFrom('rails.bank_accounts')
    .select('asset')
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
}
