import { actorName, isStaff } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { bankProblem as problem } from './problems.ts';
import { lockFile, understand } from './bank-file.ts';
import { fileField } from './book-bank-file.ts';
import { checkAccounts, startBooking } from './book-file.ts';

export const confirmBankFile = command({
  name: 'wallet.confirm-bank-file',
  summary:
    'Confirms a file of the bank that a colleague uploaded and that brings in so much that two must look at it; then it is booked.',
  rest: 'POST /bank-files/{file}/confirm',
  can: isStaff,
  input: input({ file: fileField }),
  run: async (ctx, { file: hex }) => {
    const hash = Buffer.from(hex, 'hex');
    ctx.about(`bank-file:${hex}`);
    const kept = await lockFile(ctx.tx, hash);
    if (kept === undefined) throw problem('file-unknown');
    if (kept.state !== 'waiting') throw problem('file-settled');
    if (kept.uploadedBy === actorName(ctx.actor)) throw problem('file-same-person');
    await ctx.tx
      .updateTable('wallet.bank_files')
      .set({ settled_by: actorName(ctx.actor), settled_at: ctx.now, settled_because: 'confirmed' })
      .where('sha256', '=', hash)
      .execute();
    const file = understand(kept.content, ctx);
    await checkAccounts(ctx, file);
    await startBooking(ctx, hash, file);
    return {};
  },
});
