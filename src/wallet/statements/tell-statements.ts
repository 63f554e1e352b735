import { Type } from 'typebox';
import { personById } from '../../identity/identity.ts';
import { command, input } from '../../platform/command.ts';
import type { Localized } from '../../platform/localized.ts';
import { sendNotice } from '../notices/send-notice.ts';

const subject: Localized = { en: 'Your {brand} statements for {month}', 'zh-CN': '您的 {brand} {month}对账单' };
const text: Localized = {
  en: 'Your statements for {month} are ready, one for each asset that moved or that you hold.',
  'zh-CN': '您{month}的对账单已生成，每种有余额或有交易的资产各一份。',
};

export const tellStatements = command({
  name: 'wallet.tell-statements',
  summary: 'Tells a person that the statements of a month are there.',
  can: (actor) => actor.kind === 'system',
  input: input({ person: Type.String({ format: 'uuid' }), month: Type.String({ description: 'Its first day' }) }),
  run: async (ctx, { person: personId, month }) => {
    const person = await personById(ctx.tx, personId);
    if (person === undefined) return;
    const named = new Intl.DateTimeFormat(person.locale === 'en' ? 'en-GB' : person.locale, {
      timeZone: 'UTC',
      month: 'long',
      year: 'numeric',
    }).format(new Date(`${month}T00:00:00Z`));
    await sendNotice(ctx, personId, {
      kind: 'documents',
      key: `statements ${month}`,
      subject,
      text,
      values: { month: named },
      path: '/statements',
    });
  },
});
