import { Type } from 'typebox';
import { command, input } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import type { Localized } from '../../platform/localized.ts';
import { formatInstant } from './movement-notice.ts';
import { personById } from '../../identity/identity.ts';
import { mailNotice } from './send-notice.ts';

const subject: Localized = {
  en: '{count} more notices from your {brand} wallet',
  'zh-CN': '您的 {brand} 钱包另有 {count} 条通知',
};
const text: Localized = {
  en: 'In the hour that began on {hour}, {count} more notices were due than we send one by one. Each of them is in your list of transactions.',
  'zh-CN': '自 {hour} 起的一小时内，还有 {count} 条通知未逐条发送。全部记录均可在交易列表中查看。',
};

export const tellHour = command({
  name: 'wallet.tell-hour',
  summary: 'Sends a person the summary of an hour in which more happened than is told one by one.',
  can: (actor) => actor.kind === 'system',
  input: input({ person: Type.String({ format: 'uuid' }), hour: Type.String() }),
  run: async (ctx, { person: personId, hour: given }) => {
    const hour = new Date(given);
    const row = await ctx.tx
      .updateTable('wallet.notice_hours')
      .set({ told_at: ctx.now })
      .where('shard', '=', shardOf(personId))
      .where('person_id', '=', personId)
      .where('hour', '=', hour)
      .where('told_at', 'is', null)
      .returning('held')
      .executeTakeFirst();
    const person = await personById(ctx.tx, personId);
    if (row === undefined || person === undefined) return;
    await mailNotice(ctx, person, {
      kind: 'other',
      key: `hour ${given}`,
      subject,
      text,
      values: { count: String(row.held), hour: formatInstant(hour, person.locale, ctx.config.zone) },
      path: '/transactions',
    });
  },
});
