import { systemCaller } from '../../platform/door.ts';
import type { Door } from '../../platform/door.ts';
import { newId } from '../../platform/id.ts';
import type { Task } from '../../platform/worker.ts';
import { addBankAccount } from './add-bank-account.ts';
import { assignPayout } from './assign-payout.ts';
import { assignUnmatched } from './assign-unmatched.ts';
import { bookBankFile } from './book-bank-file.ts';
import { closeWorkItem } from './close-work-item.ts';
import { confirmBankFile } from './confirm-bank-file.ts';
import { dismissBankFile } from './dismiss-bank-file.ts';
import { getBankFile } from './get-bank-file.ts';
import { getUnmatched } from './get-unmatched.ts';
import { importBankStatement } from './import-bank-statement.ts';
import { listBankAccounts } from './list-bank-accounts.ts';
import { listBankFiles } from './list-bank-files.ts';
import { listBankStatements } from './list-bank-statements.ts';
import { listUnmatched } from './list-unmatched.ts';
import { listWorkItems } from './list-work-items.ts';
import { readBankFileOriginal } from './read-bank-file.ts';
import { settleUnmatched } from './settle-unmatched.ts';
import { watchBank } from './watch-bank.ts';

/** What staff do with banks: files, lines, work items, and the comparison with the books. */
export const bankOperations = [
  addBankAccount,
  assignPayout,
  assignUnmatched,
  bookBankFile,
  closeWorkItem,
  confirmBankFile,
  dismissBankFile,
  getBankFile,
  getUnmatched,
  importBankStatement,
  listBankAccounts,
  listBankFiles,
  listBankStatements,
  listUnmatched,
  listWorkItems,
  readBankFileOriginal,
  settleUnmatched,
  watchBank,
] as const;

/** What the bank's side does by itself, each minute. */
export function bankTasks({ door }: { readonly door: Door<typeof watchBank> }): readonly Task[] {
  return [
    {
      name: 'wallet.watch-bank-files',
      schedule: '* * * * *',
      run: async () => {
        await door.call('wallet.watch-bank', {}, systemCaller('bank', newId(0)));
      },
    },
  ];
}
