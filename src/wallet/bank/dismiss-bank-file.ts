import { actorName, isStaff } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { bankProblem as problem } from './problems.ts';
import { lockFile } from './bank-file.ts';
import { fileField } from './book-bank-file.ts';
import { becauseField } from './settle-line.ts';

export const dismissBankFile = command({
  name: 'wallet.dismiss-bank-file',
  summary:
    'Puts aside a file of the bank that was refused or waits for a second person, with the reason; it stays stored.',
  rest: 'POST /bank-files/{file}/dismiss',
  can: isStaff,
  input: input({ file: fileField, because: becauseField }),
  run: async (ctx, { file: hex, because }) => {
    const hash = Buffer.from(hex, 'hex');
    ctx.about(`bank-file:${hex}`);
    const kept = await lockFile(ctx.tx, hash);
    if (kept === undefined) throw problem('file-unknown');
    if (!['kept', 'refused', 'waiting'].includes(kept.state)) throw problem('file-settled');
    await ctx.tx
      .updateTable('wallet.bank_files')
      .set({
        state: 'turned-down',
        settled_by: actorName(ctx.actor),
        settled_at: ctx.now,
        settled_because: because,
      })
      .where('sha256', '=', hash)
      .execute();
    return {};
  },
});
