import type { Config } from '../platform/config.ts';
import type { Task } from '../platform/worker.ts';
import bank from './bank.rail.ts';
import { bankOperations } from './bank/bank-operations.ts';
import type { RailId } from './contract.ts';
import evm from './evm.rail.ts';
import { evmOperations } from './evm/operations.ts';
import type { Rail, RailWorld, Watch } from './rail.ts';

export { listBankAccounts, lockBankAccount, openBankAccount } from './bank/bank-accounts.ts';
export { applyStatusReport } from './bank/apply-report.ts';
export type { UnclearAnswer } from './bank/apply-report.ts';
export { bookPayment } from './bank/book-payment.ts';
export type { PaymentBooked } from './bank/book-payment.ts';
export { chainInFlight } from './evm/in-flight.ts';
export { lockPayouts, payoutsOnTheWay, sumOnTheWay } from './bank/payouts.ts';
export type { BankPayout } from './bank/payouts.ts';
export { readBankFile } from './bank/bank-file.ts';
export { toLatin } from './bank/latin.ts';
export { isPlausibleAccountNumber, normalizeAccountNumber } from './bank/iban.ts';
export { bankFileBytesMax } from './contract.ts';
export type {
  BankEntry,
  BankFile,
  BankLine,
  BankStatement,
  DepositTarget,
  Destination,
  Holding,
  Payout,
  PayoutState,
  PayoutStatus,
  RailId,
  RailReason,
  StatusReport,
} from './contract.ts';
export { chainView, explainTransaction, openAddressOf } from './evm/view.ts';
export type { ChainView, Explanation } from './evm/view.ts';
export { depositById, depositsOf, ignoredDeposits, settledOnChain } from './evm/list-deposits.ts';
export type { ChainDeposit } from './evm/list-deposits.ts';
export { costPaid, depositsChanged, payoutChanged } from './events.ts';
export type { CostPaid, DepositChanged, PayoutChanged } from './events.ts';
export type { Rail, RailWorld, Watch } from './rail.ts';

const rails: readonly Rail[] = [bank, evm];

/** The rail of an id; undefined where it is not built in. */
export function findRail(id: RailId): Rail | undefined {
  return rails.find((rail) => rail.id === id);
}

/** The rails on which any asset of this installation moves. */
export function railsHere(config: Config): readonly RailId[] {
  return rails.filter(({ carries }) => config.assets.some(({ code }) => carries(config, code))).map(({ id }) => id);
}

/** Everything that can be asked of this slice through a door. */
export const railsOperations = [...evmOperations, ...bankOperations] as const;
export type RailsOperation = (typeof railsOperations)[number];

/** What every rail does by itself, each minute. */
export function railsTasks(world: RailWorld): readonly Task[] {
  return rails.flatMap(({ id, observe }) =>
    observe === undefined ? [] : [{ name: `rails.observe-${id}`, schedule: '* * * * *', run: () => observe(world) }],
  );
}

/** Readies every rail before anything is served. */
export async function prepareRails(world: Omit<RailWorld, 'door'>): Promise<void> {
  for (const { prepare } of rails) await prepare?.(world);
}

/** Starts what the rails do more often than each minute. */
export async function watchRails(world: RailWorld): Promise<readonly Watch[]> {
  const watches = await Promise.all(rails.flatMap(({ watch }) => (watch === undefined ? [] : [watch(world)])));
  return watches.filter((watch) => watch !== undefined);
}
