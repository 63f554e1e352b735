import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { lockCase } from './case-store.ts';
import { personOf, worksCases } from './desk.ts';
import { numberField, textLengthMax } from './schemas.ts';

/** An unsent reply is no event: nobody has said anything yet. */
export const saveReplyDraft = command({
  name: 'complaints.save-reply-draft',
  summary: 'Keeps a handler’s unsent reply; an empty text removes it.',
  rest: 'PUT /cases/{number}/reply-draft',
  can: worksCases,
  input: input({ number: numberField, text: Type.String({ maxLength: textLengthMax }) }),
  run: async (ctx, { number, text }) => {
    const { row } = await lockCase(ctx, number);
    const { id } = personOf(ctx);
    const mine = { shard: row.shard, case_id: row.id, person_id: id };
    if (text.trim() === '') {
      await ctx.tx
        .deleteFrom('complaints.reply_drafts')
        .where('shard', '=', row.shard)
        .where('case_id', '=', row.id)
        .where('person_id', '=', id)
        .execute();
    } else {
      await ctx.tx
        .insertInto('complaints.reply_drafts')
        .values({ ...mine, text, saved_at: ctx.now })
        .onConflict((conflict) =>
          conflict.columns(['shard', 'case_id', 'person_id']).doUpdateSet({ text, saved_at: ctx.now }),
        )
        .execute();
    }
    return { saved: true };
  },
});
