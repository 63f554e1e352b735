import bank from './bank.rail.ts';

/** Reads ISO 20022 camt.053 files; throws the `rails.…` Problems. */
export const readBankStatements = bank.readStatements;

export { fileBytesMax as bankFileBytesMax } from './xml.ts';
export type { BankLine, BankStatement } from './rail.ts';
