import { sql } from 'kysely';
import { systemAccountId, namedId, openAccount, openSystemAccount } from '../ledger/ledger.ts';
import type { Ctx } from '../platform/command.ts';
import type { Config } from '../platform/config.ts';
import { queryable } from '../platform/db.ts';
import type { Database, Tx } from '../platform/db.ts';
import { shardOf } from '../platform/id.ts';
import { providerAccounts } from './contract.ts';
import type { ProviderAccount } from './contract.ts';
import { newDepositReference } from './reference.ts';

/** Shard of what belongs to the provider alone: bank statements, and money that nobody could be found for. */
export const providerShard = 0;

/** The account of a person in an asset; it follows from both, so that paying needs no look-up. */
export function walletAccountId(personId: string, asset: string): string {
  return namedId(`wallet ${personId} ${asset}`, shardOf(personId));
}

export function providerAccountId(account: ProviderAccount, asset: string, shard: number): string {
  return systemAccountId(account, asset, shard);
}

/** A transaction's id from what names it: the same name gives the same id, and its first bits look random, as its reference needs. */
export function transactionId(name: string, shard: number): string {
  return namedId(`transaction ${name}`, shard);
}

type Setup = Pick<Config, 'assets' | 'shards'>;

async function openAccounts(tx: Tx, personId: string, { assets }: Setup, now: Date): Promise<void> {
  const q = queryable(tx);
  const shard = shardOf(personId);
  for (const { code } of assets) {
    await openAccount(
      q,
      { id: walletAccountId(personId, code), shard, owner: personId, asset: code, kind: 'wallet', floor: 0n },
      now,
    );
  }
}

/** Gives a person a wallet: a deposit reference and an account in every asset. */
export async function openWallet(
  { tx, config, now }: Pick<Ctx, 'tx' | 'config' | 'now'>,
  personId: string,
): Promise<void> {
  const depositReference = await claimDepositReference(tx, personId);
  await tx
    .insertInto('wallet.wallets')
    .values({ shard: shardOf(personId), person_id: personId, deposit_reference: depositReference, opened_at: now })
    .execute();
  await openAccounts(tx, personId, config, now);
}

async function claimDepositReference(tx: Tx, personId: string): Promise<string> {
  for (;;) {
    const claimed = await tx
      .insertInto('wallet.deposit_references')
      .values({ reference: newDepositReference(), person_id: personId })
      .onConflict((conflict) => conflict.column('reference').doNothing())
      .returning('reference')
      .executeTakeFirst();
    if (claimed !== undefined) return claimed.reference;
  }
}

/** Wallets that one statement looks at; each of them lacks an account. */
const missingBatchMax = 500;

/** Opens the provider's accounts, and those of every wallet in assets that were added since; run at every start. */
export async function prepareWallets(db: Database, config: Setup, now: Date): Promise<void> {
  const codes = config.assets.map((asset) => asset.code);
  for (let shard = 0; shard < config.shards; shard += 1) {
    await openProviderAccounts(db, shard, codes, now);
    for (let found = missingBatchMax; found === missingBatchMax;) {
      const people = await peopleMissingAccounts(db, shard, codes);
      found = people.length;
      await db.transaction().execute(async (tx) => {
        for (const personId of people) await openAccounts(tx, personId, config, now);
      });
    }
  }
}

async function openProviderAccounts(db: Database, shard: number, codes: readonly string[], now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from ledger.public_accounts where shard = ${shard} and kind = 'system'`.execute(db);
  const open = new Set(rows.map(({ id }) => id));
  const wanted = codes.flatMap((asset) => providerAccounts.map((name) => ({ name, asset, shard })));
  const missing = wanted.filter(({ name, asset }) => !open.has(providerAccountId(name, asset, shard)));
  await db.transaction().execute(async (tx) => {
    for (const account of missing) await openSystemAccount(queryable(tx), account, now);
  });
}

async function peopleMissingAccounts(db: Database, shard: number, codes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ person_id: string }>`
    select person_id from wallet.wallets w where shard = ${shard} and exists (
      select from unnest(${codes}::text[]) as code where not exists (
        select from ledger.public_accounts a where a.shard = ${shard} and a.owner = w.person_id::text and a.asset = code and a.kind = 'wallet'))
    limit ${missingBatchMax}`.execute(db);
  return rows.map((row) => row.person_id);
}
