import { isStaff } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import type { QueryCtx } from '../../platform/command.ts';
import { understand } from './bank-file.ts';
import { fileField } from './book-bank-file.ts';
import { readUnfinished } from './list-bank-files.ts';

/** What a document in a file would book. */
export interface DocumentSummary {
  readonly kind: 'statement' | 'notification';
  readonly id: string;
  readonly account: string;
  readonly asset: string;
  readonly lines: number;
  readonly moneyIn: bigint;
  readonly moneyOut: bigint;
}

/** What a file that waits for a second person says, for that person to compare with the bank. */
async function summarize({ db, config, now }: QueryCtx, sha256: string): Promise<readonly DocumentSummary[]> {
  const kept = await db
    .selectFrom('wallet.bank_files')
    .select('content')
    .where('sha256', '=', Buffer.from(sha256, 'hex'))
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  if (kept === undefined) return [];
  const file = understand(kept.content, { config, now });
  if (file.kind === 'status-report') return [];
  return file.statements.map(({ kind, id, account, currency: asset, lines }) => {
    const sum = (wanted: 'in' | 'out'): bigint =>
      lines.reduce((total, { direction, amount }) => (direction === wanted ? total + amount : total), 0n);
    return { kind, id, account, asset, lines: lines.length, moneyIn: sum('in'), moneyOut: sum('out') };
  });
}

export const getBankFile = query({
  name: 'wallet.get-bank-file',
  summary:
    'Reads a file of the bank that is not booked to its end, and what it would book where it waits for a second person.',
  rest: 'GET /bank-files/{file}/state',
  can: isStaff,
  input: input({ file: fileField }),
  run: async (ctx, { file: sha256 }) => {
    const [file = null] = await readUnfinished(ctx.db, sha256);
    return { file, documents: await summarize(ctx, sha256) };
  },
});
