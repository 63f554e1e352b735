import { sql } from 'kysely';
import { Type } from 'typebox';
import { assert } from '../../platform/assert.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { sendNotice } from '../notices/send-notice.ts';
import type { DocumentKind } from './contract.ts';

const dayMs = 86_400_000;

/** For how many days each kind of document is kept; it can be asked for again at any time. */
const keptDays: Readonly<Record<DocumentKind, number>> = { statement: 30, monthly: 400, export: 7 };

export const finishDocument = command({
  name: 'wallet.finish-document',
  summary: 'Gives a document its file, which lies in the vault by then.',
  can: (actor) => actor.kind === 'system',
  input: input({ id: Type.String(), file: Type.String(), name: Type.String(), size: Type.Integer() }),
  run: async (ctx, { id, file, name, size }) => {
    const row = await ctx.tx
      .selectFrom('wallet.documents')
      .select(['kind', 'state', 'person_id'])
      .where('shard', '=', shardOf(id))
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    if (row.state !== 'making') return;
    ctx.about(`document:${id}`);
    assert(isKind(row.kind), 'a document is of a kind');
    await ctx.tx
      .updateTable('wallet.documents')
      .set({
        state: 'ready',
        done: sql`coalesce(total, done)`,
        error: null,
        file_id: file,
        file_name: name,
        size: BigInt(size),
        made_at: ctx.now,
        expires_at: new Date(ctx.now.getTime() + keptDays[row.kind] * dayMs),
      })
      .where('shard', '=', shardOf(id))
      .where('id', '=', id)
      .execute();
    if (row.kind === 'export') await tellOfExport(ctx, row.person_id, id);
  },
});

/** Told whatever a person wants to hear of: whoever took his session over would begin here. */
async function tellOfExport(ctx: Ctx, personId: string, id: string): Promise<void> {
  await sendNotice(ctx, personId, {
    kind: 'security',
    key: `export ${id}`,
    subject: { en: 'The file with everything we hold of you is ready', 'zh-CN': '包含您全部信息的文件已生成' },
    text: {
      en: 'You asked for everything that {brand} holds of you. The file is ready, and is deleted after {days} days.',
      'zh-CN': '您申请的 {brand} 所保存的全部信息已生成文件，将在 {days} 天后删除。',
    },
    values: { days: String(keptDays.export) },
    path: `/documents/${id}`,
  });
}

function isKind(kind: string): kind is DocumentKind {
  return Object.hasOwn(keptDays, kind);
}
