import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { hashOf } from './case-secrets.ts';
import { lockCase } from './case-store.ts';
import { changeCase } from './change-case.ts';
import { announceDelay } from './delay.ts';
import { personOf, staffReply, worksCases } from './desk.ts';
import { numberField, textField, versionField } from './schemas.ts';
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
        description:
          'The reply is a notice of delay and says why; this date for the decision, and the way on that it opens, are added to it',
      }),
    ),
  }),
  run: async (ctx, { number, version, text, asks = false, delayedUntil = null }) => {
    const found = await lockCase(ctx, number);
    await refuseStale(ctx, found, version);
    const said = delayedUntil === null ? text : await announceDelay(ctx, found, text, delayedUntil);
    const attempt = { act: asks ? 'ask-customer' : 'send-reply', delayedUntil, textHash: hashOf(said) } as const;
    const { record } = await changeCase(ctx, found, attempt, [staffReply(ctx, asks ? 'question' : 'reply', said)]);
    await ctx.tx
      .deleteFrom('complaints.reply_drafts')
      .where('shard', '=', found.row.shard)
      .where('case_id', '=', found.row.id)
      .where('person_id', '=', personOf(ctx).id)
      .execute();
    return { number: found.row.number, version: record.version };
  },
});
