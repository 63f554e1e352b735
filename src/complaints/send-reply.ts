import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { hashOf } from './case-secrets.ts';
import { lockCase } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { personOf, staffReply, worksCases } from './desk.ts';
import { numberField, textField, textLengthMax, versionField } from './schemas.ts';
import { refuseStale } from './stale.ts';

export const sendReply = command({
  name: 'complaints.send-reply',
  summary:
    'Replies to the complainant, on the tracker and by mail; with `asks`, the case waits for what was asked (no clock of ours does).',
  rest: 'POST /cases/{number}/replies',
  can: worksCases,
  input: input({
    number: numberField,
    version: versionField,
    text: textField,
    asks: Type.Optional(Type.Boolean()),
    delayedUntil: Type.Optional(
      Type.String({
        pattern: '^\\d{4}-\\d{2}-\\d{2}$',
        description: 'The reply is a notice of delay with reasons, and names this date for the decision',
      }),
    ),
  }),
  run: async (ctx, { number, version, text, asks = false, delayedUntil = null }) => {
    const found = await lockCase(ctx, number);
    await refuseStale(ctx, found, version);
    const attempt = { act: asks ? 'ask-customer' : 'send-reply', delayedUntil, textHash: hashOf(text) } as const;
    const { record } = await changeCase(ctx, found, attempt, [staffReply(ctx, asks ? 'question' : 'reply', text)]);
    await ctx.tx
      .deleteFrom('complaints.reply_drafts')
      .where('shard', '=', found.row.shard)
      .where('case_id', '=', found.row.id)
      .where('person_id', '=', personOf(ctx).id)
      .execute();
    return { number: found.row.number, version: record.version };
  },
});

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
