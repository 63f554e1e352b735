import { sql } from 'kysely';
import { isStaff } from '../platform/actor.ts';
import type { Actor } from '../platform/actor.ts';
import { assert } from '../platform/assert.ts';
import type { QueryCtx } from '../platform/command.ts';
import type { Database } from '../platform/db.ts';
import { isId, shardOf } from '../platform/id.ts';
import { providerShard } from './account.ts';
import { findAsset } from './asset.ts';
import { readChainDeposit } from './chain/deposit-facts.ts';
import type {
  BankLineFacts,
  FeeFacts,
  LedgerEntry,
  Party,
  RedressFacts,
  Transaction,
  TransactionFacts,
} from './contract.ts';
import type { FeeKind } from './fees/fee.ts';
import { versionAt } from './fees/fee-tables.ts';
import { readFeeReference, readFees } from './fees/fee-transfers.ts';
import { readCheckoutFacts } from './checkout/checkout-facts.ts';
import { nameMatches } from './bank/compare-names.ts';
import { readTransactions } from './list-transactions.ts';
import { readParties } from './party.ts';
import { readTransfers } from './read-transfer.ts';
import type { Transfer } from './read-transfer.ts';
import { readRecall, returnedPayment } from './recalls/recall-facts.ts';
import { idsOfReference } from './reference.ts';
import { referenceOf } from './transaction.ts';
import { kindOf } from './transaction-kind.ts';
import type { WithdrawalView } from './withdrawals/contract.ts';
import { holdStatus } from './withdrawals/states.ts';
import { findWithdrawal } from './withdrawals/withdrawal-view.ts';

type Reader = Pick<QueryCtx, 'db' | 'config'>;

function isMine(party: Party | undefined, viewer: Actor): boolean {
  return party?.kind === 'person' && viewer.kind === 'person' && party.personId === viewer.id;
}

/**
 * Everything that the books and the bank say of a transaction, by its id or its reference; undefined where there is
 * none that the viewer may see. Its parties see their own entry and the other's masked name, staff see everything.
 */
export async function transactionFacts(
  { db, config }: Reader,
  idOrReference: string,
  viewer: Actor,
): Promise<TransactionFacts | undefined> {
  const range = isId(idOrReference)
    ? { lowest: idOrReference.toLowerCase(), highest: idOrReference.toLowerCase() }
    : idsOfReference(idOrReference);
  if (range === undefined) return undefined;
  for (const transfer of await readTransfers(db, range, config.shards)) {
    const parties = await readParties(
      db,
      [transfer.debit, transfer.credit, ...transfer.entries.map(({ account }) => account)],
      viewer,
    );
    const mine = [transfer.debit, transfer.credit].some((account) => isMine(parties.get(account), viewer));
    if (mine || isStaff(viewer)) return toFacts({ db, config }, transfer, parties, viewer);
  }
  return undefined;
}

async function toFacts(
  { db, config }: Reader,
  transfer: Transfer,
  parties: ReadonlyMap<string, Party>,
  viewer: Actor,
): Promise<TransactionFacts> {
  const [from, to] = [parties.get(transfer.debit), parties.get(transfer.credit)];
  const asset = findAsset(config, transfer.asset);
  assert(from && to && asset, 'a transfer has two sides and an asset of the installation');
  const entries = transfer.entries.flatMap(({ account, amount, balance }): LedgerEntry[] => {
    const party = parties.get(account);
    return party && (isStaff(viewer) || isMine(party, viewer)) ? [{ party, amount, balanceAfter: balance }] : [];
  });
  const mayReadBank = isStaff(viewer) || isMine(to, viewer);
  const [{ fee, ...feeFacts }, bankLine, withdrawal, chainDeposit, redress, checkout, recall] = await Promise.all([
    readFee(db, transfer, parties, viewer),
    mayReadBank ? readBankLine(db, transfer.id) : null,
    readWithdrawal({ db, config }, transfer, viewer),
    mayReadBank || isMine(from, viewer) ? readChainDeposit(db, transfer) : null,
    readRedress(db, transfer.id, from, to, viewer),
    readCheckoutFacts(db, transfer),
    readRecall(db, transfer),
  ]);
  return {
    id: transfer.id,
    reference: referenceOf(transfer.id),
    at: transfer.at,
    kind: kindOf(transfer.purpose),
    // What was set aside for a withdrawal is told as it stands now.
    status: withdrawal !== null && transfer.status === 'held' ? holdStatus(withdrawal.state) : transfer.status,
    asset: asset.code,
    decimals: asset.decimals,
    amount: transfer.amount,
    fee,
    feeFacts,
    memo: transfer.memo,
    from,
    to,
    entries,
    bankLine,
    withdrawal,
    chainDeposit,
    redress,
    recall,
    returnOf: returnedPayment(transfer),
    checkout,
  };
}

