import bank from './bank.rail.ts';

/** Reads ISO 20022 camt.053 files; throws the `rails.…` Problems. */
export const readBankStatements = bank.readStatements;

export { bankFileBytesMax } from './contract.ts';
export type { BankLine, BankStatement } from './contract.ts';
