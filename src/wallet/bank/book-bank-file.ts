import { Type } from 'typebox';
import { command, input } from '../../platform/command.ts';
import { assert } from '../../platform/assert.ts';
import { lockFile, understand } from './bank-file.ts';
import { bookPart } from './book-file.ts';

export const fileField = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the file' });

export const bookBankFile = command({
  name: 'wallet.book-bank-file',
  summary: 'Books the next part of a bank’s file that is too large for one transaction.',
  can: (actor) => actor.kind === 'system',
  input: input({ file: fileField }),
  run: async (ctx, { file: hex }) => {
    const hash = Buffer.from(hex, 'hex');
    ctx.about(`bank-file:${hex}`);
    const kept = await lockFile(ctx.tx, hash);
    // Another process may have booked the last part.
    if (kept?.state !== 'booking') return {};
    const file = understand(kept.content, ctx);
    assert(file.kind !== 'status-report', 'a report is applied at once');
    await bookPart(ctx, hash, file.statements);
    return {};
  },
});
