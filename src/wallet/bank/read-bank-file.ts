import { isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { fileField } from './book-bank-file.ts';
import { bankProblem } from './problems.ts';

export const readBankFileOriginal = query({
  name: 'wallet.read-bank-file',
  summary: 'Reads a file of the bank as it came (base64), whatever became of it.',
  rest: 'GET /bank-files/{file}',
  can: isStaff,
  input: input({ file: fileField }),
  run: async ({ db }, { file: hex }) => {
    const kept = await db
      .selectFrom('wallet.bank_files')
      .select('content')
      .where('sha256', '=', Buffer.from(hex, 'hex'))
      .executeTakeFirst();
    if (kept === undefined) throw bankProblem('file-unknown');
    return { name: `bank-${hex.slice(0, 12)}.xml`, file: kept.content.toString('base64') };
  },
});
