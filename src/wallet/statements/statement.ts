import type { Entry } from '../../ledger/ledger.ts';
import type { Database } from '../../platform/db.ts';
import { assert } from '../../platform/assert.ts';
import type { Config } from '../../platform/config.ts';
import type { Person } from '../../identity/identity.ts';
import type { AssetFormat } from '../../platform/money.ts';
import type { Locale } from '../../platform/localized.ts';
import type { Actor } from '../../platform/actor.ts';
import { walletAccountId } from '../account.ts';
import type { Transaction } from '../contract.ts';
import { readFeeReference } from '../fees/fee-transfers.ts';
import { referenceOf, toTransactions } from '../transaction.ts';
import { readHistory } from './account-history.ts';
import type { History } from './account-history.ts';
import type { Period } from './period.ts';

/** Everything a statement says beside its lines. */
export interface StatementHead extends Pick<History, 'opening' | 'closing' | 'count' | 'moneyIn' | 'moneyOut'> {
  readonly number: string;
  readonly holder: Person;
  readonly asset: AssetFormat;
  readonly period: Period;
  readonly locale: Locale;
  readonly zone: string;
  readonly brand: string;
  readonly site: string;
  readonly madeAt: Date;
}

export interface StatementLine extends Transaction {
  /** The reference of what a fee was for. */
  readonly feeOf: string | null;
}

export interface Statement extends StatementHead {
  /** The movements as their owner sees them, oldest first, a page at a time; proven to lead from opening to closing. */
  lines(): AsyncIterable<readonly StatementLine[]>;
}

export interface StatementOrder {
  readonly id: string;
  readonly holder: Person;
  readonly asset: AssetFormat;
  readonly period: Period;
  readonly locale: Locale;
}

/** Reads a statement; its lines are read from the books as they are taken. */
export async function readStatement(
  { db, config, now }: { readonly db: Database; readonly config: Config; readonly now: Date },
  { id, holder, asset, period, locale }: StatementOrder,
): Promise<Statement> {
  const account = walletAccountId(holder.id, asset.code);
  const history = await readHistory(db, { account, startsAt: period.startsAt, endsAt: period.endsAt, now });
  const viewer: Actor = { kind: 'person', ...holder };
  return {
    ...history,
    number: `${id.slice(0, 8)}-${id.slice(24, 32)}`.toUpperCase(),
    holder,
    asset,
    period,
    locale,
    zone: config.zone,
    brand: config.brand,
    site: config.publicUrl,
    madeAt: now,
    lines: async function* () {
      let balance = history.opening;
      for await (const page of history.pages()) {
        for (const entry of page) {
          balance += entry.amount;
          assert(entry.balance === balance, 'each line of a statement leads from one balance to the next');
        }
        const wanted = { id: account, asset, before: undefined, least: undefined, most: undefined };
        const lines = await toTransactions(
          db,
          page.map((entry) => ({ ...entry, account: wanted })),
          viewer,
        );
        yield lines.map((line, place) => ({ ...line, feeOf: feeOf(page[place]) }));
      }
      assert(balance === history.closing, 'the lines of a statement lead from its opening to its closing balance');
    },
  };
}

function feeOf(entry: Entry | undefined): string | null {
  const charged = entry?.purpose === 'fee' ? readFeeReference(entry.reference) : undefined;
  return charged === undefined ? null : referenceOf(charged.of);
}