/** The withdrawal of which a transfer is a part. */
async function readWithdrawal(
  reader: Reader,
  { purpose, reference }: Transfer,
  viewer: Actor,
): Promise<WithdrawalView | null> {
  const isPart = purpose === 'withdrawal' || purpose === 'withdrawal-return';
  if (!isPart || reference === null || !isId(reference)) return null;
  return (await findWithdrawal(reader, reference, viewer)) ?? null;
}

/** Purposes that a fee may be charged for. */
const chargeable: ReadonlySet<string> = new Set<FeeKind | 'deposit'>(['payment', 'withdrawal', 'checkout', 'deposit']);

/** The fee as its payer and staff see it; the other side sees none. */
async function readFee(
  db: Database,
  transfer: Transfer,
  parties: ReadonlyMap<string, Party>,
  viewer: Actor,
): Promise<FeeFacts & { readonly fee: bigint }> {
  const charged = transfer.purpose === 'fee' ? readFeeReference(transfer.reference) : undefined;
  if (charged)
    return {
      fee: 0n,
      version: charged.version,
      transactionId: null,
      of: { id: charged.of, reference: referenceOf(charged.of) },
    };
  if (!chargeable.has(transfer.purpose)) return { fee: 0n, version: null, transactionId: null, of: null };
  const payers = [transfer.debit, transfer.credit].filter(
    (account) => isStaff(viewer) || isMine(parties.get(account), viewer),
  );
  const charge = (await readFees(db, [transfer.id], payers)).get(transfer.id);
  if (charge) return { fee: charge.fee, version: charge.version, transactionId: charge.transferId, of: null };
  return { fee: 0n, version: await versionAt(db, transfer.at), transactionId: null, of: null };
}

interface BankLineRow {
  readonly bank_reference: string | null;
  readonly booked_on: string;
  readonly value_on: string | null;
  readonly payer_name: string | null;
  readonly payer_account: string | null;
  readonly texts: string[];
  readonly bank_id: string;
  readonly name_match: string | null;
  readonly confirmed: boolean;
}

async function readBankLine(db: Database, transferId: string): Promise<BankLineFacts | null> {
  const {
    rows: [row],
  } = await sql<BankLineRow>`
    select l.bank_reference, l.booked_on::text, l.value_on::text, l.payer_name, l.payer_account, l.texts, s.bank_id, l.name_match,
      l.confirmed_by is not null as confirmed
    from wallet.bank_lines l join wallet.bank_statements s on s.shard = l.shard and s.id = l.statement_id
    where l.shard = ${providerShard} and (l.transfer_id = ${transferId} or l.settled_by_transfer_id = ${transferId})`.execute(
    db,
  );
  if (row === undefined) return null;
  const {
    bank_reference: bankReference,
    booked_on: bookedOn,
    value_on: valueOn,
    payer_name: payerName,
    payer_account: payerAccount,
    texts,
    bank_id: statement,
    name_match: named,
    confirmed,
  } = row;
  const nameMatch = nameMatches.find((known) => known === named) ?? null;
  return { bankReference, bookedOn, valueOn, payerName, payerAccount, texts, statement, nameMatch, confirmed };
}

/** Redress of a transaction lies in the shard of whom it was paid to, who is one of its parties. */
async function readRedress(
  db: Database,
  transferId: string,
  from: Party,
  to: Party,
  viewer: Actor,
): Promise<RedressFacts[]> {
  const people = [from, to].flatMap((party) =>
    party.kind === 'person' && (isStaff(viewer) || isMine(party, viewer)) ? [party.personId] : [],
  );
  if (people.length === 0) return [];
  const rows = await db
    .selectFrom('wallet.redress')
    .select(['transfer_id', 'case_id', 'kind', 'amount', 'at'])
    .where('shard', 'in', people.map(shardOf))
    .where('of_transfer_id', '=', transferId)
    .where('person_id', 'in', people)
    .orderBy('at')
    .execute();
  return rows.map((row) => ({
    transactionId: row.transfer_id,
    caseId: row.case_id,
    kind: row.kind === 'refund' ? 'refund' : 'credit',
    amount: row.amount,
    at: row.at,
  }));
}

/** Transactions shown beside a case. */
const recentMax = 10;

/** A person's latest transactions, as the viewer may see them. */
export async function recentTransactions(
  ctx: Reader,
  personId: string,
  viewer: Actor,
): Promise<readonly Transaction[]> {
  return (await readTransactions(ctx, { personId, viewer, limit: recentMax })).transactions;
}
