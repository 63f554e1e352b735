import { addBankAccount } from './add-bank-account.ts';
import { assignUnmatched } from './assign-unmatched.ts';
import { bookBankFile } from './book-bank-file.ts';
import { confirmBankFile } from './confirm-bank-file.ts';
import { dismissBankFile } from './dismiss-bank-file.ts';
import { getUnmatched } from './get-unmatched.ts';
import { importBankStatement } from './import-bank-statement.ts';
import { listBankAccounts } from './list-bank-accounts.ts';
import { listBankFiles } from './list-bank-files.ts';
import { listBankStatements } from './list-bank-statements.ts';
import { listUnmatched } from './list-unmatched.ts';
import { readBankFileOriginal } from './read-bank-file.ts';
import { settleUnmatched } from './settle-unmatched.ts';

/** What staff do with banks: files, lines, work items, and the comparison with the books. */
export const bankOperations = [
  addBankAccount,
  assignUnmatched,
  bookBankFile,
  confirmBankFile,
  dismissBankFile,
  getUnmatched,
  importBankStatement,
  listBankAccounts,
  listBankFiles,
  listBankStatements,
  listUnmatched,
  readBankFileOriginal,
  settleUnmatched,
] as const;
