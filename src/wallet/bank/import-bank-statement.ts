import { Type } from 'typebox';
import { isStaff } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import { sha256 } from '../../platform/crypto.ts';
import { decodeFile, keepFile, lockFile, markFile, refuseFile, understand } from './bank-file.ts';
import { checkAccounts, needsSecondPerson, startBooking } from './book-file.ts';
import { readStatements } from './list-bank-statements.ts';

export const importBankStatement = command({
  name: 'wallet.import-bank-statement',
  summary:
    'Takes what a bank sends (ISO 20022 camt.053, camt.054, pain.002): keeps the file, credits what names a customer, once for ever, moves payouts on, and puts the rest on the work list.',
  rest: 'POST /bank-statements',
  can: isStaff,
  input: input({ file: Type.String({ contentEncoding: 'base64', description: 'The file’s bytes in base64' }) }),
  keep: (ctx, { file }) => keepFile(ctx, file),
  refused: (ctx, { file }, why) => refuseFile(ctx, file, why),
  run: async (ctx, given) => {
    const content = decodeFile(given.file);
    const hash = sha256(content);
    ctx.about(`bank-file:${hash.toString('hex')}`);
    const kept = await lockFile(ctx.tx, hash);
    const uploadedBefore = kept !== undefined && kept.state !== 'kept';
    let waits = kept?.state === 'waiting';
    if (!uploadedBefore) {
      const file = understand(content, ctx);
      await checkAccounts(ctx, file);
      waits = await needsSecondPerson(ctx, file);
      if (waits) await markFile(ctx.tx, hash, { state: 'waiting', kind: file.kind });
      else await startBooking(ctx, hash, file);
    }
    const statements = await readStatements(ctx.tx, ctx.config, { fileSha256: hash });
    return { sha256: hash.toString('hex'), uploadedBefore, waits, statements };
  },
});
